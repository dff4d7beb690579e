/** An edge in words: what this step has made of it, and whether it could be taken now. Kernel words in backticks. */
import { type Crossing, guardName, neighbourhood, verdictOf } from '../../chart/neighbourhood';
import type { Edge } from '../../chart/under';
import type { DiagramEdge } from '../../diagram/diagram';
import type { KernelEvent } from '../../kernel/events';
import { policies } from '../../kernel/policies';
import type { Verdict } from '../../kernel/verdict';
import { eventWords } from '../../phrases/events';
import type { View } from '../../viewer/contract';
import { memoize } from '../../viewer/memoize';
import { microstepsSeen } from '../../viewer/microstepsSeen';
import { edgeWithKey, isUnder, takenEdges } from './chartView';
import type { EdgeStatus, Reason } from './now';

/** A sentence, and the answer of the rule that stands behind it. */
export interface Said {
  readonly says: string;
  readonly verdict: Verdict | null;
}

const takenWords = (numbers: readonly number[]): string =>
  numbers.length === 1
    ? `Taken in this step, as edge ${numbers[0]}.`
    : `Taken in this step ${numbers.length} times, as edges ${numbers.join(', ')}.`;

const passedWords = (edge: Edge): string =>
  edge.guard.kind === 'rule'
    ? `Asked in this step and not taken: \`${guardName(edge)}\` did not refuse.`
    : `Asked in this step and not taken: \`${guardName(edge)}\` did not hold.`;

const saidOf = (key: string, { asked, taken, passedOver, kernel }: Crossing, event: KernelEvent): Said | null => {
  const past = asked.find((edge) => edge.key === key);
  if (past !== undefined) return { says: passedWords(past), verdict: verdictOf(past, kernel, event) };
  if (!passedOver.some((edge) => edge.key === key)) return null;
  const says = `Not asked in this step: \`${guardName(taken)}\` came first.`;
  return { says, verdict: verdictOf(taken, kernel, event) };
};

/** What this step has made of an edge so far, with the values of that moment; `null` when it did not come to its phase. */
export const inStep = memoize((view: View, key: string): Said | null => {
  const { policy, step, trace, cursor } = view;
  const before = trace.steps[cursor.step - 1];
  if (step.event === null || before === undefined) return null;
  const { event } = step;
  const crossings = neighbourhood(policy.id, before, event, microstepsSeen(view)).toReversed();
  const last = crossings.find(({ taken }) => taken.key === key);
  if (last !== undefined) {
    const numbers = takenEdges(view).find(({ edge }) => edge.key === key)?.numbers ?? [];
    return { says: takenWords(numbers), verdict: verdictOf(last.taken, last.kernel, event) };
  }
  for (const crossing of crossings) {
    const said = saidOf(key, crossing, event);
    if (said !== null) return said;
  }
  return null;
});

const reasonWords = ({ own, guard, verdict, event }: Reason, { kernel }: View): string => {
  const example = `\`${eventWords(event, kernel)}\``;
  if (!own) return `\`${guard}\` comes first, for example with ${example}.`;
  return verdict === null
    ? `\`${guard}\` does not hold, for example with ${example}.`
    : `\`${guard}\` does not refuse, for example with ${example}.`;
};

/** Can the edge be taken now? Without `status`, nothing that can happen now asks it. */
export const nowOf = (view: View, key: string, status: EdgeStatus | undefined): readonly Said[] => {
  const edge = edgeWithKey(key);
  if (edge === undefined) return [];
  if (!isUnder(view.policy, edge))
    return [{ says: `Not part of the chart under “${view.policy.title}”.`, verdict: null }];
  if (status === undefined)
    return [{ says: 'Cannot be taken now: no event that is possible here evaluates this guard.', verdict: null }];
  if (status.open) {
    const { event, verdict } = status.open;
    return [{ says: `Open: \`${eventWords(event, view.kernel)}\` would take it.`, verdict }];
  }
  return status.reasons.map((reason) => ({
    says: `Closed: ${reasonWords(reason, view)}`,
    verdict: reason.verdict,
  }));
};

/** The policies that ask this edge, by title; `null` when all do. */
export const onlyUnder = (edge: DiagramEdge): readonly string[] | null =>
  edge.policies.length === policies.length
    ? null
    : policies.filter((policy) => isUnder(policy, edge)).map(({ title }) => title);
