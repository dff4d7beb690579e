/**
 * Would this be allowed? The chart takes the step on a copy, and its answer is kept. The copy has
 * the tasks alone that a rule looks at, so the answer is the same, and cheap with 10,000 of them.
 */
import { type Crossing, neighbourhood, verdictOf } from '../chart/neighbourhood';
import { isStable, type StablePhase } from '../chart/phases';
import { type Microstep, step } from '../chart/step';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { defaultPolicy, type Policy, policyOf } from '../kernel/policies';
import { reduced } from '../kernel/reduced';
import type { Verdict } from '../kernel/verdict';

/** An event that was tried on the copy: what the chart did, and what it asked on the way. */
interface Trial {
  readonly microsteps: readonly Microstep[];
  readonly crossings: readonly Crossing[];
}

const trials = new WeakMap<Kernel, Map<string, Trial>>();

/** What the event would do after this step. Asked again for the same kernel, it is not tried again. */
export const tried = (policy: string, phase: StablePhase, whole: Kernel, event: KernelEvent): Trial => {
  const known = trials.get(whole) ?? new Map<string, Trial>();
  trials.set(whole, known);
  const question = JSON.stringify([policy, phase, event]);
  const last = known.get(question);
  if (last !== undefined) return last;
  const kernel = reduced(whole, event);
  const microsteps = step(policy, phase, kernel, event);
  const trial = { microsteps, crossings: neighbourhood(policy, { phase, kernel }, event, microsteps) };
  known.set(question, trial);
  return trial;
};

/** What the rules said that were asked on the way and did not refuse. */
const permits = ({ crossings }: Trial, event: KernelEvent): readonly Verdict[] =>
  crossings.flatMap(({ asked, kernel }) => asked.flatMap((edge) => verdictOf(edge, kernel, event) ?? []));

const isPolicys = ({ onLoad, onWrite, onDisable }: Policy, { rule }: Verdict): boolean =>
  [...onLoad, ...onWrite, ...onDisable].some((name) => name === rule);

const hasCompared = ({ compared }: Verdict): boolean => compared.length > 0;

/** The answer a reader wants first: one of the policy's own that compared values, else any of its own, else any that did. */
const foremost = (policy: Policy, verdicts: readonly Verdict[]): Verdict | undefined => {
  const own = verdicts.filter((verdict) => isPolicys(policy, verdict));
  return own.find(hasCompared) ?? own[0] ?? verdicts.find(hasCompared) ?? verdicts[0];
};

const ask = (policy: Policy, whole: Kernel, phase: string, event: KernelEvent): Verdict => {
  const trial = tried(policy.id, isStable(phase) ? phase : 'idle', whole, event);
  const refused = trial.microsteps.flatMap(({ facts }) => facts).find((fact) => fact.type === 'refused');
  if (refused !== undefined) return refused.verdict;
  const answer = foremost(policy, permits(trial, event));
  return answer ?? { refused: false, rule: event.type, compared: [] };
};

interface Answer {
  readonly event: KernelEvent;
  readonly verdict: Verdict;
  /** By the screen, and not only ahead of it. */
  isAsked: boolean;
}

const answers = new WeakMap<Kernel, Map<string, Answer>>();

/** The events that the screen has asked about a kernel. */
export const askedOf = (kernel: Kernel): readonly KernelEvent[] =>
  [...(answers.get(kernel)?.values() ?? [])].filter(({ isAsked }) => isAsked).map(({ event }) => event);

/**
 * What the rules would say about the event after this step. Asked again for the same kernel, it is the same object.
 * @param isAhead the screen has not come to that step yet.
 */
export const previewOf = (
  policy: string,
  after: { readonly kernel: Kernel; readonly phase: string },
  event: KernelEvent,
  isAhead = false,
): Verdict => {
  const { kernel, phase } = after;
  const known = answers.get(kernel) ?? new Map<string, Answer>();
  answers.set(kernel, known);
  const question = JSON.stringify([policy, phase, event]);
  const answer = known.get(question) ?? {
    event,
    verdict: ask(policyOf(policy) ?? defaultPolicy, kernel, phase, event),
    isAsked: false,
  };
  answer.isAsked ||= !isAhead;
  known.set(question, answer);
  return answer.verdict;
};
