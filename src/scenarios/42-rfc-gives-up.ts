import { echo, init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const [net1, net2] = ['net_v1', 'net_v2'] as const;

export const rfcGivesUp = {
  id: 'rfc-gives-up',
  title: 'What the RFC gives up: the short way back',
  group: 'Policies compared',
  opening:
    'A new issue turns out to be bad and the old one was good. With atomic-replace one insmod goes back; with increasing versions the way back leads through the original code.',
  world: { cpus: 1, tasks: [init, shell(410)] },
  steps: [
    step(insmod(net1), 'The first issue.', { refusedBy: null, enabled: [net1], latestVersion: 1 }),
    step(insmod(net2), 'The second replaces it.', { refusedBy: null, listed: [net2], latestVersion: 2 }),
    step(worker, 'The directory of the first is gone, and its reference with it.', {
      refcnt: { [net1]: 0, [net2]: 1 },
    }),
    step(rmmod(net1), 'So its module can be removed.', { refusedBy: null, modules: [net2] }),
    step(
      insmod(net1),
      'The second is bad, so back to the first: 1 > 2 does not hold. Under atomic-replace it loads and replaces at once.',
      { refusedBy: 'versionNotNewer', errno: 'EINVAL', listed: [net2], modules: [net2] },
      { ask: 'loads' },
    ),
    step(
      echo('0', net2),
      'What is left: disable the second. From now on every task runs the original, unfixed code.',
      {
        refusedBy: null,
        phase: 'idle',
        listed: [],
        latestVersion: 0,
        funcStack: { tcp_sendmsg: [], tcp_recvmsg: [] },
      },
      { ask: 'counter' },
    ),
    step(
      insmod(net1),
      'The counter has fallen to 0, and the first may load again: 1 > 0. Had the second been sticky, never.',
      {
        refusedBy: null,
        enabled: [net1],
        latestVersion: 1,
        funcStack: { tcp_sendmsg: [net1], tcp_recvmsg: [net1] },
      },
      { ask: 'loads' },
    ),
  ],
} satisfies Scenario;
