import { attempt, echo, init, insmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const [v5, v10] = ['livepatch_v5', 'livepatch_v10'] as const;

export const olderAfterNewer = {
  id: 'older-after-newer',
  title: 'An older version after a newer one was disabled',
  group: 'Versioning',
  opening:
    'After version 10 has been disabled, version 5 may load, although the code of version 10 has run. The RFC allows this on purpose.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), { tid: 702, comm: 'postgres', stack: ['ep_poll', 'do_epoll_wait'] }],
    patches: [
      { name: v5, version: 5, funcs: ['ext4_sync_file'] },
      { name: v10, version: 10, funcs: ['ext4_sync_file', 'ext4_file_write_iter'] },
    ],
  },
  steps: [
    step(insmod(v10), 'Version 10 > 0.', { phase: 'patching', refusedBy: null }),
    step(attempt, 'Version 10 is fully patched, and its code runs for some time.', {
      phase: 'idle',
      latestVersion: 10,
    }),
    step(
      insmod(v5),
      '5 > 10 does not hold: version 5 is refused while version 10 is enabled.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        listed: [v10],
      },
      { ask: 'loads' },
    ),
    step(
      echo('0', v10),
      'Version 10 is not sticky, so it may be disabled.',
      {
        refusedBy: null,
        phase: 'unpatching',
        latestVersion: 10,
      },
      { restsOn: ['counter-in-transition'] },
    ),
    step(
      insmod(v5),
      'The counter falls only when the transition completes (reading 4): 5 > 10 still does not hold.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        phase: 'unpatching',
      },
      { restsOn: ['counter-in-transition'], ask: 'loads' },
    ),
    step(
      attempt,
      'Unpatching complete: latest_version is 0. Nothing records that version 10 has run.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
      },
      { ask: 'counter' },
    ),
    step(
      insmod(v5),
      '5 > 0: allowed. If version 10 changed something that version 5 cannot handle, version 10 should have been sticky.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [v5],
      },
      { ask: 'loads' },
    ),
    step(attempt, 'latest_version is 5.', { phase: 'idle', latestVersion: 5, funcStack: { ext4_sync_file: [v5] } }),
  ],
} satisfies Scenario;
