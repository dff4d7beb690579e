import { attempt, call, echo, init, insmod, shell, step, toUser } from './builders';
import type { Scenario } from './scenario';

const [v2, v3] = ['test_klp_version_2', 'test_klp_version_3'] as const;
const blocked = (comm: string): string =>
  `livepatch: klp_try_switch_task: ${comm} is sleeping on function meminfo_proc_show`;

export const nopBlocks = {
  id: 'nop-blocks',
  title: 'Atomic replace: a nop that blocks a task',
  group: 'Replacement',
  opening:
    'Version 3 is cumulative and does not patch meminfo_proc_show; version 2 does. So version 3 gets a nop for it, and a nop is checked like any other entry of a func_stack.',
  world: {
    cpus: 2,
    tasks: [
      init,
      shell(410),
      { tid: 611, comm: 'cat', where: 'runnable' },
      { tid: 702, comm: 'free', where: 'runnable' },
    ],
  },
  steps: [
    step(
      insmod(v2),
      'Version 2 patches cmdline_proc_show and meminfo_proc_show.',
      { phase: 'patching' },
      { look: { panel: 'Loaded patches', module: 'test_klp_version_2' } },
    ),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 2 }, { look: { panel: 'Version counter' } }),
    step(
      call(611, 'meminfo_proc_show'),
      'cat enters version 2 of meminfo_proc_show.',
      { runs: { 611: v2 } },
      { look: { panel: 'Tasks', task: 611, frame: 'meminfo_proc_show' } },
    ),
    step(
      insmod(v3),
      'The check looks for the entry directly below the nop, which is version 2. cat is in it and blocks; the log line has the old name.',
      {
        phase: 'patching',
        pending: [611],
        funcStack: { cmdline_proc_show: [v3, v2], meminfo_proc_show: [`nop:${v3}`, v2], version_proc_show: [v3] },
        logs: [blocked('cat:611')],
      },
      {
        ask: 'whichTaskBlocks',
        look: { panel: 'Functions', func: 'vmlinux:meminfo_proc_show' },
        notes: 'The nop is why a patch that does not change meminfo_proc_show waits for a task that reads meminfo.',
      },
    ),
    step(
      call(702, 'meminfo_proc_show'),
      'free has switched: the nop sends it to the original.',
      {
        runs: { 611: v2, 702: null },
      },
      { ask: 'runs', look: { panel: 'Tasks', task: 702, frame: 'meminfo_proc_show' } },
    ),
    step(
      echo('0', v3),
      'The replacement is reversed. Now tasks in version 3’s own functions block, and the function of a nop is the original.',
      {
        refusedBy: null,
        phase: 'unpatching',
        pending: [1, 410, 702],
        enabled: [v2],
      },
      { look: { panel: 'Functions', func: 'vmlinux:meminfo_proc_show' } },
    ),
    step(
      attempt,
      'free is in the original meminfo_proc_show, which is the function of the nop, and blocks. cat need not switch.',
      {
        phase: 'unpatching',
        pending: [702],
        logs: [blocked('free:702')],
      },
      {
        ask: 'whichTaskBlocks',
        look: { panel: 'Tasks', task: 702, frame: 'meminfo_proc_show' },
        notes:
          'After the reversal the same nop blocks the other task. In both directions the check looks for the code that is about to go.',
      },
    ),
    step(
      echo('1', v3),
      'Reversed once more: free has switched already, the other tasks have to switch again.',
      {
        refusedBy: null,
        phase: 'patching',
        pending: [1, 410, 611],
        enabled: [v2, v3],
      },
      { look: { panel: 'Functions', func: 'vmlinux:meminfo_proc_show' } },
    ),
    step(
      toUser(611),
      'cat returns from version 2 and switches.',
      { pending: [1, 410] },
      { look: { panel: 'Tasks', task: 611 } },
    ),
    step(
      attempt,
      'systemd and bash switch; the idle task of CPU 1 was running.',
      { phase: 'patching', pending: [] },
      { look: { panel: 'Tasks' } },
    ),
    step(
      attempt,
      'Complete: version 2 is replaced and the nop is removed. free is still in the original, which is right.',
      {
        phase: 'idle',
        latestVersion: 3,
        listed: [v3],
        funcStack: { cmdline_proc_show: [v3], meminfo_proc_show: [], version_proc_show: [v3] },
        runs: { 702: null },
        enabled: [v3],
      },
      { ask: 'enabledAfter', look: { panel: 'Tasks', task: 702, frame: 'meminfo_proc_show' } },
    ),
  ],
} satisfies Scenario;
