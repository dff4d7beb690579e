import { attempt, echo, force, init, insmod, reader, rmmod, shell, step, toUser } from './builders';
import type { Scenario } from './scenario';

const sticky = 'test_klp_sticky_0';

export const stickyRefusesDisable = {
  id: 'sticky-refuses-disable',
  title: 'Sticky refuses to be disabled',
  group: 'Sticky',
  opening:
    'A sticky livepatch changes something that the old code cannot handle, so going back to the old code is unsafe. Once it is fully patched, it may not be disabled.',
  world: { cpus: 2, tasks: [init, shell(410), reader(611, 'meminfo_proc_show')] },
  steps: [
    step(
      insmod(sticky),
      'A sticky patch is loaded like any other. cat is inside the original meminfo_proc_show and blocks.',
      {
        phase: 'patching',
        pending: [611],
        enabled: [sticky],
        logs: ['livepatch: klp_try_switch_task: cat:611 is sleeping on function meminfo_proc_show'],
      },
      { look: { panel: 'Tasks', task: 611, frame: 'meminfo_proc_show' } },
    ),
    step(
      toUser(611),
      'cat finishes its read and switches. Until the transition completes, the patch could still be reversed.',
      {
        pending: [],
        phase: 'patching',
      },
      { look: { panel: 'Tasks', task: 611 } },
    ),
    step(
      attempt,
      'Fully patched: from now on it may not be disabled. latest_version is 1.',
      {
        phase: 'idle',
        latestVersion: 1,
        enabled: [sticky],
      },
      { look: { panel: 'Loaded patches', module: sticky } },
    ),
    step(
      echo('0', sticky),
      'Refused: the patch is sticky. Load a cumulative patch that replaces it. The RFC names no errno and no log line; both are ours (reading 1).',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
        phase: 'idle',
        enabled: [sticky],
        latestVersion: 1,
        patchState: { 611: -1 },
        funcStack: { cmdline_proc_show: [sticky], meminfo_proc_show: [sticky] },
        unlogged: [`livepatch: '${sticky}': initializing unpatching transition`],
      },
      {
        restsOn: ['errno'],
        ask: 'refusedBy',
        look: { panel: 'Why' },
        notes:
          'Say that the RFC names no error number: -EPERM is the choice of this tool (reading 1). What can be done instead is on the screen; the scenario “Stickiness lifted” shows it.',
      },
    ),
    step(
      rmmod(sticky),
      'rmmod is no way around it: the enabled patch holds a reference to its module.',
      {
        refusedBy: 'moduleInUse',
        errno: 'EAGAIN',
        modules: [sticky],
        refcnt: { [sticky]: 1 },
      },
      { ask: 'refusedBy', look: { panel: 'Why' }, notes: 'If somebody asks about force: the next step shows it.' },
    ),
    step(
      force(sticky),
      'Neither is force: it works only on the patch in transition, and no transition is running.',
      {
        refusedBy: 'notInTransition',
        errno: 'EINVAL',
        forced: [],
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      echo('1', sticky),
      'Writing 1 is refused because enabled is 1 already. That has nothing to do with sticky.',
      {
        refusedBy: 'sameValue',
        errno: 'EINVAL',
        enabled: [sticky],
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
  ],
} satisfies Scenario;
