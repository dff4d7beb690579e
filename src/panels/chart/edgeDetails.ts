/** An edge in words: what this step has made of it, and whether it could be taken now. Kernel words in backticks. */
import type { DiagramEdge } from '../../diagram/diagram';
import { policies } from '../../kernel/policies';
import type { Verdict } from '../../kernel/verdict';
import type { View } from '../../viewer/contract';
import { askings } from '../../viewer/preview';
import { remember } from '../../viewer/remember';
import { eventWords } from '../../words/events';
import { edgeWithKey, isUnder, takenEdges } from './chartView';
import { edgesAsked, guardOf, type Reason, type Standing, verdictOf } from './now';

/** A sentence, and the answer of the rule that stands behind it. */
export interface Said {
  readonly says: string;
  readonly verdict: Verdict | null;
}

const takenWords = (numbers: readonly number[]): string =>
  numbers.length === 1
    ? `Taken in this step, as edge ${numbers[0]}.`
    : `Taken in this step ${numbers.length} times, as edges ${numbers.join(', ')}.`;

const passedWords = (edge: DiagramEdge): string =>
  edge.asks.kind === 'rule'
    ? `Asked in this step and not taken: \`${guardOf(edge)}\` found nothing to refuse.`
    : `Asked in this step and not taken: \`${guardOf(edge)}\` did not hold.`;

/** What this step has made of an edge so far, with the values of that moment; `null` when it did not come to its phase. */
export const inStep = remember((view: View, key: string): Said | null => {
  const { policy, step, trace, cursor } = view;
  const before = trace.steps[cursor.step - 1]?.kernel;
  if (step.event === null || before === undefined) return null;
  const { event } = step;
  const seen = cursor.micro === null ? step.moves : step.moves.slice(0, cursor.micro + 1);
  const numbers = takenEdges(view).find(({ edge }) => edge.key === key)?.numbers;
  for (const { phase, taken, kernel } of askings(policy, before, event, seen).toReversed()) {
    const edges = edgesAsked(policy, phase, event);
    const at = edges.findIndex((edge) => edge.key === key);
    const [edge, way] = [edges[at], edges[taken]];
    if (edge === undefined || way === undefined || (numbers !== undefined && at !== taken)) continue;
    if (numbers !== undefined) return { says: takenWords(numbers), verdict: verdictOf(edge, kernel, event) };
    if (at < taken) return { says: passedWords(edge), verdict: verdictOf(edge, kernel, event) };
    return {
      says: `Not asked in this step: \`${guardOf(way)}\` came first.`,
      verdict: verdictOf(way, kernel, event),
    };
  }
  return null;
});

const reasonWords = ({ own, guard, verdict, event }: Reason, { kernel }: View): string => {
  const example = `\`${eventWords(event, kernel)}\``;
  if (!own) return `\`${guard}\` comes first, for example with ${example}.`;
  return verdict === null
    ? `\`${guard}\` does not hold, for example with ${example}.`
    : `\`${guard}\` finds nothing to refuse, for example with ${example}.`;
};

/** Can the edge be taken now? Without `standing`, nothing that can happen now asks it. */
export const nowOf = (view: View, key: string, standing: Standing | undefined): readonly Said[] => {
  const edge = edgeWithKey(key);
  if (edge === undefined) return [];
  if (!isUnder(view.policy, edge))
    return [{ says: `Not part of the chart under “${view.policy.title}”.`, verdict: null }];
  if (standing === undefined) return [{ says: 'Closed: nothing that can happen now asks it.', verdict: null }];
  if (standing.open) {
    const { event, verdict } = standing.open;
    return [{ says: `Open: \`${eventWords(event, view.kernel)}\` would take it.`, verdict }];
  }
  return standing.reasons.map((reason) => ({
    says: `Closed: ${reasonWords(reason, view)}`,
    verdict: reason.verdict,
  }));
};

/** The policies that ask this edge, by title; `null` when all do. */
export const onlyUnder = (edge: DiagramEdge): readonly string[] | null =>
  edge.policies.length === policies.length
    ? null
    : policies.filter((policy) => isUnder(policy, edge)).map(({ title }) => title);
