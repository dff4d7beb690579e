/** The current step as a story: what was asked, what answered, which way through the chart, and what came of it. */

import type { Fact } from '../chart/facts';
import { isHeldUp } from '../kernel/cpus';
import { KLP_PATCHED } from '../kernel/model';
import type { Refusal, Verdict } from '../kernel/verdict';
import { eventCommand, eventWords, taskNameIn } from '../phrases/events';
import type { Step } from '../trace/trace';
import type { View } from '../viewer/contract';
import { previewOf } from '../viewer/preview';
import { meaningOf, seenOn } from './eventSentences';
import { factSentence } from './factSentences';
import { type Waiting, waitingFor } from './waiting';

export { factSentence } from './factSentences';

export interface PathMove {
  readonly index: number;
  /** The phase after the edge. */
  readonly phase: string;
  readonly says: string;
  /** The kernel function, or the RFC's sentence, that the edge stands for. */
  readonly source: string;
  readonly sentences: readonly string[];
  /** While stepping inside the event: the microstep the reader is in, and those that are still to come. */
  readonly current: boolean;
  readonly ahead: boolean;
}

export interface Why {
  readonly kind: 'boot' | 'refused' | 'done';
  /** What happened, in a few words. */
  readonly asked: string;
  /** What one types for it; `null` when it is not a command. */
  readonly command: string | null;
  /** What the kernel does with it, whatever comes of it. */
  readonly meaning: string;
  readonly phaseBefore: string | null;
  readonly phase: string;
  readonly refusal: Refusal | null;
  /** What the rules answered, refusal or not, when they compared something; `null` when there was nothing to ask. */
  readonly answer: Verdict | null;
  /** The reading that the refusal rests on, where the text leaves room: a key of `readings.ts`. */
  readonly reading: string | null;
  /** What came of it, in the order it happened; of the current microstep while stepping inside. */
  readonly sentences: readonly string[];
  /** The weightiest of them, two at most. */
  readonly headline: readonly string[];
  readonly path: readonly PathMove[];
  /** Stepping inside the event: which microstep of how many. */
  readonly inside: { readonly at: number; readonly of: number } | null;
  /** Tasks hold the transition up: what helps is to be told, before all else where an attempt has just failed. */
  readonly heldUp: 'first' | 'after' | null;
}

type Teller = (facts: readonly Fact[]) => readonly string[];

/** Sentences with the names that tasks have after the step, or had before it. */
const tellerOf = ({ kernel, before }: View): Teller => {
  const nameOf = taskNameIn(kernel, before);
  return (facts) => facts.flatMap((fact) => factSentence(fact, nameOf) ?? []);
};

/** Facts that only say that something has begun; what came of it says more. */
const BEGINNINGS: ReadonlySet<string> = new Set(['initializing', 'enabling', 'refused', 'printed', 'completing']);

/** What a reader wants to hear first: what goes wrong without an error, then what came of the step. */
const WEIGHT: readonly Fact['type'][] = [
  'textGone',
  'readsBeyondList',
  'unseen',
  'initWaits',
  'initSuspicious',
  'kprobeNotSet',
  'reversing',
  'forcing',
  'complete',
  'counter',
  'replaced',
  'prePatchFailed',
  'ftraceFailed',
  'moduleRefused',
  'canceling',
  'starting',
  'signal',
  'signaling',
  'switched',
  'stayed',
  'freed',
  'applying',
  'reverting',
  'moduleLive',
  'moduleGone',
];

const byWeight = (a: Fact, b: Fact): number => weightOf(a) - weightOf(b);
const weightOf = ({ type }: Fact): number => (WEIGHT.includes(type) ? WEIGHT.indexOf(type) : WEIGHT.length);

/** The facts that are worth a sentence, in order. Inside an event every one is. */
const outcome = ({ facts, cursor }: View): readonly Fact[] =>
  cursor.micro === null
    ? facts.filter(({ type }) => !BEGINNINGS.has(type))
    : facts.filter(({ type }) => type !== 'refused');

