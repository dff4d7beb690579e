import { attempt, call, echo, init, insmod, rmmod, shell, step, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const v3 = 'test_klp_version_3';
const v4 = 'livepatch_revert_v4';

export const downgradeByCumulative = {
  id: 'downgrade-by-cumulative',
  title: 'Downgrade by a newer cumulative patch',
  group: 'Versioning',
  opening:
    'The RFC’s other downgrade: a higher version that takes a change back. It must itself be safe to load after every earlier version. Version 4 no longer patches version_proc_show.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), { tid: 611, comm: 'cat', where: 'runnable' }],
    patches: [
      {
        name: v4,
        version: 4,
        replace: true,
        funcs: ['cmdline_proc_show'],
        note: 'Version 4, cumulative: takes the change of version_proc_show back.',
      },
    ],
  },
  steps: [
    step(insmod(v3), 'Version 3 > 0.', { phase: 'patching' }),
    step(attempt, 'latest_version is 3.', { phase: 'idle', latestVersion: 3 }),
    step(call(611, 'version_proc_show'), 'cat enters the function whose change will be taken back.', {
      runs: { 611: v3 },
    }),
    step(
      insmod(v4),
      'Version 4 > 3. It adds a nop for version_proc_show. cat is in version 3, directly below the nop, and blocks.',
      {
        refusedBy: null,
        phase: 'patching',
        pending: [611],
        funcStack: { cmdline_proc_show: [v4, v3], version_proc_show: [`nop:${v4}`, v3] },
        logs: ['livepatch: klp_try_switch_task: cat:611 is sleeping on function version_proc_show'],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(toUser(611), 'cat returns from version 3 and switches.', { pending: [] }),
    step(
      call(611, 'version_proc_show'),
      'cat reads again: the nop sends it to the original, while version 3 is still enabled.',
      {
        runs: { 611: null },
        enabled: [v3, v4],
      },
      { ask: 'runs' },
    ),
    step(
      attempt,
      'Complete: version 3 is replaced, latest_version is 4. Is it safe to take the change back? The RFC leaves that to the author of version 4.',
      {
        phase: 'idle',
        latestVersion: 4,
        listed: [v4],
        funcStack: { cmdline_proc_show: [v4], version_proc_show: [] },
        enabled: [v4],
      },
      { ask: 'enabledAfter' },
    ),
    step(echo('1', v3), 'Version 3 has been replaced, and a replaced patch cannot be enabled again: -EINVAL.', {
      refusedBy: 'cannotReenable',
      errno: 'EINVAL',
    }),
    step(worker, 'The worker removes the directory of version 3 and drops its reference.', {
      refcnt: { [v3]: 0, [v4]: 1 },
    }),
    step(rmmod(v3), 'The module can be removed.', { modules: [v4] }),
    step(
      insmod(v3),
      '3 > 4 does not hold. The behaviour is the old one, the version is higher: older livepatches are still refused.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        latestVersion: 4,
      },
      { ask: 'refusedBy' },
    ),
  ],
} satisfies Scenario;
