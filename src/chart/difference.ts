/** Where the charts of several policies differ, read from their machines. */
import type { Policy } from '../kernel/policies';
import type { ActionName } from './klp';
import { chartOf, type Edge } from './under';

/** An edge that only some of the charts have, or on which they do different things. */
export interface EdgeDifference {
  /** As the first policy that has it words it. */
  readonly edge: Edge;
  /** Ids of the policies that have it, in the order given. */
  readonly policies: readonly string[];
  /** What it runs under some of these only, each with their ids. */
  readonly runs: readonly { readonly action: ActionName; readonly policies: readonly string[] }[];
}

interface Found {
  readonly edge: Edge;
  readonly policy: string;
}

const edgesOf = (policy: Policy): readonly Found[] =>
  [...chartOf(policy).edges.values()].map((edge) => ({ edge, policy: policy.id }));

const unevenRuns = (same: readonly Found[]): EdgeDifference['runs'] => {
  const actions = new Set(same.flatMap(({ edge }) => edge.actions));
  return [...actions].flatMap((action) => {
    const policies = same.filter(({ edge }) => edge.actions.includes(action)).map(({ policy }) => policy);
    return policies.length < same.length ? [{ action, policies }] : [];
  });
};

const differenceIn = (same: readonly Found[], charts: number): readonly EdgeDifference[] => {
  const [first] = same;
  const runs = unevenRuns(same);
  if (first === undefined || (same.length === charts && runs.length === 0)) return [];
  return [{ edge: first.edge, policies: same.map(({ policy }) => policy), runs }];
};

/** In the order of the chart. Empty for one policy, and for policies whose charts are the same. */
export function chartDifference(policies: readonly Policy[]): readonly EdgeDifference[] {
  const groups = new Map<string, Found[]>();
  for (const found of policies.flatMap(edgesOf)) {
    const { key, to } = found.edge;
    const name = `${key} → ${to}`;
    groups.set(name, [...(groups.get(name) ?? []), found]);
  }
  const states = policies[0] === undefined ? [] : chartOf(policies[0]).states.map(({ name }) => name);
  return [...groups.values()]
    .flatMap((same) => differenceIn(same, policies.length))
    .toSorted((a, b) => states.indexOf(a.edge.from) - states.indexOf(b.edge.from));
}
