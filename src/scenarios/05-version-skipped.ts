import { attempt, call, init, insmod, shell, step, toUser } from './builders';
import type { Scenario } from './scenario';

const [v1, v2, v3] = ['test_klp_version_1', 'test_klp_version_2', 'test_klp_version_3'] as const;

export const versionSkipped = {
  id: 'version-skipped',
  title: 'A version skipped',
  group: 'Versioning',
  opening:
    'Version 3 may load although version 2 was never loaded. The RFC assumes that a livepatch is safe to load after every earlier version, whether or not that version is still loaded.',
  world: { cpus: 2, tasks: [init, shell(410), { tid: 611, comm: 'cat', where: 'runnable' }] },
  steps: [
    step(
      insmod(v1),
      'Version 1 > 0. Only the idle task of CPU 1 was running; the attempt woke it.',
      {
        phase: 'patching',
        pending: [],
        latestVersion: 0,
        logs: ['livepatch: klp_try_switch_task: swapper/1:0 is running'],
      },
      { restsOn: ['counter-in-transition'], look: { panel: 'Loaded patches', module: 'test_klp_version_1' } },
    ),
    step(
      attempt,
      'Complete: latest_version is 1.',
      { phase: 'idle', latestVersion: 1, enabled: [v1] },
      { look: { panel: 'Version counter' } },
    ),
    step(
      call(611, 'cmdline_proc_show'),
      'cat enters version 1, and will still be there when the upgrade is loaded.',
      {
        runs: { 611: v1 },
      },
      { look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' } },
    ),
    step(
      insmod(v3),
      'Version 3 > 1: the number need not be the next one. cat blocks, because version 1 is directly below version 3.',
      {
        refusedBy: null,
        phase: 'patching',
        latestVersion: 1,
        pending: [611],
        funcStack: { cmdline_proc_show: [v3, v1], version_proc_show: [v3], meminfo_proc_show: [] },
      },
      {
        restsOn: ['counter-in-transition'],
        ask: 'loads',
        look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' },
        notes:
          'Somebody may object that version 3 was never tested without version 2. The RFC makes that the author’s duty: a patch must be safe after every earlier version.',
      },
    ),
    step(
      toUser(611),
      'cat returns to user space and switches.',
      { pending: [], patchState: { 611: 1 } },
      { look: { panel: 'Tasks', task: 611 } },
    ),
    step(
      attempt,
      'Version 1 is replaced, latest_version is 3. No nop was needed: version 3 patches every function that version 1 patched.',
      {
        phase: 'idle',
        latestVersion: 3,
        listed: [v3],
      },
      { ask: 'counter', look: { panel: 'Version counter' } },
    ),
    step(
      insmod(v2),
      'The skipped version comes too late: 2 > 3 does not hold, -EINVAL. Only a version above 3 can load now.',
      { refusedBy: 'versionNotNewer', errno: 'EINVAL', latestVersion: 3, listed: [v3], modules: [v1, v3] },
      {
        ask: 'refusedBy',
        look: { panel: 'Version counter', module: 'test_klp_version_2' },
        notes:
          'The counter does not remember what was loaded: it is the highest version that is enabled now (reading 2).',
      },
    ),
  ],
} satisfies Scenario;
