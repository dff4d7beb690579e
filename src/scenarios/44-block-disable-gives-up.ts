import { init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const [net1, net2, rollup] = ['net_v1', 'net_v2', 'rollup_v5'] as const;

export const blockDisableGivesUp = {
  id: 'block-disable-gives-up',
  title: 'What block_disable gives up: the versions of states',
  group: 'Policies compared',
  opening:
    'The series of January 2025 drops the versions of states: they had proven unnecessary in practice, it says. A state is either blocked or not checked. Switch to system-state and compare.',
  policy: 'block-disable',
  world: { cpus: 1, tasks: [init, shell(410)] },
  steps: [
    step(insmod(net2), 'The network livepatch changes state 1, with version 2, and does not block it.', {
      refusedBy: null,
      phase: 'idle',
      enabled: [net2],
    }),
    step(
      insmod(net1),
      'An older release, which lists the state with version 1, replaces it. Under system-state 1 ≥ 2 does not hold.',
      { refusedBy: null, phase: 'idle', listed: [net1], funcStack: { tcp_recvmsg: [net1], udp_sendmsg: [] } },
      { ask: 'loads' },
    ),
    step(
      insmod(rollup),
      'It is cumulative and does not list state 1, and loads all the same. system-state refuses this as well.',
      { refusedBy: null, phase: 'idle', listed: [rollup], enabled: [rollup] },
      { ask: 'enabledAfter' },
    ),
    step(worker, 'The worker drops the references of the replaced livepatches.', {
      refcnt: { [net1]: 0, [net2]: 0, [rollup]: 1 },
    }),
    step(rmmod(net2), 'The module can be removed.', { refusedBy: null, modules: [net1, rollup] }),
    step(
      insmod(net2),
      'The second release loads again: no check knows an order. Which livepatch may follow which is again up to those who build them.',
      { refusedBy: null, phase: 'idle', listed: [net2] },
    ),
  ],
} satisfies Scenario;
