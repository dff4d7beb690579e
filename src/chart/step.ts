/** `boot()` and `step()`: the only callers of XState's pure functions. Snapshots never leave this file. */
import { getMicrosteps } from 'xstate';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { type Policy, policyOf } from '../kernel/policies';
import { type Chart, makeChart } from './chart';
import { isPhase, type Phase, type StablePhase, stablePhases } from './edge';
import type { Fact, FactOf } from './facts';

/** One microstep: the edge taken, what it reported, and the kernel after it. */
export interface Micro {
  readonly phase: Phase;
  readonly edge: FactOf<'took'>;
  readonly kernel: Kernel;
  /** Without the edge itself. */
  readonly facts: readonly Fact[];
}

const charts = new Map<string, Chart>();

/** @throws when no policy has this id. */
export function chartOf(policy: string): Chart {
  const known = charts.get(policy);
  if (known !== undefined) return known;
  const found: Policy | undefined = policyOf(policy);
  if (found === undefined) throw new Error(`There is no policy '${policy}'.`);
  const chart = makeChart(found);
  charts.set(policy, chart);
  return chart;
}

interface Action {
  readonly type: string;
  readonly params: unknown;
}

const hasFacts = (params: unknown): params is { readonly facts: readonly Fact[] } =>
  typeof params === 'object' && params !== null && 'facts' in params;

const factsOf = (actions: readonly Action[]): readonly Fact[] =>
  actions.flatMap(({ params }) => (hasFacts(params) ? params.facts : []));

const isEdge = (fact: Fact): fact is FactOf<'took'> => fact.type === 'took';

/** True in the phases where events are waited for. */
export const isStable = (phase: string): phase is StablePhase => stablePhases.some((stable) => stable === phase);

/**
 * Everything that one event does, microstep by microstep; the last one ends in a stable phase.
 * @returns at least one microstep: every event is answered in every phase, if only with a refusal.
 */
export function step(policy: string, phase: StablePhase, kernel: Kernel, event: KernelEvent): readonly Micro[] {
  const chart = chartOf(policy);
  const snapshot = chart.resolveState({ value: phase, context: { kernel } });
  return getMicrosteps(chart, snapshot, event).flatMap(([after, actions]) => {
    const facts = factsOf(actions);
    const edge = facts.find(isEdge);
    if (edge === undefined || !isPhase(after.value)) return [];
    return [
      {
        phase: after.value,
        edge,
        kernel: after.context.kernel,
        facts: facts.filter((fact) => !isEdge(fact)),
      },
    ];
  });
}
