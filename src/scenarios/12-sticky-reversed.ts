import { attempt, call, echo, force, init, insmod, rmmod, shell, step, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const sticky = 'test_klp_sticky_0';

export const stickyReversed = {
  id: 'sticky-reversed',
  title: 'Sticky reversed in mid-transition',
  group: 'Sticky',
  opening:
    'During its own patching transition a sticky livepatch may be reversed: the RFC says so. By then its pre_patch has run, and some tasks may have run its code.',
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
      'cat waits for the disk inside the original cmdline_proc_show: the transition is stuck.',
      {
        phase: 'patching',
        pending: [611],
      },
      { look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' } },
    ),
    step(
      call(702, 'cmdline_proc_show'),
      'ps has switched and runs the code of the sticky patch already.',
      {
        runs: { 702: sticky },
      },
      { ask: 'runs', look: { panel: 'Tasks', task: 702, frame: 'cmdline_proc_show' } },
    ),
    step(
      echo('0', sticky),
      'Permitted: it is the patch in transition, so this reverses. Sticky begins with completion: a reading of ours.',
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
      { ask: 'refusedBy', look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(
      echo('1', sticky),
      'And back. A reversal is not a load, so no version is checked; it may be turned any number of times (our reading).',
      {
        refusedBy: null,
        phase: 'patching',
        enabled: [sticky],
        pending: [611],
        logs: [`livepatch: '${sticky}': reversing transition from unpatching to patching`],
      },
      { ask: 'refusedBy', look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(
      echo('0', sticky),
      'Reversed again. No attempt is made now, the next periodic one will look.',
      {
        refusedBy: null,
        phase: 'unpatching',
        pending: [1, 410, 702],
      },
      { ask: 'phaseAfter', look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(
      attempt,
      'ps is in the new function and blocks the way back. systemd and bash have switched.',
      {
        phase: 'unpatching',
        pending: [702],
        logs: ['livepatch: klp_try_switch_task: ps:702 is sleeping on function cmdline_proc_show'],
      },
      { ask: 'whichTaskBlocks', look: { panel: 'Tasks', task: 702, frame: 'cmdline_proc_show' } },
    ),
    step(
      toUser(702),
      'ps leaves the new function and switches back.',
      { pending: [] },
      { look: { panel: 'Tasks', task: 702 } },
    ),
    step(
      attempt,
      'Unpatching complete: the sticky patch is gone, latest_version never moved. What ps did with it has happened.',
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
      'Its reference goes like any other; it may be removed and loaded again.',
      { refcnt: { [sticky]: 0 } },
      { look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
    step(rmmod(sticky), 'The module is removed.', { modules: [] }, { look: { panel: 'Loaded patches' } }),
    step(
      insmod(sticky),
      'Once more: cat still waits for the disk, and the transition is stuck again.',
      {
        refusedBy: null,
        phase: 'patching',
        pending: [611],
      },
      { look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' } },
    ),
    step(
      force(sticky),
      'Forced this time. Nobody is left to switch, but only an attempt completes the transition.',
      {
        phase: 'patching',
        pending: [],
        patchState: { 611: 1 },
      },
      { look: { panel: 'Tasks' } },
    ),
    step(
      echo('0', sticky),
      'Between the force and the completion it can still be reversed: stickiness begins with completion, in our reading.',
      { refusedBy: null, phase: 'unpatching', enabled: [], forced: [] },
      { ask: 'refusedBy', look: { panel: 'Loaded patches', module: 'test_klp_sticky_0' } },
    ),
  ],
} satisfies Scenario;
