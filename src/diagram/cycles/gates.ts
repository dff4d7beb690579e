/** The rules that stand on the moves of a life cycle, found in the chart of a policy. */
import { chartUnder, type Edge } from '../../chart/under';
import type { RuleName } from '../../kernel/rules';
import { type Cycle, type CycleMove, chartEdgesOf } from './cycle';

/** A rule on the way to a move. */
export interface Gate {
  /** What must hold, or the rule refuses. */
  readonly asks: string;
  /** The edge of the chart that is taken when the rule refuses. */
  readonly edge: Edge;
}

/** What Linux asks under every policy. The rules that are about mistakes in a module or a command are left to the chart. */
const EVERYWHERE: Readonly<Partial<Record<RuleName, string>>> = { transitionInProgress: 'no other transition' };

/**
 * The rules of the policy that are asked between the move before and this one, in the order of the chart: backwards from the
 * edges that make the move, to the event or to an edge that makes another move.
 * @throws when there is no such policy.
 */
export const gatesOn = <S extends string>(policyId: string, cycle: Cycle<S>, move: CycleMove<S>): readonly Gate[] => {
  if (move.byAnother) return [];
  const { policy, edges, states } = chartUnder(policyId);
  const words = { ...EVERYWHERE, ...policy.asks };
  const moving = new Set<string>(cycle.moves.flatMap(({ by }) => by));
  const all = [...edges.values()];
  const found = new Set<string>();
  const seen = new Set<string>();
  const walkBack = (edge: Edge): void => {
    if (seen.has(edge.key) || edge.event !== null) return;
    seen.add(edge.key);
    const asked = states.find(({ name }) => name === edge.from)?.edges ?? [];
    for (const { key } of asked.slice(0, asked.indexOf(edge))) found.add(key);
    for (const before of all)
      if (before.to === edge.from && !before.actions.some((action) => moving.has(action))) walkBack(before);
  };
  for (const edge of chartEdgesOf(policyId, move.by)) walkBack(edge);
  return all.flatMap((edge) => {
    if (!found.has(edge.key) || edge.guard.kind !== 'rule') return [];
    const asks = words[edge.guard.name];
    return asks === undefined ? [] : [{ asks, edge }];
  });
};
