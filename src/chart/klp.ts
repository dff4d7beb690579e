/**
 * The vocabulary of the chart: XState's `setup()` with the registries lifted into it by name. A rule becomes a guard that is
 * true when it refuses, a condition a guard, an update an `assign`, a report an `emit`.
 */
import { assign, emit } from 'xstate';
import type { EventType, KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import type { Registered } from '../kernel/registry';
import { type ConditionName, conditions, type RuleName, rules } from '../kernel/rules';
import { type UpdateName, updates } from '../kernel/updates';
import type { Fact } from './facts';
import type { Phase, StateName } from './phases';
import { type ReportName, reports } from './reports';
import { setup } from './setup';

export interface Context {
  readonly kernel: Kernel;
}

/** What a machine emits while it steps: the key of each edge it takes, and the facts that the edge reports. */
export type Emitted =
  | { readonly type: 'took'; readonly edge: string }
  | { readonly type: 'told'; readonly facts: readonly Fact[] };

/** Kernel function, or the sentence of the RFC. */
interface Meta {
  readonly source: string;
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

const refusalOf = (rule: RuleName, { context, event }: At): readonly Fact[] => {
  const verdict = rules[rule].apply(context.kernel, event);
  return verdict.refused ? [{ type: 'refused', verdict }] : [];
};

const lifted = setup({
  types: {
    context: {} as Context,
    events: {} as KernelEvent,
    emitted: {} as Emitted,
    meta: {} as Meta,
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
    ...lift(reports, ({ apply }) =>
      emit<Context, KernelEvent, undefined, KernelEvent, Emitted>(({ context, event }) => ({
        type: 'told',
        facts: apply(context.kernel, event),
      })),
    ),
    tellRefusal: emit<Context, KernelEvent, { readonly rule: RuleName }, KernelEvent, Emitted>((at, { rule }) => ({
      type: 'told',
      facts: refusalOf(rule, at),
    })),
    /** Stands first on every edge; `makeChart` puts it there. */
    take: emit<Context, KernelEvent, { readonly edge: string }, KernelEvent, Emitted>((_at, { edge }) => ({
      type: 'took',
      edge,
    })),
  },
});

/** An update changes the kernel, a report says something about it; they run in the order written. */
export type ActionName = UpdateName | ReportName;
export type GuardName = RuleName | ConditionName;

export type ActionConfig =
  | ActionName
  | { readonly type: 'tellRefusal'; readonly params: { readonly rule: RuleName } }
  | { readonly type: 'take'; readonly params: { readonly edge: string } };

/** A phase of the same compound state by its name, any phase by its id. Without a target an edge stays where it is. */
export type Target = Phase | `#${Phase}`;

/** XState's config of a transition, closed: only names that exist, and nobody forgets to say what it is and where it is from. */
export interface EdgeConfig {
  readonly target?: Target;
  readonly guard?: GuardName;
  readonly actions?: readonly ActionConfig[];
  readonly description: string;
  readonly meta: Meta;
}

/** XState's config of a state, closed in the same way. */
export interface PhaseConfig {
  readonly id?: string;
  readonly description: string;
  readonly meta: Meta;
  readonly on?: { readonly [T in EventType]?: readonly EdgeConfig[] };
  readonly always?: readonly EdgeConfig[];
  readonly initial?: Phase;
  readonly states?: PhaseConfigs;
}

export type PhaseConfigs = { readonly [S in StateName]?: PhaseConfig };

export const klp = {
  ...lifted,
  /** XState's own, asked with the closed types. */
  createStateConfig: (config: PhaseConfig): PhaseConfig => lifted.createStateConfig(config),
};

/**
 * The edge for the case that a rule refuses: it says so, undoes what the call has begun, and returns. `target: null` stays in
 * the phase.
 */
export const refuse = (
  rule: RuleName,
  source: string,
  {
    target = '#return',
    before = [],
    actions = [],
  }: {
    readonly target?: Target | null;
    /** What is done, and said, before the refusal is. */
    readonly before?: readonly ActionName[];
    readonly actions?: readonly ActionName[];
  } = {},
): EdgeConfig => ({
  guard: rule,
  ...(target === null ? {} : { target }),
  actions: [...before, { type: 'tellRefusal', params: { rule } }, ...actions],
  description: `refused: ${rule}`,
  meta: { source },
});
