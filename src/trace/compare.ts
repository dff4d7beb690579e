/** Several policies on the same events: what each of them answered, and where their machines part. */
import type { KernelEvent } from '../kernel/events';
import type { Kernel, Task } from '../kernel/model';
import type { Refusal } from '../kernel/verdict';
import type { Step, Trace } from './trace';

/** One step under all the policies; every list is in the order of `Comparison.policies`. */
export interface ComparedStep {
  /** `null` for the boot. */
  readonly event: KernelEvent | null;
  /** `null` where the event was permitted. */
  readonly refusals: readonly (Refusal | null)[];
  /** Not all were permitted, or refused by the same rule with the same errno. */
  readonly verdictsDiffer: boolean;
  /** Equal numbers are equal machines after the step; numbered from 0 in the order of the policies. */
  readonly machines: readonly number[];
  readonly machinesDiffer: boolean;
}

export interface Comparison {
  /** Policy ids. */
  readonly policies: readonly string[];
  /** As many as each trace has; the boot first. */
  readonly steps: readonly ComparedStep[];
  /** Where to look, in order: the steps whose verdicts differ, or which part or join machines. */
  readonly differences: readonly number[];
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null;

/** Equal JSON. What two traces share is not looked into: an event that leaves most of a machine alone is cheap. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
}

/** Equal tasks. Written out, since there may be thousands; most of them are shared, or at least their stacks are. */
const sameTask = (a: Task, b: Task): boolean =>
  a === b ||
  (a.tid === b.tid &&
    a.patchState === b.patchState &&
    a.pending === b.pending &&
    a.where === b.where &&
    a.cpu === b.cpu &&
    a.freezable === b.freezable &&
    a.reliable === b.reliable &&
    a.kind === b.kind &&
    a.comm === b.comm &&
    same(a.stack, b.stack));

const sameTasks = (a: readonly Task[], b: readonly Task[]): boolean => {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (const [at, task] of a.entries()) {
    const other = b[at];
    if (other === undefined || !sameTask(task, other)) return false;
  }
  return true;
};

const sameMachine = ({ tasks: a, ...rest }: Kernel, { tasks: b, ...others }: Kernel): boolean =>
  same(rest, others) && sameTasks(a, b);

/** The counter is the book that one policy keeps, and what ftrace has touched once is history: neither is how the machine is now. */
const machineOf = ({ touched: _, ...kernel }: Kernel): Kernel => ({ ...kernel, latestVersion: 0 });

/** For each kernel, the number of the first one that it equals, numbers without gaps. */
function classesOf(kernels: readonly Kernel[]): readonly number[] {
  const firsts: Kernel[] = [];
  return kernels.map(machineOf).map((machine) => {
    const known = firsts.findIndex((first) => sameMachine(first, machine));
    return known >= 0 ? known : firsts.push(machine) - 1;
  });
}

const verdictOf = ({ refusal }: Step): string => (refusal === null ? '' : `${refusal.rule} ${refusal.errno ?? ''}`);

/** A step never changes: only what an event has added is compared anew. */
const known = new WeakMap<Step, { readonly steps: readonly Step[]; readonly compared: ComparedStep }>();

/** The same step under each policy. */
export function compareSteps(steps: readonly Step[]): ComparedStep {
  const [first] = steps;
  const last = first && known.get(first);
  if (last?.steps.length === steps.length && last.steps.every((step, at) => step === steps[at])) return last.compared;
  const machines = classesOf(steps.map(({ kernel }) => kernel));
  const compared = {
    event: first?.event ?? null,
    refusals: steps.map(({ refusal }) => refusal),
    verdictsDiffer: new Set(steps.map(verdictOf)).size > 1,
    machines,
    machinesDiffer: machines.some((machine) => machine > 0),
  };
  if (first) known.set(first, { steps, compared });
  return compared;
}

const partOtherwise = (step: ComparedStep, before: ComparedStep | undefined): boolean =>
  !same(step.machines, before?.machines ?? step.machines.map(() => 0));

/**
 * Traces of the same events from the same boot, one per policy.
 * @throws when the traces are not about the same number of events.
 */
export function compareTraces(traces: readonly Trace[]): Comparison {
  const length = traces[0]?.steps.length ?? 0;
  const steps = Array.from({ length }, (_, at) =>
    compareSteps(
      traces.map((trace) => {
        const step = trace.steps[at];
        if (step === undefined || trace.steps.length !== length) throw new Error('The traces are of different events.');
        return step;
      }),
    ),
  );
  const differences = steps.flatMap((step, at) =>
    step.verdictsDiffer || partOtherwise(step, steps[at - 1]) ? [at] : [],
  );
  return { policies: traces.map(({ policy }) => policy), steps, differences };
}
