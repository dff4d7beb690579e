import { echo, init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const [net1, net2] = ['net_v1', 'net_v2'] as const;

export const rfcGivesUp = {
  id: 'rfc-gives-up',
  title: 'What the RFC gives up: the short way back',
  group: 'Policies compared',
  opening:
    'A new release is bad, the old one was good. With atomic-replace one insmod goes back. With increasing versions the old module itself loads only after the new one is disabled.',
  world: { cpus: 1, tasks: [init, shell(410)] },
  steps: [
    step(insmod(net1), 'The first release.', { refusedBy: null, enabled: [net1], latestVersion: 1 }),
    step(insmod(net2), 'The second replaces it.', { refusedBy: null, listed: [net2], latestVersion: 2 }),
    step(worker, 'The worker removes the directory of the first and drops its reference.', {
      refcnt: { [net1]: 0, [net2]: 1 },
    }),
    step(rmmod(net1), 'So the module of the first can be removed.', { refusedBy: null, modules: [net2] }),
    step(
      insmod(net1),
      'The second is bad, so back to the first: 1 > 2 does not hold. Under atomic-replace it loads and replaces the second.',
      { refusedBy: 'versionNotNewer', errno: 'EINVAL', listed: [net2], modules: [net2] },
      { ask: 'loads' },
    ),
    step(
      echo('0', net2),
      'One way back: disable the second. Until the first is loaded again, every task runs the original, unfixed code.',
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
      '1 > 0: the first loads again. Another way back never runs the original code: build the first release anew, cumulative, as version 3.',
      {
        refusedBy: null,
        enabled: [net1],
        latestVersion: 1,
        funcStack: { tcp_sendmsg: [net1], tcp_recvmsg: [net1] },
        phase: 'idle',
      },
      { ask: 'loads' },
    ),
  ],
} satisfies Scenario;
