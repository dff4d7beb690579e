/**
 * The chart as plain nodes and edges, for whoever draws, lists or exports it. Names, guards, descriptions and sources come
 * from the phases of a policy; nothing is typed in again.
 */
import { phasesOf } from '../chart/chart';
import { type Edge, isPhase, type Phase, type PhaseConfig, stablePhases } from '../chart/edge';
import type { FactOf } from '../chart/facts';
import type { EventType } from '../kernel/events';
import type { Policy } from '../kernel/policies';
import type { ConditionName, RuleName } from '../kernel/rules';

/** What decides whether an edge is taken: a rule that refuses, a condition that holds, or nothing but its place at the end. */
export type Ask =
  | { readonly kind: 'rule'; readonly name: RuleName }
  | { readonly kind: 'condition'; readonly name: ConditionName }
  | { readonly kind: 'otherwise' };

export interface DiagramEdge {
  /** `phase event guard`: one edge of the chart, the same under every policy that has it. */
  readonly key: string;
  readonly from: Phase;
  readonly to: Phase;
  /** The event it answers; `null` in the phases that are passed through. */
  readonly event: EventType | null;
  readonly asks: Ask;
  /** No other edge of the phase is asked for the same event. */
  readonly alone: boolean;
  readonly says: string;
  readonly source: string;
  /** The policies, by id, whose chart has this edge. */
  readonly policies: readonly string[];
}

export interface DiagramNode {
  readonly phase: Phase;
  readonly description: string;
  readonly source: string;
  /** Events are waited for here; all other phases are passed through. */
  readonly stable: boolean;
  /** In the order in which they are asked; where events are waited for, event by event. */
  readonly edges: readonly DiagramEdge[];
}

/** In the order of the chart. */
export type Diagram = readonly DiagramNode[];

const asksOf = ({ refusedBy, when }: Edge): Ask => {
  if (refusedBy !== undefined) return { kind: 'rule', name: refusedBy };
  return when === undefined ? { kind: 'otherwise' } : { kind: 'condition', name: when };
};

const edgeOf = (policy: string, from: Phase, event: EventType | null, edge: Edge): DiagramEdge => {
  const asks = asksOf(edge);
  const words = [from, event, asks.kind === 'otherwise' ? 'otherwise' : asks.name];
  return {
    key: words.filter((word) => word !== null).join(' '),
    from,
    to: edge.to ?? from,
    event,
    asks,
    alone: false,
    says: edge.says,
    source: edge.source,
    policies: [policy],
  };
};

/** With `alone` as it is among these. */
const amongEachOther = (edges: readonly DiagramEdge[]): readonly DiagramEdge[] =>
  edges.map((edge) => ({ ...edge, alone: edges.filter(({ event }) => event === edge.event).length === 1 }));

const edgesOf = (policy: string, phase: Phase, { on = {}, always = [] }: PhaseConfig): readonly DiagramEdge[] =>
  amongEachOther([
    ...(Object.entries(on) as [EventType, readonly Edge[]][]).flatMap(([event, edges]) =>
      edges.map((edge) => edgeOf(policy, phase, event, edge)),
    ),
    ...always.map((edge) => edgeOf(policy, phase, null, edge)),
  ]);

/** The chart of one policy. */
export const diagramOf = (policy: Policy): Diagram =>
  (Object.entries(phasesOf(policy)) as [Phase, PhaseConfig][]).map(([phase, config]) => ({
    phase,
    description: config.description,
    source: config.source,
    stable: stablePhases.some((stable) => stable === phase),
    edges: edgesOf(policy.id, phase, config),
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

/** The edge of the chart that a microstep reports; `event` is the one being answered. `undefined` when there is none. */
export const edgeTaken = (
  diagram: Diagram,
  event: EventType | null,
  { from, to, says }: Omit<FactOf<'took'>, 'type' | 'source'>,
): DiagramEdge | undefined => {
  if (!isPhase(from)) return undefined;
  const node = diagram.find(({ phase }) => phase === from);
  const asked = node?.stable ? event : null;
  return node?.edges.find((edge) => edge.event === asked && edge.to === to && edge.says === says);
};

/** What decides about an edge, as the drawing and the list write it. */
export const askWords = ({ asks, alone }: DiagramEdge): string => {
  if (asks.kind === 'rule') return `✕ ${asks.name}`;
  if (asks.kind === 'condition') return `when ${asks.name}`;
  return alone ? 'always' : 'otherwise';
};
