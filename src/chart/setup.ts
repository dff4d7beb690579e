/** Lifts the registries into XState: rules and conditions become guards, updates and reports become actions, by name. */
import { assign, setup } from 'xstate';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import type { Registered } from '../kernel/registry';
import { conditions, type RuleName, rules } from '../kernel/rules';
import { type UpdateName, updates } from '../kernel/updates';
import type { Refusal } from '../kernel/verdict';
import type { ActionName, Edge, Phase, PhaseConfig } from './edge';
import type { Fact, FactOf } from './facts';
import { type ReportName, reports } from './reports';

export interface Context {
  readonly kernel: Kernel;
}

interface At {
  readonly context: Context;
  readonly event: KernelEvent;
}

type Names<R> = keyof R & string;

const lift = <R extends Readonly<Record<string, Registered<unknown>>>, L>(
  registry: R,
  how: (entry: R[Names<R>]) => L,
): { readonly [N in Names<R>]: L } =>
  Object.fromEntries(Object.entries(registry).map(([name, entry]) => [name, how(entry as R[Names<R>])])) as {
    readonly [N in Names<R>]: L;
  };

const klp = setup({
  types: {
    context: {} as Context,
    events: {} as KernelEvent,
    meta: {} as { readonly source: string },
  },
  guards: {
    ...lift(
      rules,
      ({ apply }) =>
        ({ context, event }: At) =>
          apply(context.kernel, event).refused,
    ),
    ...lift(
      conditions,
      ({ apply }) =>
        ({ context, event }: At) =>
          apply(context.kernel, event),
    ),
  },
  actions: {
    ...lift(updates, ({ apply }) =>
      assign<Context, KernelEvent, undefined, KernelEvent, never>(({ context, event }) => ({
        kernel: apply(context.kernel, event),
      })),
    ),
    /** What a step reports; the facts are in the parameters, nothing is executed. */
    report: (_: unknown, _params: { readonly facts: readonly Fact[] }) => undefined,
  },
});

const refusalFact = (rule: RuleName, { context, event }: At): readonly Fact[] => {
  const verdict = rules[rule].apply(context.kernel, event);
  return verdict.refused ? [{ type: 'refused', verdict: verdict satisfies Refusal }] : [];
};

const report = (facts: (at: At) => readonly Fact[]) => ({
  type: 'report' as const,
  params: (at: At) => ({ facts: facts(at) }),
});

const isReport = (name: ActionName): name is ReportName => name in reports;
const isUpdate = (name: ActionName): name is UpdateName => name in updates;

type Action = UpdateName | ReturnType<typeof report>;

const actionsOf = (from: Phase, edge: Edge): readonly Action[] => {
  const { refusedBy, run = [], says, source } = edge;
  const took: FactOf<'took'> = { type: 'took', from, to: edge.to ?? from, says, source };
  return [
    report(() => [took]),
    ...(refusedBy === undefined ? [] : [report((at: At) => refusalFact(refusedBy, at))]),
    ...run.flatMap((name): readonly Action[] => {
      if (isReport(name)) return [report(({ context, event }) => reports[name].apply(context.kernel, event))];
      return isUpdate(name) ? [name] : [];
    }),
  ];
};

const transitionOf = (from: Phase) => (edge: Edge) => {
  const guard = edge.refusedBy ?? edge.when;
  return {
    ...(edge.to === undefined ? {} : { target: edge.to }),
    ...(guard === undefined ? {} : { guard }),
    description: edge.says,
    meta: { source: edge.source },
    actions: actionsOf(from, edge),
  };
};

const stateOf = ([phase, { description, source, on, always }]: [Phase, PhaseConfig]) => [
  phase,
  {
    description,
    meta: { source },
    on: Object.fromEntries(Object.entries(on ?? {}).map(([type, edges]) => [type, edges.map(transitionOf(phase))])),
    ...(always === undefined ? {} : { always: always.map(transitionOf(phase)) }),
  },
];

/** Never seen: every step starts from `resolveState`. */
const NO_KERNEL: Kernel = {
  library: [],
  symbols: [],
  modules: [],
  patches: [],
  ops: [],
  transition: null,
  latestVersion: 0,
  tasks: [],
  cpus: [],
  tainted: false,
  ftraceEnabled: true,
  call: null,
};

/** An XState machine from phases written in the words of `edge.ts`. A step starts it with `resolveState`. */
export const klpMachine = (id: string, phases: Readonly<Record<Phase, PhaseConfig>>) =>
  klp.createMachine({
    id,
    initial: 'idle',
    context: { kernel: NO_KERNEL },
    states: Object.fromEntries((Object.entries(phases) as [Phase, PhaseConfig][]).map(stateOf)),
  });
