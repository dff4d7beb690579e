/** What the rules on the way of a livepatch say: those that the step has asked, and what the others would say now. */
import { neighbourhood, verdictOf } from '../../../chart/neighbourhood';
import { isStable } from '../../../chart/phases';
import { lineKey } from '../../../diagram/cycles/cycle';
import { type Gate, gatesOn } from '../../../diagram/cycles/gates';
import { patchCycle } from '../../../diagram/cycles/patch';
import type { KernelEvent } from '../../../kernel/events';
import { listedPatches, moduleOf } from '../../../kernel/queries';
import type { Verdict } from '../../../kernel/verdict';
import type { View } from '../../../viewer/contract';
import { memoize } from '../../../viewer/memoize';
import { microstepsSeen } from '../../../viewer/microstepsSeen';
import { tried } from '../../../viewer/preview';
import { valuesOf } from '../../../words/verdicts';

/** Asked by this step and satisfied, or not; else what it would say now, of some livepatches this and of others that, if that may be told. */
type GateState = 'passed' | 'refused' | 'open' | 'closed' | 'some' | 'idle' | 'untold';

/** Whether what is not asked yet may be told, or is to be guessed. */
export type Ahead = 'told' | 'untold';

const MARKS: Readonly<Record<GateState, string>> = {
  passed: '✓',
  refused: '✕',
  open: '○',
  closed: '⊘',
  some: '◐',
  idle: '·',
  untold: '?',
};

/** A rule on a move, as it stands at a step. */
export interface GateNow {
  readonly key: string;
  readonly asks: string;
  readonly state: GateState;
  /** Doubles the colour. */
  readonly mark: string;
  /** What it said or would say, short: `refused, 1 > 2`. */
  readonly says: string;
}

const subjectOf = (event: KernelEvent): string | null =>
  event.type === 'insmod' ? event.module : 'patch' in event ? event.patch : null;

/** By the key of the edge on which the rule would refuse. */
type Answers = ReadonlyMap<string, readonly Verdict[]>;

const answersTo = (
  crossings: ReturnType<typeof neighbourhood>,
  event: KernelEvent,
  into: Map<string, Verdict[]>,
): void => {
  for (const { asked, taken, kernel } of crossings)
    for (const edge of [...asked, taken]) {
      const verdict = verdictOf(edge, kernel, event);
      if (verdict !== null) into.set(edge.key, [...(into.get(edge.key) ?? []), verdict]);
    }
};

/** What this step has asked so far. */
const askedHere = (view: View, followed: string | null): Answers => {
  const { policy, step: whole, trace, cursor } = view;
  const found = new Map<string, Verdict[]>();
  const before = trace.steps[cursor.step - 1];
  const { event } = whole;
  if (event === null || before === undefined) return found;
  if (followed === null || subjectOf(event) === followed)
    answersTo(neighbourhood(policy.id, before, event, microstepsSeen(view)), event, found);
  return found;
};

/** What one could try now: load what is not there, disable what is. */
const tries = ({ kernel }: View, followed: string | null): readonly KernelEvent[] =>
  [
    ...kernel.library
      .filter(({ kind, name }) => kind === 'livepatch' && moduleOf(kernel, name) === undefined)
      .map(({ name }): KernelEvent => ({ type: 'insmod', module: name })),
    ...listedPatches(kernel).map(({ name }): KernelEvent => ({ type: 'echo.enabled', patch: name, value: '0' })),
  ].filter((event) => followed === null || subjectOf(event) === followed);

/** What would be asked now. The chart takes each step on a copy, without tasks: no rule of a livepatch reads them. */
const askedNow = (view: View, followed: string | null): Answers => {
  const { policy, phase } = view;
  const found = new Map<string, Verdict[]>();
  if (!isStable(phase)) return found;
  for (const event of tries(view, followed))
    answersTo(tried(policy.id, phase, view.kernel, event).crossings, event, found);
  return found;
};

const answered = (here: readonly Verdict[], now: readonly Verdict[], ahead: Ahead): Pick<GateNow, 'state' | 'says'> => {
  const last = here.at(-1);
  if (last !== undefined)
    return last.refused
      ? { state: 'refused', says: `refused${valuesOf(last)}` }
      : { state: 'passed', says: `asked${valuesOf(last)}` };
  if (ahead === 'untold') return { state: 'untold', says: 'not asked yet' };
  const [first] = now;
  if (first === undefined) return { state: 'idle', says: 'not asked now' };
  const values = now.length === 1 ? valuesOf(first) : '';
  const through = now.filter(({ refused }) => !refused).length;
  if (through === now.length) return { state: 'open', says: `open${values}` };
  if (through === 0) return { state: 'closed', says: `closed${values}` };
  return { state: 'some', says: `open for ${through} of ${now.length}` };
};

type Gates = ReadonlyMap<string, readonly GateNow[]>;

const NOTHING: Answers = new Map();

/** The rules on each move, in order: of the livepatch that is followed, or of all. */
export const gatesNow = memoize((view: View, followed: string | null, ahead: Ahead): Gates => {
  const here = askedHere(view, followed);
  const now = ahead === 'told' ? askedNow(view, followed) : NOTHING;
  const stateOf = ({ asks, edge: { key } }: Gate): GateNow => {
    const answer = answered(here.get(key) ?? [], now.get(key) ?? [], ahead);
    return { key, asks, mark: MARKS[answer.state], ...answer };
  };
  return new Map(
    patchCycle.moves.map((move) => [lineKey(move), gatesOn(view.policy.id, patchCycle, move).map(stateOf)]),
  );
});
