/**
 * The chart as plain nodes and edges, for whoever draws, lists or exports it. Names, guards, descriptions and sources come
 * from the machine; nothing is typed in again.
 */
import { isStable } from '../chart/phases';
import { chartOf, type Edge, type State } from '../chart/under';
import type { Policy } from '../kernel/policies';

export interface DiagramEdge extends Edge {
  /** No other edge of the state is asked for the same event. */
  readonly alone: boolean;
  /** The policies, by id, whose chart has this edge. */
  readonly policies: readonly string[];
}

export interface DiagramNode extends State {
  /** Events are waited for here; all other phases are passed through. */
  readonly stable: boolean;
  /** In the order in which they are asked; where events are waited for, event by event. */
  readonly edges: readonly DiagramEdge[];
}

/** In the order of the chart. */
export type Diagram = readonly DiagramNode[];

/** With `alone` as it is among these. */
const amongEachOther = (edges: readonly DiagramEdge[]): readonly DiagramEdge[] =>
  edges.map((edge) => ({ ...edge, alone: edges.filter(({ event }) => event === edge.event).length === 1 }));

/** The chart of one policy. */
export const diagramOf = (policy: Policy): Diagram =>
  chartOf(policy).states.map((state) => ({
    ...state,
    stable: isStable(state.name),
    edges: amongEachOther(state.edges.map((edge) => ({ ...edge, alone: false, policies: [policy.id] }))),
  }));

const groupOf = ({ event }: DiagramEdge): string => event ?? '';

/** Both lists in one, each in its own order; what only `more` has stands before the edge that both ask next. */
const merged = (edges: readonly DiagramEdge[], more: readonly DiagramEdge[]): readonly DiagramEdge[] => {
  const result = [...edges];
  for (const [at, edge] of more.entries()) {
    const known = result.findIndex(({ key }) => key === edge.key);
    const own = result[known];
    if (own !== undefined) {
      result[known] = { ...own, policies: [...own.policies, ...edge.policies] };
      continue;
    }
    const next = more.slice(at + 1).find(({ key }) => result.some((each) => each.key === key));
    const isNext = next !== undefined && groupOf(next) === groupOf(edge);
    const place = isNext
      ? result.findIndex(({ key }) => key === next.key)
      : result.findLastIndex((each) => groupOf(each) === groupOf(edge)) + 1;
    result.splice(place, 0, edge);
  }
  return result;
};

/**
 * The edges of all policies in one chart, so that a phase has the same place under each of them.
 * @throws when there is no policy.
 */
export const unionOf = (policies: readonly Policy[]): Diagram => {
  const [first, ...others] = policies.map(diagramOf);
  if (first === undefined) throw new Error('A chart needs a policy.');
  return others.reduce(
    (union, diagram) =>
      union.map((node, at) => ({ ...node, edges: amongEachOther(merged(node.edges, diagram[at]?.edges ?? [])) })),
    first,
  );
};

/** What decides about an edge, as the drawing and the list write it. */
export const askWords = ({ guard, alone }: DiagramEdge): string => {
  if (guard.kind === 'rule') return `✕ ${guard.name}`;
  if (guard.kind === 'condition') return `when ${guard.name}`;
  return alone ? 'always' : 'otherwise';
};
