import { attempt, cruncher, echo, force, init, insmod, shell, step, tick, worker } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';

export const refusedWrites = {
  id: 'refused-writes',
  title: 'What may be written to enabled and force',
  group: 'First steps',
  opening:
    'How writes to a livepatch’s files are refused, from load to removal; -EBUSY follows in the next scenario. None of these rules is the RFC’s: they are the kernel’s own.',
  world: { cpus: 2, tasks: [init, shell(410), cruncher(520, 1)] },
  steps: [
    step(insmod(patch), 'The patch is in transition: cruncher computes on CPU 1. enabled reads 1 already.', {
      phase: 'patching',
      enabled: [patch],
      pending: [520],
    }),
    step(echo('maybe', patch), 'kstrtobool() does not accept "maybe": -EINVAL. 0, 1, y, n, on and off would do.', {
      refusedBy: 'valueNotBoolean',
      errno: 'EINVAL',
      phase: 'patching',
      pending: [520],
    }),
    step(
      echo('1', patch),
      'enabled is 1 and 1 is written: -EINVAL. Writing 0 would reverse the transition.',
      {
        refusedBy: 'sameValue',
        errno: 'EINVAL',
        phase: 'patching',
        enabled: [patch],
      },
      { ask: 'refusedBy' },
    ),
    step(force(patch, '0'), 'Writing 0 to force does nothing, and succeeds.', {
      refusedBy: null,
      phase: 'patching',
      pending: [520],
      unlogged: ['livepatch: forcing remaining tasks to the patched state'],
    }),
    step(tick, 'A timer interrupt takes cruncher through the exit path to user space, and it switches there.', {
      pending: [],
      patchState: { 520: 1 },
    }),
    step(attempt, 'Complete: no transition is running.', { phase: 'idle', latestVersion: 1 }),
    step(
      force(patch),
      'Only the patch in transition can be forced, and no patch is in transition: -EINVAL.',
      {
        refusedBy: 'notInTransition',
        errno: 'EINVAL',
        forced: [],
      },
      { ask: 'refusedBy' },
    ),
    step(
      insmod(patch),
      'A module of that name is already loaded: -EEXIST from the module loader. klp_enable_patch() is never called.',
      {
        refusedBy: 'moduleAlreadyLoaded',
        errno: 'EEXIST',
        modules: [patch],
      },
    ),
    step(echo('off', patch), 'kstrtobool() reads "off" as 0, so this disables the patch. cruncher is running again.', {
      refusedBy: null,
      phase: 'unpatching',
      enabled: [],
      pending: [520],
    }),
    step(tick, 'cruncher switches back.', { pending: [], patchState: { 520: 0 } }),
    step(attempt, 'Unpatching complete. The patch is off klp_patches; its directory stays until the worker has run.', {
      phase: 'idle',
      listed: [],
      latestVersion: 0,
    }),
    step(
      echo('1', patch),
      'A disabled patch cannot be enabled again: -EINVAL. It takes rmmod, then insmod.',
      {
        refusedBy: 'cannotReenable',
        errno: 'EINVAL',
        phase: 'idle',
        enabled: [],
      },
      { ask: 'refusedBy' },
    ),
    step(worker, 'klp_free_patch_work_fn() removes the directory and drops the module reference.', {
      refcnt: { [patch]: 0 },
    }),
    step(
      echo('1', patch),
      'Now the file is gone as well, and the shell says: No such file or directory.',
      {
        refusedBy: 'directoryMissing',
        errno: 'ENOENT',
        modules: [patch],
      },
      { ask: 'refusedBy' },
    ),
  ],
} satisfies Scenario;
