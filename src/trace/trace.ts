/**
 * History: what did happen, as plain JSON. Stepping back is an index. With many tasks a step computes its kernel, facts and
 * microsteps when they are looked at (`recall.ts`); it reads the same.
 */
import type { Fact } from '../chart/facts';
import { isStable, type StablePhase } from '../chart/phases';
import { type Microstep, step } from '../chart/step';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import type { Refusal } from '../kernel/verdict';
import { kept } from './recall';

export interface Step {
  /** `null` for the first step, the boot. */
  readonly event: KernelEvent | null;
  readonly phase: StablePhase;
  readonly kernel: Kernel;
  /** All facts of all microsteps, in order. */
  readonly facts: readonly Fact[];
  readonly microsteps: readonly Microstep[];
  readonly refusal: Refusal | null;
}

export interface Trace {
  /** Policy id. */
  readonly policy: string;
  /** Never empty: `steps[0]` is the boot. `steps[n]` is after the n-th event. */
  readonly steps: readonly Step[];
}

/** The trace before anything has happened. */
export const start = (policy: string, kernel: Kernel): Trace => ({
  policy,
  steps: [{ event: null, phase: 'idle', kernel, facts: [], microsteps: [], refusal: null }],
});

/** The last step; a trace is never empty. */
export function lastStep(trace: Trace): Step {
  const last = trace.steps.at(-1);
  if (last === undefined) throw new Error('A trace has at least its boot.');
  return last;
}

const refusalOf = (facts: readonly Fact[]): Refusal | null => {
  for (const fact of facts) if (fact.type === 'refused') return fact.verdict;
  return null;
};

/** What this event does to a kernel in this phase. */
export function stepAfter(policy: string, before: Step, event: KernelEvent): Step {
  const microsteps = step(policy, before.phase, before.kernel, event);
  const last = microsteps.at(-1);
  if (last === undefined || !isStable(last.phase)) throw new Error(`The chart does not answer ${event.type}.`);
  const facts = microsteps.flatMap((each) => each.facts);
  return { event, phase: last.phase, kernel: last.kernel, facts, microsteps, refusal: refusalOf(facts) };
}

/** The same as a trace keeps it. */
export const nextStep = (policy: string, before: Step, event: KernelEvent): Step =>
  kept(before, stepAfter(policy, before, event), (from, again) => stepAfter(policy, from, again));

export const append = (trace: Trace, event: KernelEvent): Trace => ({
  ...trace,
  steps: [...trace.steps, nextStep(trace.policy, lastStep(trace), event)],
});

export function run(policy: string, kernel: Kernel, events: readonly KernelEvent[]): Trace {
  const steps = [...start(policy, kernel).steps];
  let before = lastStep({ policy, steps });
  for (const event of events) {
    before = nextStep(policy, before, event);
    steps.push(before);
  }
  return { policy, steps };
}

/** The trace up to and including step `at`. */
export const fork = (trace: Trace, at: number): Trace => ({ ...trace, steps: trace.steps.slice(0, at + 1) });
