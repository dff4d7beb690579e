import { attempt, fsyncer, init, insmod, shell, step, toUser, wake } from './builders';
import type { Scenario } from './scenario';

const patch = 'livepatch_ext4_v1';
const blocked = 'livepatch: klp_try_switch_task: postgres:702 is sleeping on function ext4_sync_file';

export const stuckWait = {
  id: 'stuck-wait',
  title: 'A stuck transition: wait',
  group: 'Transitions',
  opening:
    'postgres sleeps uninterruptibly inside a function that the livepatch changes. The first way out costs nothing but time.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), fsyncer(702)],
    patches: [{ name: patch, version: 1, funcs: ['ext4_sync_file'] }],
  },
  steps: [
    step(
      insmod(patch),
      'Everybody but postgres has switched: the original ext4_sync_file is on its stack.',
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
      'A second later nothing has changed. The system runs on meanwhile, each task consistently on its side.',
      {
        phase: 'patching',
        pending: [702],
        logs: [blocked],
      },
      {
        look: { panel: 'Tasks' },
        notes:
          'Nothing is broken here. A transition may take hours; the cost is that no other livepatch can come or go.',
      },
    ),
    step(
      insmod('test_klp_version_2'),
      'Until then no other livepatch can load or be disabled: -EBUSY, and the version 2 > 0 was fine.',
      {
        refusedBy: 'transitionInProgress',
        errno: 'EBUSY',
        listed: [patch],
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      wake(702),
      'The disk answers: postgres is runnable. The frame is still there.',
      { pending: [702] },
      { look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      attempt,
      'An attempt that comes just now says the same words, though postgres no longer sleeps: it is the frame that counts.',
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
      },
      { ask: 'phaseAfter', look: { panel: 'Tasks', task: 702 } },
    ),
    step(
      attempt,
      'Complete.',
      {
        phase: 'idle',
        latestVersion: 1,
        logs: [`livepatch: '${patch}': patching complete`],
      },
      { look: { panel: 'Version counter' } },
    ),
  ],
} satisfies Scenario;
