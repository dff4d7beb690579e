/** Puts the states together and lets the policy add its refusals; nothing else. */
import { boot } from '../kernel/boot';
import type { Policy } from '../kernel/policies';
import { type Context, type EdgeConfig, klp, type PhaseConfig, type PhaseConfigs } from './klp';
import { completing } from './states/completing';
import { loading } from './states/loading';
import { switching } from './states/switching';
import { targets } from './states/targets';
import { returning, waiting } from './states/waiting';
import { writing } from './states/writing';

/** Every state of the chart under a policy, in the order a reader meets them. */
const statesOf = (policy: Policy): PhaseConfigs => ({
  waiting,
  loading: loading(policy),
  switching,
  completing: completing(policy),
  writing: writing(policy),
  targets,
  return: returning,
});

/** What an edge is called: its state, the event it answers if it waits for one, and its guard. */
const keyOf = (state: string, event: string | null, { guard }: EdgeConfig): string =>
  [state, event, guard ?? 'otherwise'].filter((word) => word !== null).join(' ');

/** The same edges; each tells its key when it is taken. */
const keyed = (state: string, event: string | null, edges: readonly EdgeConfig[]): readonly EdgeConfig[] =>
  edges.map((edge) => ({
    ...edge,
    actions: [{ type: 'take', params: { edge: keyOf(state, event, edge) } }, ...(edge.actions ?? [])],
  }));

/** The same states, with an id each and keyed edges. */
const identified = (states: PhaseConfigs): PhaseConfigs =>
  Object.fromEntries(
    Object.entries(states).map(([name, { on = {}, always, states: inner, ...config }]): [string, PhaseConfig] => [
      name,
      {
        id: name,
        ...config,
        on: Object.fromEntries(Object.entries(on).map(([event, edges]) => [event, keyed(name, event, edges)])),
        ...(always === undefined ? {} : { always: keyed(name, null, always) }),
        ...(inner === undefined ? {} : { states: identified(inner) }),
      },
    ]),
  );

/** For whoever runs a machine as an actor; a step starts from the kernel it is given. */
export const context: Context = { kernel: boot({ cpus: 1, tasks: [] }) };

/** The statechart of the livepatch core under a policy. */
export const makeChart = (policy: Policy) =>
  klp.createMachine({
    id: policy.id,
    description: policy.title,
    initial: 'waiting',
    context,
    states: identified(statesOf(policy)),
  });
export type Chart = ReturnType<typeof makeChart>;
