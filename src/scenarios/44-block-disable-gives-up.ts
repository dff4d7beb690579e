import { init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const [net1, net2, rollup] = ['net_v1', 'net_v2', 'rollup_v5'] as const;

export const blockDisableGivesUp = {
  id: 'block-disable-gives-up',
  title: 'What block_disable gives up: the versions of states',
  group: 'Policies compared',
  opening:
    'The series of January 2025 drops the versions of states, which nobody was known to use. A state is either blocked or not looked at. Switch to system-state and compare.',
  policy: 'block-disable',
  world: { cpus: 1, tasks: [init, shell(410)] },
  steps: [
    step(insmod(net2), 'The network product brings state 1 to version 2, and does not block it.', {
      refusedBy: null,
      phase: 'idle',
      enabled: [net2],
    }),
    step(
      insmod(net1),
      'An older issue, which knows the state only in version 1, replaces it. Under system-state 1 ≥ 2 does not hold.',
      { refusedBy: null, phase: 'idle', listed: [net1], funcStack: { tcp_recvmsg: [net1], udp_sendmsg: [] } },
      { ask: 'loads' },
    ),
    step(
      insmod(rollup),
      'Cumulative, and never heard of state 1: it is dropped without a word. system-state refuses this as well.',
      { refusedBy: null, phase: 'idle', listed: [rollup], enabled: [rollup] },
      { ask: 'enabledAfter' },
    ),
    step(worker, 'The replaced ones are gone.', { refcnt: { [net1]: 0, [net2]: 0, [rollup]: 1 } }),
    step(rmmod(net2), 'The module can be removed, and loaded again.', { refusedBy: null, modules: [net1, rollup] }),
    step(
      insmod(net2),
      'Nothing remembers an order: what may follow what is again for those to know who build livepatches.',
      { refusedBy: null, phase: 'idle', listed: [net2] },
    ),
  ],
} satisfies Scenario;
