import { attempt, call, echo, init, insmod, shell, step, toUser } from './builders';
import type { Scenario } from './scenario';

const [v0, v1, v2] = ['test_klp_version_0', 'test_klp_version_1', 'test_klp_version_2'] as const;

export const version0OptsOut = {
  id: 'version-0-opts-out',
  title: 'Version 0 opts out',
  group: 'Versioning',
  opening:
    'A livepatch with version 0 takes no part in versioning: no version check refuses it, and on top of other livepatches it does not move the counter.',
  world: { cpus: 2, tasks: [init, shell(410), { tid: 611, comm: 'cat', where: 'runnable' }] },
  steps: [
    step(
      insmod(v2),
      'Version 2 > 0.',
      { phase: 'patching', pending: [], latestVersion: 0 },
      { restsOn: ['counter-in-transition'] },
    ),
    step(attempt, 'latest_version is 2.', { phase: 'idle', latestVersion: 2 }),
    step(
      insmod(v0),
      'Version 0 is not compared: it opts out. Its function goes on top of version 2.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [v2, v0],
        funcStack: { cmdline_proc_show: [v0, v2], meminfo_proc_show: [v2] },
      },
      { ask: 'loads' },
    ),
    step(
      attempt,
      'The highest enabled version is still 2, and so is latest_version.',
      {
        phase: 'idle',
        latestVersion: 2,
        enabled: [v2, v0],
      },
      { ask: 'counter' },
    ),
    step(
      call(611, 'cmdline_proc_show'),
      'cat runs the livepatch with version 0: only the version check is opted out of.',
      {
        runs: { 611: v0 },
      },
    ),
    step(
      insmod(v1),
      'For livepatches with a version nothing has changed: 1 > 2 does not hold while version 2 is enabled.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        listed: [v2, v0],
      },
      { ask: 'loads' },
    ),
    step(echo('0', v0), 'Disabling it is an ordinary transition; cat is in its function and blocks.', {
      refusedBy: null,
      phase: 'unpatching',
      enabled: [v2],
      pending: [611],
      latestVersion: 2,
    }),
    step(toUser(611), 'cat returns from the function and switches back.', { pending: [], patchState: { 611: 0 } }),
    step(
      attempt,
      'Disabling it did not move the counter either: latest_version is 2. cat will run version 2 again.',
      {
        phase: 'idle',
        latestVersion: 2,
        enabled: [v2],
        funcStack: { cmdline_proc_show: [v2] },
      },
      { ask: 'counter' },
    ),
  ],
} satisfies Scenario;