const pathOf = ({ step, cursor }: View, sentencesOf: Teller): readonly PathMove[] =>
  step.microsteps.map(({ edge, phase, facts }, index) => ({
    index,
    phase,
    says: edge.description,
    source: edge.source,
    sentences: sentencesOf(facts),
    current: cursor.micro === index,
    ahead: cursor.micro !== null && index > cursor.micro,
  }));

/** Whether the refusal has been given by now: inside an event it is, from the microstep on that reports it. */
const refusalSoFar = ({ step, cursor }: View): Refusal | null => {
  if (cursor.micro === null || step.refusal === null) return step.refusal;
  const seen = step.microsteps.slice(0, cursor.micro + 1);
  return seen.some(({ facts }) => facts.some(({ type }) => type === 'refused')) ? step.refusal : null;
};

/** The rule that let the event through is asked once more, on the machine as it was before the event. */
const answerOf = ({ policy, step }: View, earlier: Step | null, refusal: Refusal | null): Verdict | null => {
  if (refusal) return refusal;
  if (step.event === null || earlier === null || step.refusal !== null) return null;
  const verdict = previewOf(policy.id, earlier, step.event);
  return verdict.compared.length > 0 ? verdict : null;
};

/** A livepatch that is enabled without an effect on some module: the reader would look for the reason. */
const waitingOf = ({ facts, kernel }: View): Waiting | null => {
  const enabled = facts.findLast(
    (fact) => (fact.type === 'complete' && fact.target === KLP_PATCHED) || fact.type === 'starting',
  );
  return enabled !== undefined && 'patch' in enabled ? waitingFor(kernel, enabled.patch) : null;
};

const headlineOf = (
  sentencesOf: Teller,
  facts: readonly Fact[],
  seen: string | null,
  waiting: Waiting | null,
): readonly string[] => {
  const [first = null, ...more] = sentencesOf([...facts].sort(byWeight));
  const waits = waiting?.says ?? null;
  const sentences = waiting?.forAll === true ? [waits, seen, first, ...more] : [seen, first, waits, ...more];
  return sentences.filter((sentence) => sentence !== null).slice(0, 2);
};

const stories = new WeakMap<View, Why>();

const heldUpOf = ({ step: { event }, cursor, kernel }: View): Why['heldUp'] => {
  if (cursor.micro !== null || !isHeldUp(kernel)) return null;
  return event?.type === 'attempt' ? 'first' : 'after';
};

const tell = (view: View): Why => {
  const { step, cursor, trace, phase } = view;
  const { event } = step;
  const facts = outcome(view);
  const sentencesOf = tellerOf(view);
  const seen = event && !step.refusal ? seenOn(event, view.kernel) : null;
  const waiting = waitingOf(view);
  const earlier = cursor.step > 0 ? (trace.steps[cursor.step - 1] ?? null) : null;
  const refusal = refusalSoFar(view);
  const micro = cursor.micro;
  return {
    kind: event === null ? 'boot' : refusal ? 'refused' : 'done',
    asked: eventWords(event, earlier?.kernel ?? null),
    command: event && eventCommand(event),
    meaning: event ? meaningOf(event, earlier?.kernel ?? null) : '',
    phaseBefore: micro !== null && micro > 0 ? (step.microsteps[micro - 1]?.phase ?? null) : (earlier?.phase ?? null),
    phase,
    refusal,
    answer: answerOf(view, earlier, refusal),
    reading: refusal?.source.reading ?? null,
    sentences: [...sentencesOf(facts), ...[seen, waiting?.says ?? null].filter((sentence) => sentence !== null)],
    headline: headlineOf(sentencesOf, facts, seen, waiting),
    path: pathOf(view, sentencesOf),
    inside: micro === null ? null : { at: micro + 1, of: step.microsteps.length },
    heldUp: heldUpOf(view),
  };
};

/** Once per view. */
export const why = (view: View): Why => {
  const known = stories.get(view) ?? tell(view);
  stories.set(view, known);
  return known;
};
