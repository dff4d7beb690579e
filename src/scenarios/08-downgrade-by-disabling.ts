import { attempt, echo, init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const [v5, v7] = ['livepatch_v5', 'livepatch_v7'] as const;

export const downgradeByDisabling = {
  id: 'downgrade-by-disabling',
  title: 'Downgrade by disabling',
  group: 'Versioning',
  opening:
    'When a livepatch is disabled, the counter falls. The RFC says “decrementing”; here the counter becomes the highest version still enabled (reading 2).',
  world: {
    cpus: 2,
    tasks: [init, shell(410), { tid: 702, comm: 'nginx', stack: ['ep_poll', 'do_epoll_wait', '__x64_sys_epoll_wait'] }],
    patches: [
      { name: v5, version: 5, funcs: ['tcp_recvmsg'] },
      { name: v7, version: 7, funcs: ['tcp_recvmsg', 'tcp_sendmsg'] },
    ],
  },
  steps: [
    step(insmod(v5), 'Version 5 > 0: the first version need not be 1.', { phase: 'patching', refusedBy: null }),
    step(attempt, 'latest_version is 5.', { phase: 'idle', latestVersion: 5 }),
    step(
      insmod(v7),
      'Version 7 > 5, stacked on version 5.',
      {
        phase: 'patching',
        latestVersion: 5,
        funcStack: { tcp_recvmsg: [v7, v5], tcp_sendmsg: [v7] },
      },
      { restsOn: ['counter-in-transition'] },
    ),
    step(attempt, 'latest_version is 7.', { phase: 'idle', latestVersion: 7, enabled: [v5, v7] }),
    step(echo('0', v5), 'Version 5 is disabled below version 7. Livepatches may be disabled in any order.', {
      refusedBy: null,
      phase: 'unpatching',
      latestVersion: 7,
      enabled: [v7],
    }),
    step(
      attempt,
      'The highest enabled version is 7, and so is latest_version. If “decrementing” meant minus one, it would be 6.',
      {
        phase: 'idle',
        latestVersion: 7,
        listed: [v7],
        funcStack: { tcp_recvmsg: [v7], tcp_sendmsg: [v7] },
      },
      { restsOn: ['decrement'], ask: 'counter' },
    ),
    step(worker, 'The worker drops the reference of version 5.', { refcnt: { [v5]: 0, [v7]: 1 } }),
    step(rmmod(v5), 'The module is removed: without that it could not be loaded again.', { modules: [v7] }),
    step(
      insmod(v5),
      '5 > 7 does not hold: version 5 cannot load while version 7 is enabled.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        modules: [v7],
      },
      { ask: 'loads' },
    ),
    step(
      echo('0', v7),
      'Version 7 is disabled as well. The counter stays 7 during the transition (reading 4).',
      {
        refusedBy: null,
        phase: 'unpatching',
        latestVersion: 7,
        enabled: [],
      },
      { restsOn: ['counter-in-transition'] },
    ),
    step(
      attempt,
      'No livepatch is enabled: latest_version falls from 7 to 0.',
      {
        phase: 'idle',
        latestVersion: 0,
        funcStack: { tcp_recvmsg: [], tcp_sendmsg: [] },
      },
      { ask: 'counter' },
    ),
    step(
      insmod(v5),
      '5 > 0: the older livepatch may load. This is the first of the two downgrades that the RFC allows.',
      {
        refusedBy: null,
        phase: 'patching',
        funcStack: { tcp_recvmsg: [v5] },
      },
      { ask: 'loads' },
    ),
    step(attempt, 'latest_version is 5.', { phase: 'idle', latestVersion: 5, enabled: [v5] }),
  ],
} satisfies Scenario;
