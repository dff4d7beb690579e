import { attempt, echo, init, insmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const [net, net2] = ['livepatch_net_v7', 'livepatch_net_v7_respin'] as const;
const [fs3, fs8] = ['livepatch_fs_v3', 'livepatch_fs_v8'] as const;

export const rfcRefuses = {
  id: 'rfc-refuses',
  title: 'What the RFC refuses and system-state would load',
  group: 'Policies compared',
  opening:
    'There is one counter for all livepatches, so two livepatches that have nothing in common depend on each other’s versions. Switch the policy to system-state and compare.',
  world: {
    cpus: 2,
    tasks: [init, shell(410)],
    patches: [
      { name: net, version: 7, sticky: true, states: [{ id: 10, version: 1 }], funcs: ['tcp_recvmsg'] },
      { name: fs3, version: 3, states: [{ id: 20, version: 1 }], funcs: ['ext4_sync_file'] },
      {
        name: net2,
        version: 7,
        replace: true,
        sticky: true,
        states: [{ id: 10, version: 1 }],
        funcs: ['tcp_recvmsg', 'tcp_sendmsg'],
        note: 'The same version, with one more function.',
      },
      { name: fs8, version: 8, states: [{ id: 20, version: 1 }], funcs: ['ext4_sync_file'] },
    ],
  },
  steps: [
    step(insmod(net), 'A sticky livepatch for the network, version 7.', { phase: 'patching', refusedBy: null }),
    step(attempt, 'latest_version is 7.', { phase: 'idle', latestVersion: 7 }),
    step(
      insmod(fs3),
      'A livepatch for a file system, with other states: 3 > 7 does not hold. Under system-state it loads, because no state is shared.',
      { refusedBy: 'versionNotNewer', errno: 'EINVAL', listed: [net], modules: [net] },
      { ask: 'loads' },
    ),
    step(
      insmod(net2),
      '7 > 7 does not hold. Under system-state an equal version of a state is compatible, 1 ≥ 1, and it would load and replace.',
      { refusedBy: 'versionNotNewer', errno: 'EINVAL', listed: [net] },
    ),
    step(
      echo('0', net),
      'Sticky: -EPERM. Under system-state any livepatch may be disabled.',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
        enabled: [net],
      },
      { ask: 'refusedBy' },
    ),
    step(
      insmod(fs8),
      'The same change to the file system loads as version 8. A reviewer of the RFC asked for versions per feature instead.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [net, fs8],
      },
      { ask: 'loads' },
    ),
    step(attempt, 'latest_version is 8: the next livepatch for the network needs version 9 or higher.', {
      phase: 'idle',
      latestVersion: 8,
      enabled: [net, fs8],
    }),
  ],
} satisfies Scenario;
