import { attempt, fsyncer, init, insmod, shell, step, toUser, wake } from './builders';
import type { Scenario } from './scenario';

const patch = 'livepatch_ext4_v1';
const blocked = 'livepatch: klp_try_switch_task: postgres:702 is sleeping on function ext4_sync_file';

export const stuckWait = {
  id: 'stuck-wait',
  title: 'A stuck transition: wait',
  group: 'Transitions',
  opening:
    'postgres sleeps uninterruptibly inside a function that the livepatch replaces. The first remedy is to wait; it costs only time.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), fsyncer(702)],
    patches: [{ name: patch, version: 1, funcs: ['ext4_sync_file'] }],
  },
  steps: [
    step(
      insmod(patch),
      'All tasks except postgres have switched: postgres has the original ext4_sync_file on its stack.',
      {
        phase: 'patching',
        pending: [702],
        patchState: { 1: 1, 410: 1, 702: 0 },
        logs: [blocked],
      },
      { ask: 'whichTaskBlocks', look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      attempt,
      'A second later nothing has changed. Meanwhile the system goes on working: each task runs either old code or new code.',
      {
        phase: 'patching',
        pending: [702],
        logs: [blocked],
      },
      {
        look: { panel: 'Tasks' },
        notes:
          'Nothing is broken here. A transition may take hours; until then no other livepatch can be enabled or disabled.',
      },
    ),
    step(
      insmod('test_klp_version_2'),
      'No other livepatch can be enabled or disabled during a transition: -EBUSY. The version was not the reason: 2 > 0.',
      {
        refusedBy: 'transitionInProgress',
        errno: 'EBUSY',
        listed: [patch],
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      wake(702),
      'The disk answers and postgres is runnable, but the frame is still on its stack.',
      { pending: [702] },
      { look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      attempt,
      'An attempt at this moment prints “is sleeping on function” although postgres is awake: only the frame is checked.',
      {
        phase: 'patching',
        pending: [702],
        logs: [blocked],
      },
      { ask: 'whichTaskBlocks', look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      toUser(702),
      'fsync() returns, and postgres switches on its way to user space.',
      {
        pending: [],
        patchState: { 702: 1 },
        phase: 'patching',
      },
      { ask: 'phaseAfter', look: { panel: 'Tasks', task: 702 } },
    ),
    step(
      attempt,
      'Every task has switched: complete.',
      {
        phase: 'idle',
        latestVersion: 1,
        logs: [`livepatch: '${patch}': patching complete`],
      },
      { look: { panel: 'Version counter' } },
    ),
  ],
} satisfies Scenario;
