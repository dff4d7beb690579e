/** `step()`: the only caller of XState's pure functions. Snapshots never leave this file. */
import { getMicrosteps } from 'xstate';
import type { EventType, KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { type Chart, context } from './chart';
import type { Fact } from './facts';
import type { Emitted } from './klp';
import { isPhase, type Phase, type StablePhase } from './phases';
import { type ChartUnder, chartUnder, type Edge } from './under';

/** One microstep: the edge taken, what was asked before it, what it reported, and where that led. */
export interface Microstep {
  readonly edge: Edge;
  /** The edges whose guards were asked first and did not fire, in order. */
  readonly asked: readonly Edge[];
  /** The phase after it. */
  readonly phase: Phase;
  readonly kernel: Kernel;
  readonly facts: readonly Fact[];
}

interface Action {
  readonly params: unknown;
}

const hasEvent = (params: unknown): params is { readonly event: Emitted } =>
  typeof params === 'object' && params !== null && 'event' in params;

const emitted = (actions: readonly Action[]): readonly Emitted[] =>
  actions.flatMap(({ params }) => (hasEvent(params) ? [params.event] : []));

/** The phase in a state value, however deep: `return`, or `{ waiting: 'idle' }`. */
const phaseIn = (value: unknown): Phase => {
  if (isPhase(value)) return value;
  const [inner] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  if (inner === undefined) throw new Error(`The chart is in no phase: ${JSON.stringify(value)}.`);
  return phaseIn(inner);
};

const edgeTaken = ({ edges }: ChartUnder, told: readonly Emitted[]): Edge | undefined => {
  const took = told.find((each) => each.type === 'took');
  return took === undefined ? undefined : edges.get(took.edge);
};

type Snapshot = ReturnType<Chart['resolveState']>;

/** What each step of a chart starts from, made once. */
interface Rest {
  readonly machine: Chart;
  /** Waiting for an event; only the context differs from kernel to kernel. */
  readonly snapshots: Readonly<Record<StablePhase, Snapshot>>;
}

const rests = new WeakMap<ChartUnder, Rest>();

const restOf = (chart: ChartUnder): Rest => {
  const known = rests.get(chart);
  if (known !== undefined) return known;
  const waiting = (phase: StablePhase) => chart.machine.resolveState({ value: { waiting: phase }, context });
  const snapshots = { idle: waiting('idle'), patching: waiting('patching'), unpatching: waiting('unpatching') };
  // `getMicrosteps` makes an actor for its scope, and the actor its initial snapshot, at every call: half of the time of a
  // step. Nobody looks at it, so it is the same each time.
  const machine: Chart = Object.create(chart.machine, { getInitialSnapshot: { value: () => snapshots.idle } });
  const rest = { machine, snapshots };
  rests.set(chart, rest);
  return rest;
};

/**
 * Everything that one event does, microstep by microstep; the last one ends in a stable phase.
 * @returns at least one microstep: every event is answered in every phase, if only with a refusal.
 * @throws when no policy has this id.
 */
export function step(policy: string, phase: StablePhase, kernel: Kernel, event: KernelEvent): readonly Microstep[] {
  const chart = chartUnder(policy);
  const { machine, snapshots } = restOf(chart);
  const snapshot = { ...snapshots[phase], context: { kernel } };
  let before: Phase = phase;
  let asks: EventType | null = event.type;
  return getMicrosteps(machine, snapshot, event).flatMap(([after, actions]) => {
    const told = emitted(actions);
    const edge = edgeTaken(chart, told);
    if (edge === undefined) return [];
    const edges = chart.asks(before, asks);
    const reached = phaseIn(after.value);
    before = reached;
    asks = null;
    return [
      {
        edge,
        asked: edges.slice(0, edges.indexOf(edge)),
        phase: reached,
        kernel: after.context.kernel,
        facts: told.flatMap((each) => (each.type === 'told' ? each.facts : [])),
      },
    ];
  });
}
