import { attempt, call, echo, init, insmod, rmmod, shell, step, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const [sticky, next] = ['test_klp_sticky_0', 'test_klp_sticky_1'] as const;

export const stickyLifted = {
  id: 'sticky-lifted',
  title: 'Stickiness lifted by a cumulative follow-up',
  group: 'Sticky',
  opening:
    'A cumulative follow-up may replace a sticky livepatch; then the follow-up’s own sticky flag counts. Its author vouches that going further is safe.',
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
      'Refused: sticky is 1. A cumulative follow-up is the way out, and it comes in a moment.',
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
      'The follow-up: version 2 > 1, cumulative, not sticky. cat is in the function below and blocks.',
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
          'The follow-up is the vendor’s statement that going back is safe now. The kernel takes the author’s word for it.',
      },
    ),
    step(
      echo('0', sticky),
      'While it is being replaced it is as sticky as before (our reading), and sticky is asked before -EBUSY (ours too).',
      { refusedBy: 'stickyMayNotBeDisabled', errno: 'EPERM', enabled: [sticky, next] },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(toUser(611), 'cat leaves and switches.', { pending: [] }, { look: { panel: 'Tasks', task: 611 } }),
    step(
      attempt,
      'Complete: the sticky patch is replaced without its own callbacks. latest_version is 2.',
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
        notes: 'No callback of the replaced patch has run. Whoever relies on post_unpatch has to know this.',
      },
    ),
    step(
      worker,
      'The reference of the replaced patch goes.',
      { refcnt: { [sticky]: 0, [next]: 1 } },
      { look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(
      rmmod(sticky),
      'Its module can be removed: sticky is a property of an enabled patch, not of a module.',
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
      'Unpatching complete: the original code runs, and the follow-up’s author has said that this is safe.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
      },
      { look: { panel: 'Version counter' } },
    ),
  ],
} satisfies Scenario;
