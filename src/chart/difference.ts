/** Where the charts of several policies differ, read from the same plain data that the machines are made of. */
import type { EventType } from '../kernel/events';
import type { Policy } from '../kernel/policies';
import { phasesOf } from './chart';
import type { ActionName, Edge, Phase } from './edge';

/** An edge that only some of the charts have, or on which they do different things. */
export interface EdgeDifference {
  readonly phase: Phase;
  /** The event that takes it; `null` where the chart goes on by itself. */
  readonly on: EventType | null;
  /** As the first policy that has it words it. */
  readonly edge: Edge;
  /** Ids of the policies that have it, in the order given. */
  readonly policies: readonly string[];
  /** What it runs under some of these only, each with their ids. */
  readonly runs: readonly { readonly action: ActionName; readonly policies: readonly string[] }[];
}

interface Found {
  readonly phase: Phase;
  readonly on: EventType | null;
  readonly edge: Edge;
  readonly policy: string;
}

const edgesOf = (policy: Policy): readonly Found[] =>
  (Object.entries(phasesOf(policy)) as [Phase, ReturnType<typeof phasesOf>[Phase]][]).flatMap(([phase, config]) => [
    ...(Object.entries(config.on ?? {}) as [EventType, readonly Edge[]][]).flatMap(([on, edges]) =>
      edges.map((edge) => ({ phase, on, edge, policy: policy.id })),
    ),
    ...(config.always ?? []).map((edge) => ({ phase, on: null, edge, policy: policy.id })),
  ]);

/** Edges are the same when they leave the same phase for the same one, under the same guard. */
const keyOf = ({ phase, on, edge: { to, when, refusedBy } }: Found): string =>
  JSON.stringify([phase, on, to ?? phase, when ?? null, refusedBy ?? null]);

const unevenRuns = (same: readonly Found[]): EdgeDifference['runs'] => {
  const actions = new Set(same.flatMap(({ edge }) => edge.run ?? []));
  return [...actions].flatMap((action) => {
    const policies = same.filter(({ edge }) => edge.run?.includes(action)).map(({ policy }) => policy);
    return policies.length < same.length ? [{ action, policies }] : [];
  });
};

const differenceIn = (same: readonly Found[], charts: number): readonly EdgeDifference[] => {
  const [first] = same;
  const runs = unevenRuns(same);
  if (first === undefined || (same.length === charts && runs.length === 0)) return [];
  const { phase, on, edge } = first;
  return [{ phase, on, edge, policies: same.map(({ policy }) => policy), runs }];
};

/** In the order of the phases. Empty for one policy, and for policies whose charts are the same. */
export function chartDifference(policies: readonly Policy[]): readonly EdgeDifference[] {
  const groups = new Map<string, Found[]>();
  for (const found of policies.flatMap(edgesOf)) {
    const key = keyOf(found);
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  const phases = Object.keys(policies[0] ? phasesOf(policies[0]) : {});
  return [...groups.values()]
    .flatMap((same) => differenceIn(same, policies.length))
    .toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase));
}
