/** Plays a file and checks what it says must hold. */
import { lines } from '../dmesg/dmesg';
import { boot } from '../kernel/boot';
import { defaultPolicy } from '../kernel/policies';
import type { Problem } from '../kernel/worldProblems';
import { check } from '../scenarios/check';
import { run, type Step, type Trace } from '../trace/trace';
import type { KlpFile } from './file';

export interface PlayedFile {
  readonly trace: Trace;
  /** Expectations that were looked at. */
  readonly checked: number;
  /** Those that do not hold, each at its place in the file. */
  readonly unmet: readonly Problem[];
}

/** The lines that a step adds to the kernel log, without stamps. */
export const linesOf = (step: Step): readonly string[] =>
  step.facts.flatMap((fact) => lines(fact, step.event)).map(({ text }) => text);

export const playFile = (file: KlpFile, policy = file.policy ?? defaultPolicy.id): PlayedFile => {
  const trace = run(
    policy,
    boot(file.world),
    file.steps.map(({ event }) => event),
  );
  const outcomes = file.steps.flatMap(({ expect: wanted }, index) => {
    const step = trace.steps[index + 1];
    if (wanted === undefined || step === undefined) return [];
    return check({ ...step, logs: linesOf(step) }, wanted).map((outcome) => ({ ...outcome, index }));
  });
  return {
    trace,
    checked: outcomes.length,
    unmet: outcomes
      .filter(({ holds }) => !holds)
      .map(({ field, wanted, found, index }) => ({
        at: `steps[${index}].expect.${field}`,
        says: `must be ${wanted}, found ${found}`,
      })),
  };
};
