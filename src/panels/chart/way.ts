/** The way of a step through the chart: the phases that it came through, what each asked, what it took, and where that led. */
import { type Crossing, neighbourhood, verdictOf } from '../../chart/neighbourhood';
import { isStable, type Phase } from '../../chart/phases';
import type { Edge } from '../../chart/under';
import type { KernelEvent } from '../../kernel/events';
import type { Verdict } from '../../kernel/verdict';
import type { View } from '../../viewer/contract';
import { memoize } from '../../viewer/memoize';
import { microstepsSeen } from '../../viewer/microstepsSeen';
import { valuesOf } from '../../words/verdicts';
import { askWords, type DiagramEdge, edgeWithKey, nodeOf } from './chartView';
import type { EdgeStatuses } from './now';

/** An edge that was asked before the one that was taken. */
export interface Asked {
  readonly edge: DiagramEdge;
  /** `✓ versionNotNewer, 1 > 0` */
  readonly says: string;
}

export interface Stop {
  /** Which of the step's edges was taken here, from 1. */
  readonly number: number;
  readonly phase: Phase;
  /** The compound state around it. */
  readonly within: string | null;
  readonly asked: readonly Asked[];
  readonly taken: DiagramEdge;
  /** What the taken edge asks, and the values if it is a rule; empty where the event alone decides. */
  readonly asks: string;
  readonly refused: boolean;
  readonly leadsTo: Phase;
}

export interface Way {
  readonly stops: readonly Stop[];
  /** The stop to look at, by its number; `null` when it is the first one, or there is none. */
  readonly eye: number | null;
}

const askedOf = (edge: Edge, { kernel }: Crossing, event: KernelEvent): readonly Asked[] => {
  const drawn = edgeWithKey(edge.key);
  if (drawn === undefined || edge.guard.kind === 'otherwise') return [];
  const verdict = verdictOf(edge, kernel, event);
  const mark = verdict === null ? '–' : '✓';
  return [{ edge: drawn, says: `${mark} ${edge.guard.name}${verdict === null ? '' : valuesOf(verdict)}` }];
};

/** Where nothing else could have answered the event, it alone says it. */
const asksOf = (edge: DiagramEdge, verdict: Verdict | null): string =>
  edge.event !== null && edge.alone ? '' : `${askWords(edge)}${verdict === null ? '' : valuesOf(verdict)}`;

const stopOf = (crossing: Crossing, at: number, event: KernelEvent): readonly Stop[] => {
  const { phase, kernel, asked, taken, leadsTo } = crossing;
  const drawn = edgeWithKey(taken.key);
  if (drawn === undefined) return [];
  const verdict = verdictOf(taken, kernel, event);
  return [
    {
      number: at + 1,
      phase,
      within: nodeOf(phase)?.parent ?? null,
      asked: asked.flatMap((edge) => askedOf(edge, crossing, event)),
      taken: drawn,
      asks: asksOf(drawn, verdict),
      refused: verdict?.refused === true,
      leadsTo,
    },
  ];
};

/** Up to where the reader is inside the event; all of it after it. */
export const wayOf = memoize((view: View): Way => {
  const { policy, step, trace, cursor } = view;
  const before = trace.steps[cursor.step - 1];
  if (step.event === null || before === undefined) return { stops: [], eye: null };
  const { event } = step;
  const stops = neighbourhood(policy.id, before, event, microstepsSeen(view)).flatMap((crossing, at) =>
    stopOf(crossing, at, event),
  );
  const eye = cursor.micro === null ? stops.find(({ refused }) => refused) : stops.at(-1);
  return { stops, eye: eye?.number ?? null };
});

/** What would lead on from here: where events are waited for one open edge for each event, in the order of the chart. */
export const waysOn = ({ phase }: View, statuses: EdgeStatuses): readonly DiagramEdge[] => {
  if (!isStable(phase)) return [];
  const node = nodeOf(phase);
  const asked = [...(node?.edges ?? []), ...(nodeOf(node?.parent ?? '')?.edges ?? [])];
  const open = asked.filter(({ key, guard }) => guard.kind !== 'rule' && (statuses.get(key)?.open ?? null) !== null);
  return open.filter(({ event }, at) => open.findIndex((each) => each.event === event) === at);
};
