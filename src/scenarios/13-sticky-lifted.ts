import { attempt, call, echo, init, insmod, rmmod, shell, step, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const [sticky, next] = ['test_klp_sticky_0', 'test_klp_sticky_1'] as const;

export const stickyLifted = {
  id: 'sticky-lifted',
  title: 'Stickiness lifted by a cumulative follow-up',
  group: 'Sticky',
  opening:
    'A cumulative follow-up may replace a sticky livepatch. In the RFC its higher version is an acknowledgement: it takes responsibility for running after the earlier versions.',
  world: { cpus: 2, tasks: [init, shell(410), { tid: 611, comm: 'cat', where: 'runnable' }] },
  steps: [
    step(
      insmod(sticky),
      'The sticky patch, version 1.',
      { phase: 'patching' },
      { look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(
      attempt,
      'Fully patched, and sticky from now on.',
      { phase: 'idle', latestVersion: 1 },
      { look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(
      echo('0', sticky),
      'Refused: the patch is sticky. Only a cumulative follow-up can take it away.',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      call(611, 'cmdline_proc_show'),
      'cat enters the sticky patch’s function.',
      { runs: { 611: sticky } },
      { look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' } },
    ),
    step(
      insmod(next),
      'The follow-up: version 2 > 1, cumulative, not sticky. cat is in the function directly below and blocks.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [sticky, next],
        pending: [611],
        funcStack: { cmdline_proc_show: [next, sticky], meminfo_proc_show: [next, sticky] },
      },
      {
        ask: 'whichTaskBlocks',
        look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' },
        notes:
          'The RFC: it is for newer versions to undo the stickiness of an earlier one. The kernel cannot check that the follow-up is safe; it takes the author’s word.',
      },
    ),
    step(
      echo('0', sticky),
      'While it is being replaced it is still sticky (reading 10), and sticky is checked before the running transition (reading 7): -EPERM.',
      { refusedBy: 'stickyMayNotBeDisabled', errno: 'EPERM', enabled: [sticky, next] },
      { restsOn: ['disable-order', 'sticky-replaced'], ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(toUser(611), 'cat returns from it and switches.', { pending: [] }, { look: { panel: 'Tasks', task: 611 } }),
    step(
      attempt,
      'Complete: the sticky patch is replaced, and its own callbacks are not run. latest_version is 2.',
      {
        phase: 'idle',
        latestVersion: 2,
        listed: [next],
        enabled: [next],
        funcStack: { cmdline_proc_show: [next], meminfo_proc_show: [next] },
      },
      {
        ask: 'enabledAfter',
        look: { panel: 'Version counter' },
        notes: 'No callback of the replaced patch has run. An author who relies on post_unpatch has to know this.',
      },
    ),
    step(
      worker,
      'The worker drops the reference of the replaced patch.',
      { refcnt: { [sticky]: 0, [next]: 1 } },
      { look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(
      rmmod(sticky),
      'Its module can be removed: a sticky patch keeps its module only while it is enabled.',
      {
        refusedBy: null,
        modules: [next],
      },
      { look: { panel: 'Loaded patches' } },
    ),
    step(
      echo('0', next),
      'The follow-up is not sticky, so it may be disabled.',
      {
        refusedBy: null,
        phase: 'unpatching',
        enabled: [],
      },
      { ask: 'refusedBy', look: { panel: 'Loaded patches', module: 'test_klp_sticky_1' } },
    ),
    step(
      attempt,
      'Unpatching complete: every task runs the original code. By not setting sticky the follow-up’s author has said that this is safe.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
      },
      { look: { panel: 'Version counter' } },
    ),
  ],
} satisfies Scenario;
