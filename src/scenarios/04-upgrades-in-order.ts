import { attempt, call, cruncher, init, insmod, reader, rmmod, shell, step, tick, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const [v1, v2, v3] = ['test_klp_version_1', 'test_klp_version_2', 'test_klp_version_3'] as const;

export const upgradesInOrder = {
  id: 'upgrades-in-order',
  title: 'Upgrades in order: v1, v2, v3',
  group: 'Versioning',
  opening:
    'Three livepatches with increasing versions. The second goes on top of the first; the third is cumulative and replaces both.',
  world: { cpus: 2, tasks: [init, shell(410), cruncher(520, 1), reader(611)] },
  steps: [
    step(
      insmod(v1),
      'Version 1 > latest_version 0. cat was preempted inside the original cmdline_proc_show and blocks.',
      {
        phase: 'patching',
        latestVersion: 0,
        pending: [520, 611],
        funcStack: { cmdline_proc_show: [v1] },
        logs: [
          'livepatch: klp_try_switch_task: cruncher:520 is running',
          'livepatch: klp_try_switch_task: cat:611 is sleeping on function cmdline_proc_show',
        ],
      },
      { restsOn: ['counter-in-transition'], ask: 'whichTaskBlocks' },
    ),
    step(toUser(611), 'cat finishes its read, and switches on the way back to user space.', { pending: [520] }),
    step(tick, 'cruncher is interrupted and switches too.', { pending: [] }),
    step(attempt, 'Complete: latest_version becomes 1. That it waits for completion is reading 4.', {
      phase: 'idle',
      latestVersion: 1,
      enabled: [v1],
    }),
    step(
      insmod(v2),
      'Version 2 > 1. It is not cumulative: its functions go on top of the func_stacks, and version 1 stays below.',
      {
        refusedBy: null,
        phase: 'patching',
        latestVersion: 1,
        enabled: [v1, v2],
        pending: [520],
        funcStack: { cmdline_proc_show: [v2, v1], meminfo_proc_show: [v2] },
      },
      { restsOn: ['counter-in-transition'], ask: 'loads' },
    ),
    step(tick, 'cruncher switches to version 2.', { pending: [] }),
    step(attempt, 'latest_version is 2. Version 1 is still enabled, below version 2.', {
      phase: 'idle',
      latestVersion: 2,
      listed: [v1, v2],
    }),
    step(
      call(611, 'cmdline_proc_show'),
      'cat reads again and enters version 2, which is on top of the func_stack.',
      {
        runs: { 611: v2 },
      },
      { ask: 'runs' },
    ),
    step(
      insmod(v3),
      'Version 3 > 2, cumulative. cat is in version 2, directly below version 3, and blocks. Version 3 adds a nop for meminfo_proc_show.',
      {
        phase: 'patching',
        latestVersion: 2,
        pending: [520, 611],
        funcStack: {
          cmdline_proc_show: [v3, v2, v1],
          meminfo_proc_show: [`nop:${v3}`, v2],
          version_proc_show: [v3],
        },
        logs: ['livepatch: klp_try_switch_task: cat:611 is sleeping on function cmdline_proc_show'],
      },
      { restsOn: ['counter-in-transition'], ask: 'whichTaskBlocks' },
    ),
    step(toUser(611), 'cat returns from version 2 and switches.', { pending: [520], patchState: { 611: 1 } }),
    step(tick, 'cruncher switches.', { pending: [] }),
    step(
      attempt,
      'Complete: versions 1 and 2 are replaced, and their own callbacks are not run. latest_version is 3; the nop is gone.',
      {
        phase: 'idle',
        latestVersion: 3,
        enabled: [v3],
        listed: [v3],
        funcStack: { cmdline_proc_show: [v3], meminfo_proc_show: [], version_proc_show: [v3] },
        modules: [v1, v2, v3],
        refcnt: { [v1]: 1, [v2]: 1, [v3]: 1 },
      },
      { ask: 'enabledAfter' },
    ),
    step(worker, 'The worker drops the references of the replaced patches. Their modules are still loaded.', {
      refcnt: { [v1]: 0, [v2]: 0, [v3]: 1 },
      modules: [v1, v2, v3],
    }),
    step(rmmod(v1), 'Now version 1 can be removed.', { refusedBy: null, modules: [v2, v3] }),
  ],
} satisfies Scenario;
