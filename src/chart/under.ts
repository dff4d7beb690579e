/** The chart under a policy, made once: its machine, and the machine's states and edges as plain data. */
import type { EventType } from '../kernel/events';
import { type Policy, policyOf } from '../kernel/policies';
import { type ConditionName, conditions, type RuleName, rules } from '../kernel/rules';
import { updates } from '../kernel/updates';
import { type Chart, makeChart } from './chart';
import type { ActionName } from './klp';
import { isStateName, type Phase, type StateName } from './phases';
import { reports } from './reports';

/** What decides whether an edge is taken: a rule that refuses, a condition that holds, or nothing but its place at the end. */
export type Guard =
  | { readonly kind: 'rule'; readonly name: RuleName }
  | { readonly kind: 'condition'; readonly name: ConditionName }
  | { readonly kind: 'otherwise' };

export interface Edge {
  /** `state event guard`: one edge of the chart, the same under every policy that has it. */
  readonly key: string;
  readonly from: StateName;
  /** The same as `from` when the edge stays where it is. */
  readonly to: StateName;
  /** The event it answers; `null` in the phases that are passed through. */
  readonly event: EventType | null;
  readonly guard: Guard;
  /** In the order in which they run. */
  readonly actions: readonly ActionName[];
  /** The edge in words, as the viewer shows it. */
  readonly description: string;
  /** Kernel function, or the sentence of the RFC. */
  readonly source: string;
}

export interface State {
  readonly name: StateName;
  /** The compound state around it; `null` at the top. */
  readonly parent: StateName | null;
  /** It has states inside, and is never where the chart is. */
  readonly compound: boolean;
  readonly description: string;
  readonly source: string;
  /** Its own, event by event, in the order in which they are asked. */
  readonly edges: readonly Edge[];
}

export interface ChartUnder {
  readonly policy: Policy;
  readonly machine: Chart;
  /** In the order of the chart; a compound state comes before what is in it. */
  readonly states: readonly State[];
  /** By key, in the order of the states. */
  readonly edges: ReadonlyMap<string, Edge>;
  /** The edges that are asked in a phase, in order: for an event, or `null` on the way through. */
  readonly asks: (phase: Phase, event: EventType | null) => readonly Edge[];
}

type Node = Chart['root'];
type Definition = NonNullable<Node['always']>[number];

const isKeyOf = <R extends object>(registry: R, name: unknown): name is keyof R =>
  typeof name === 'string' && Object.hasOwn(registry, name);

const isActionName = (name: unknown): name is ActionName => isKeyOf(updates, name) || isKeyOf(reports, name);

const nameOf = ({ key }: { readonly key: string }): StateName => {
  if (!isStateName(key)) throw new Error(`The chart has a state '${key}' that phases.ts does not name.`);
  return key;
};

const guardOf = ({ guard }: Definition): Guard => {
  if (guard === undefined) return { kind: 'otherwise' };
  if (isKeyOf(rules, guard)) return { kind: 'rule', name: guard };
  if (isKeyOf(conditions, guard)) return { kind: 'condition', name: guard };
  throw new Error(`The chart has a guard that is neither a rule nor a condition: ${JSON.stringify(guard)}.`);
};

/** `take` as `makeChart` writes it: the first action of every edge. */
const isTake = (action: unknown): action is { readonly params: { readonly edge: string } } =>
  typeof action === 'object' && action !== null && 'type' in action && action.type === 'take';

const keyIn = ({ actions }: { readonly actions: readonly unknown[] }): string => {
  const take = actions.find(isTake);
  if (take === undefined) throw new Error('An edge of the chart has no key.');
  return take.params.edge;
};

const edgeOf = (definition: Definition, event: EventType | null): Edge => {
  const { source, target, description = '', meta } = definition;
  const from = nameOf(source);
  return {
    key: keyIn(definition),
    from,
    to: target?.[0] === undefined ? from : nameOf(target[0]),
    event,
    guard: guardOf(definition),
    actions: definition.actions.filter(isActionName),
    description,
    source: meta?.source ?? '',
  };
};

const isEventType = (type: string): type is EventType => type !== '';

const stateOf = (node: Node): State => ({
  name: nameOf(node),
  parent: node.parent === undefined || node.parent.parent === undefined ? null : nameOf(node.parent),
  compound: node.type === 'compound',
  description: node.description ?? '',
  source: node.meta?.source ?? '',
  edges: [
    ...[...node.transitions].flatMap(([event, definitions]) =>
      isEventType(event) ? definitions.map((definition) => edgeOf(definition, event)) : [],
    ),
    ...(node.always ?? []).map((definition) => edgeOf(definition, null)),
  ],
});

const within = (node: Node): readonly Node[] =>
  Object.values(node.states).flatMap((inner) => [inner, ...within(inner)]);

const made = (policy: Policy): ChartUnder => {
  const machine = makeChart(policy);
  const states = within(machine.root).map(stateOf);
  const byName = new Map(states.map((state) => [state.name, state]));
  const answers = new Map<string, readonly Edge[]>();
  const collect = (name: StateName | null, event: EventType | null): readonly Edge[] => {
    const state = name === null ? undefined : byName.get(name);
    if (state === undefined) return [];
    return [...state.edges.filter((edge) => edge.event === event), ...collect(state.parent, event)];
  };
  return {
    policy,
    machine,
    states,
    edges: new Map(states.flatMap(({ edges }) => edges.map((edge) => [edge.key, edge]))),
    asks: (phase, event) => {
      const question = `${phase} ${event ?? ''}`;
      const known = answers.get(question) ?? collect(phase, event);
      answers.set(question, known);
      return known;
    },
  };
};

const charts = new WeakMap<Policy, ChartUnder>();

/** Made once for each policy. */
export function chartOf(policy: Policy): ChartUnder {
  const known = charts.get(policy);
  if (known !== undefined) return known;
  const chart = made(policy);
  charts.set(policy, chart);
  return chart;
}

/** @throws when no policy has this id. */
export function chartUnder(policyId: string): ChartUnder {
  const policy = policyOf(policyId);
  if (policy === undefined) throw new Error(`There is no policy '${policyId}'.`);
  return chartOf(policy);
}
