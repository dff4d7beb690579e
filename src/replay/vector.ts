/** A self-test of the kernel as data: its machine, what its script does, step by step, and the log it expects. */
import { boot } from '../kernel/boot';
import type { ModuleImage } from '../kernel/images';
import { parameq } from '../kernel/queries';
import type { WideWorld } from '../kernel/world';
import type { Problem } from '../kernel/worldProblems';
import { anything, attempt, fields, fieldsAmongOthers, list, optional, orElse, parse, text } from '../shapes/shape';
import { unknownModule } from './unknown';
import { lines, readStep, stepName, type VectorStep } from './vectorStep';
import { machineFields, worldOf } from './vectorWorld';

export interface Vector {
  /** The name of the test; empty when the file names none. */
  readonly title: string;
  /** The script it comes from. */
  readonly script: string;
  /** The machine it is played on. */
  readonly world: WideWorld;
  readonly steps: readonly VectorStep[];
  /** The whole log, as the script checks it; `null` when the file leaves it open. */
  readonly expect: readonly string[] | null;
}

const source = fieldsAmongOthers({ test: optional(text), path: optional(text) });
const file = fields({
  steps: list(anything),
  source: optional(orElse(source, {})),
  expect: optional(lines),
  note: optional(text),
  ...machineFields,
});

/** Every field, every operation known; else every problem found, one per step, located. */
export const parseVector = (json: unknown): { readonly vector: Vector } | { readonly problems: readonly Problem[] } => {
  const read = attempt(() => parse(file, json));
  if (!('value' in read)) return { problems: [read] };
  const problems: Problem[] = [];
  const steps: VectorStep[] = [];
  read.value.steps.forEach((value, index) => {
    const step = attempt(() => readStep(value, stepName(index)));
    if ('value' in step) steps.push(step.value);
    else problems.push(step);
  });
  if (problems.length > 0) return { problems };
  const { source: from, expect } = read.value;
  const machine = worldOf(read.value, steps);
  if ('problems' in machine) return machine;
  return {
    vector: {
      world: machine.world,
      title: from?.test ?? '',
      script: from?.path ?? '',
      steps,
      expect: expect ?? null,
    },
  };
};

/** Modules and parameters that the steps name, and that neither the library nor the vector's machine has. */
export const strangers = (vector: Vector, library: readonly ModuleImage[]): readonly Problem[] => {
  const known = boot(vector.world, library).library;
  return vector.steps.flatMap(({ action }, index) => {
    const module = 'module' in action ? action.module : null;
    if (module === null) return [];
    const at = stepName(index);
    const image = known.find(({ name }) => name === module);
    // Loading or removing what is not there is a test of its own.
    if (image === undefined && 'error' in action && action.error === 'ENOENT') return [];
    if (image === undefined) {
      const names = known.map(({ name }) => name);
      return [{ at, says: unknownModule(module, names) }];
    }
    const names = action.op === 'insmod' ? [...action.params.keys()] : [];
    return names
      .filter((name) => !image.params.some((param) => parameq(name, param.name)))
      .map((name) => ({ at, says: `the module "${module}" has no parameter "${name}"` }));
  });
};
