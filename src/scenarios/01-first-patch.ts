import { attempt, call, cruncher, echo, init, insmod, ret, rmmod, shell, step, tick, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';

export const firstPatch = {
  id: 'first-patch',
  title: 'A first patch, from load to removal',
  group: 'First steps',
  opening:
    'One livepatch is loaded, the tasks switch one by one, then it is disabled and removed. There are four CPUs and four tasks; one task computes in user space.',
  world: {
    cpus: 4,
    tasks: [init, shell(410), cruncher(520, 1), { tid: 611, comm: 'cat', where: 'runnable' }],
  },
  steps: [
    step(
      insmod(patch),
      'insmod makes the first attempt: every task that was off the CPU with a clean stack has switched. cruncher, swapper/2 and swapper/3 were running.',
      {
        phase: 'patching',
        refusedBy: null,
        enabled: [patch],
        listed: [patch],
        modules: [patch],
        latestVersion: 0,
        pending: [520],
        patchState: { 1: 1, 410: 1, 520: 0, 611: 1 },
        funcStack: { cmdline_proc_show: [patch] },
        refcnt: { [patch]: 1 },
        logs: [
          `${patch}: tainting kernel with TAINT_LIVEPATCH`,
          `livepatch: enabling patch '${patch}'`,
          `livepatch: '${patch}': initializing patching transition`,
          `livepatch: '${patch}': starting patching transition`,
          'livepatch: klp_try_switch_task: cruncher:520 is running',
          'livepatch: klp_try_switch_task: swapper/2:0 is running',
          'livepatch: klp_try_switch_task: swapper/3:0 is running',
        ],
      },
      {
        restsOn: ['counter-in-transition'],
        ask: 'whichTaskBlocks',
        look: { panel: 'Tasks', task: 520 },
        notes:
          'Ask which tasks have switched before you point: all whose stack could be checked. The three that have not were on a CPU, and the stack of a running task cannot be checked.',
      },
    ),
    step(
      call(611, 'cmdline_proc_show'),
      'cat has switched, so it enters the livepatch’s function, although the transition is not complete.',
      { runs: { 611: patch }, phase: 'patching', latestVersion: 0 },
      { restsOn: ['counter-in-transition'], look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' } },
    ),
    step(
      call(520, 'cmdline_proc_show'),
      'cruncher reads the same file. It has not switched, so it still runs the original: each task sees one version only.',
      { runs: { 520: null }, pending: [520], patchState: { 520: 0 } },
      {
        look: { panel: 'Tasks', task: 520, frame: 'cmdline_proc_show' },
        notes:
          'This is the consistency model in one picture: two tasks, one function, two implementations, at the same time.',
      },
    ),
    step(
      ret(520),
      'The original function returns. cruncher still has TIF_PATCH_PENDING.',
      { pending: [520] },
      { ask: 'whichTaskBlocks', look: { panel: 'Tasks', task: 520 } },
    ),
    step(
      toUser(520),
      'On its way back to user space cruncher sees TIF_PATCH_PENDING and switches. All tasks have switched; the next attempt will notice.',
      { pending: [], patchState: { 520: 1 }, phase: 'patching', latestVersion: 0 },
      { restsOn: ['counter-in-transition'], look: { panel: 'Tasks', task: 520 } },
    ),
    step(
      attempt,
      'The next periodic attempt finds that every task has switched: patching complete. latest_version becomes 1.',
      {
        phase: 'idle',
        latestVersion: 1,
        enabled: [patch],
        patchState: { 1: -1, 410: -1, 520: -1, 611: -1 },
        logs: [`livepatch: '${patch}': completing patching transition`, `livepatch: '${patch}': patching complete`],
      },
      {
        ask: 'counter',
        look: { panel: 'Version counter' },
        notes:
          'Wait for the counter. That it moves at completion, and not when the transition starts, is reading 4; the next scenarios depend on it.',
      },
    ),
    step(
      rmmod(patch),
      'An enabled livepatch holds a reference to its own module: refcnt is 1, and rmmod needs 0. Disable it first.',
      { refusedBy: 'moduleInUse', errno: 'EAGAIN', modules: [patch], refcnt: { [patch]: 1 } },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      echo('0', patch),
      'Disabling is a transition too. cat is still inside the livepatch’s function and blocks it; cruncher is running.',
      {
        phase: 'unpatching',
        refusedBy: null,
        enabled: [],
        listed: [patch],
        latestVersion: 1,
        pending: [520, 611],
        patchState: { 1: 0, 410: 0, 520: 1, 611: 1 },
        logs: [
          `livepatch: '${patch}': initializing unpatching transition`,
          `livepatch: '${patch}': starting unpatching transition`,
          'livepatch: klp_try_switch_task: cat:611 is sleeping on function cmdline_proc_show',
        ],
      },
      {
        restsOn: ['counter-in-transition'],
        ask: 'whichTaskBlocks',
        look: { panel: 'Tasks', task: 611, frame: 'cmdline_proc_show' },
      },
    ),
    step(
      toUser(611),
      'cat returns from the function and to user space, and switches back on the way.',
      {
        pending: [520],
        patchState: { 611: 0 },
      },
      { look: { panel: 'Tasks', task: 611 } },
    ),
    step(
      tick,
      'For a task that computes in user space a timer interrupt is enough: it returns through the same exit path.',
      {
        pending: [],
        phase: 'unpatching',
      },
      { look: { panel: 'Tasks', task: 520 } },
    ),
    step(
      attempt,
      'Unpatching complete: the function leaves its func_stack, the patch leaves klp_patches, the counter falls to 0.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
        funcStack: { cmdline_proc_show: [] },
        modules: [patch],
        refcnt: { [patch]: 1 },
        logs: [`livepatch: '${patch}': unpatching complete`],
      },
      { ask: 'counter', look: { panel: 'Version counter' } },
    ),
    step(
      worker,
      'Shortly afterwards klp_free_patch_work_fn() removes the directory and drops the module reference.',
      {
        refcnt: { [patch]: 0 },
        modules: [patch],
      },
      { look: { panel: 'Loaded patches', module: patch } },
    ),
    step(
      rmmod(patch),
      'The reference count is 0, so the module can be removed. It could be loaded again now.',
      {
        refusedBy: null,
        modules: [],
      },
      { look: { panel: 'Loaded patches' } },
    ),
    step(
      rmmod(patch),
      'A second rmmod finds no module of that name.',
      {
        refusedBy: 'moduleNotLoaded',
        errno: 'ENOENT',
        modules: [],
      },
      { look: { panel: 'Why' } },
    ),
  ],
} satisfies Scenario;
