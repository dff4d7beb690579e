import { attempt, call, echo, force, init, insmod, rmmod, shell, step, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const sticky = 'test_klp_sticky_0';

export const stickyReversed = {
  id: 'sticky-reversed',
  title: 'Sticky reversed in mid-transition',
  group: 'Sticky',
  opening:
    'The RFC says that a sticky livepatch may be reversed during its own patching transition. By then its pre_patch callback has run, and some tasks may have run its code.',
  world: {
    cpus: 2,
    tasks: [
      init,
      shell(410),
      { tid: 611, comm: 'cat', where: 'uninterruptible', stack: ['cmdline_proc_show', 'seq_read_iter', 'vfs_read'] },
      { tid: 702, comm: 'ps', where: 'runnable' },
    ],
  },
  steps: [
    step(
      insmod(sticky),
      'cat sleeps uninterruptibly inside the original cmdline_proc_show: the transition is stuck.',
      {
        phase: 'patching',
        pending: [611],
      },
      { look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' } },
    ),
    step(
      call(702, 'cmdline_proc_show'),
      'ps has switched and already runs the code of the sticky patch.',
      {
        runs: { 702: sticky },
      },
      { ask: 'runs', look: { panel: 'Tasks', task: 702, frame: 'cmdline_proc_show' } },
    ),
    step(
      echo('0', sticky),
      'Allowed: it is the patch in transition, so this reverses it. A stronger sticky would forbid that too (reading 13).',
      {
        refusedBy: null,
        phase: 'unpatching',
        enabled: [],
        pending: [1, 410, 702],
        patchState: { 611: 0, 702: 1 },
        logs: [
          `livepatch: '${sticky}': reversing transition from patching to unpatching`,
          `livepatch: '${sticky}': starting unpatching transition`,
        ],
      },
      {
        restsOn: ['stronger-sticky'],
        ask: 'refusedBy',
        look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' },
      },
    ),
    step(
      echo('1', sticky),
      'And back again. A reversal is not a load, so no version is checked, and it may be reversed any number of times (reading 9).',
      {
        refusedBy: null,
        phase: 'patching',
        enabled: [sticky],
        pending: [611],
        logs: [`livepatch: '${sticky}': reversing transition from unpatching to patching`],
      },
      {
        restsOn: ['sticky-unpatching'],
        ask: 'refusedBy',
        look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' },
      },
    ),
    step(
      echo('0', sticky),
      'Reversed again. A reversal makes no attempt; the next periodic attempt checks the stacks.',
      {
        refusedBy: null,
        phase: 'unpatching',
        pending: [1, 410, 702],
      },
      { ask: 'phaseAfter', look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(
      attempt,
      'ps is in the new function and blocks the reversal. systemd and bash have switched.',
      {
        phase: 'unpatching',
        pending: [702],
        logs: ['livepatch: klp_try_switch_task: ps:702 is sleeping on function cmdline_proc_show'],
      },
      { ask: 'whichTaskBlocks', look: { panel: 'Tasks', task: 702, frame: 'cmdline_proc_show' } },
    ),
    step(
      toUser(702),
      'ps returns from the new function and switches back.',
      { pending: [] },
      { look: { panel: 'Tasks', task: 702 } },
    ),
    step(
      attempt,
      'Unpatching complete: the sticky patch is disabled and latest_version never moved. But ps has run its code.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
        funcStack: { cmdline_proc_show: [], meminfo_proc_show: [] },
        logs: [`livepatch: '${sticky}': unpatching complete`],
      },
      { ask: 'counter', look: { panel: 'Version counter' } },
    ),
    step(
      worker,
      'The worker drops its reference as for any patch: it can be removed and loaded again.',
      { refcnt: { [sticky]: 0 } },
      { look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(rmmod(sticky), 'The module is removed.', { modules: [] }, { look: { panel: 'Loaded patches' } }),
    step(
      insmod(sticky),
      'Loaded again: cat is still asleep, and the transition is stuck again.',
      {
        refusedBy: null,
        phase: 'patching',
        pending: [611],
      },
      { look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' } },
    ),
    step(
      force(sticky),
      'Forced this time. No task is left to switch, but the transition completes only with the next attempt.',
      {
        phase: 'patching',
        pending: [],
        patchState: { 611: 1 },
      },
      { look: { panel: 'Tasks' } },
    ),
    step(
      echo('0', sticky),
      'Between the force and the completion it can still be reversed: a patch becomes sticky when its transition completes (reading 8).',
      { refusedBy: null, phase: 'unpatching', enabled: [], forced: [] },
      { restsOn: ['sticky-begins'], ask: 'refusedBy', look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
  ],
} satisfies Scenario;
