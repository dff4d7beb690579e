import { attempt, echo, force, init, insmod, reader, rmmod, shell, step, toUser } from './builders';
import type { Scenario } from './scenario';

const sticky = 'test_klp_sticky_0';

export const stickyRefusesDisable = {
  id: 'sticky-refuses-disable',
  title: 'Sticky refuses to be disabled',
  group: 'Sticky',
  opening:
    'A sticky livepatch changes something that must not be taken back by going to the old code. Once it is fully patched, it may not be disabled.',
  world: { cpus: 2, tasks: [init, shell(410), reader(611, 'meminfo_proc_show')] },
  steps: [
    step(
      insmod(sticky),
      'The sticky patch starts like any other. cat is inside the original meminfo_proc_show and blocks.',
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
      'cat finishes its read and switches. Until completion the patch could still be reversed.',
      {
        pending: [],
        phase: 'patching',
      },
      { look: { panel: 'Tasks', task: 611 } },
    ),
    step(
      attempt,
      'Fully patched. From now on the sticky flag counts; latest_version is 1.',
      {
        phase: 'idle',
        latestVersion: 1,
        enabled: [sticky],
      },
      { look: { panel: 'Loaded patches', module: sticky } },
    ),
    step(
      echo('0', sticky),
      'Refused: sticky of the patch is 1. -EPERM and the log line are our choice. The way out is a cumulative patch that replaces it.',
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
        ask: 'refusedBy',
        look: { panel: 'Why' },
        notes:
          'Say that the error number is our choice: the RFC does not name one. The way out is on the screen; the scenario about lifting shows it.',
      },
    ),
    step(
      rmmod(sticky),
      'rmmod does not get round it: the enabled patch holds its reference.',
      {
        refusedBy: 'moduleInUse',
        errno: 'EAGAIN',
        modules: [sticky],
        refcnt: { [sticky]: 1 },
      },
      { ask: 'refusedBy', look: { panel: 'Why' }, notes: 'If somebody asks for force: the next step is exactly that.' },
    ),
    step(
      force(sticky),
      'Neither does force: it is for the patch in transition only, and no transition runs.',
      {
        refusedBy: 'notInTransition',
        errno: 'EINVAL',
        forced: [],
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      echo('1', sticky),
      'Writing 1 is refused for another reason: the value is the same. Sticky says nothing about it.',
      {
        refusedBy: 'sameValue',
        errno: 'EINVAL',
        enabled: [sticky],
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
  ],
} satisfies Scenario;
