import { attempt, echo, fsyncer, init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const patch = 'livepatch_ext4_v1';

export const stuckReverse = {
  id: 'stuck-reverse',
  title: 'A stuck transition: reverse',
  group: 'Transitions',
  opening:
    'The third remedy: reverse the transition. The system stays consistent, but some code of the livepatch has run, the reversal can get stuck as well, and in the end the livepatch is not enabled.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), fsyncer(702)],
    patches: [{ name: patch, version: 1, funcs: ['ext4_sync_file'] }],
  },
  steps: [
    step(
      insmod(patch),
      'postgres waits for the disk inside the original function, and the disk does not answer.',
      {
        phase: 'patching',
        enabled: [patch],
        pending: [702],
        patchState: { 1: 1, 410: 1, 702: 0 },
      },
      { look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      echo('0', patch),
      'Writing 0 to the patch in transition reverses it: now the tasks that had switched have TIF_PATCH_PENDING.',
      {
        refusedBy: null,
        phase: 'unpatching',
        enabled: [],
        pending: [1, 410],
        patchState: { 1: 1, 410: 1, 702: 0 },
        logs: [
          `livepatch: '${patch}': reversing transition from patching to unpatching`,
          `livepatch: '${patch}': starting unpatching transition`,
        ],
        unlogged: [`livepatch: '${patch}': initializing unpatching transition`],
      },
      { ask: 'phaseAfter', look: { panel: 'Loaded patches', module: 'livepatch_ext4_v1' } },
    ),
    step(
      echo('0', patch),
      'A second 0 is refused: enabled is 0 already. Writing 1 would reverse the transition again.',
      {
        refusedBy: 'sameValue',
        errno: 'EINVAL',
        phase: 'unpatching',
        pending: [1, 410],
      },
      { look: { panel: 'Why' } },
    ),
    step(
      attempt,
      'The reversal made no attempt; the periodic one finds both stacks clean. The idle task of CPU 1 was running.',
      {
        phase: 'unpatching',
        pending: [],
        patchState: { 1: 0, 410: 0, 702: 0 },
        logs: ['livepatch: klp_try_switch_task: swapper/1:0 is running'],
      },
      { ask: 'phaseAfter', look: { panel: 'Tasks' } },
    ),
    step(
      attempt,
      'Unpatching complete, while postgres is still asleep: it is in the original function, which stays.',
      {
        phase: 'idle',
        listed: [],
        latestVersion: 0,
        funcStack: { ext4_sync_file: [] },
        patchState: { 702: -1 },
        logs: [`livepatch: '${patch}': unpatching complete`],
      },
      { ask: 'counter', look: { panel: 'Loaded patches', module: 'livepatch_ext4_v1' } },
    ),
    step(
      worker,
      'The worker drops the reference.',
      { refcnt: { [patch]: 0 } },
      { look: { panel: 'Loaded patches', module: 'livepatch_ext4_v1' } },
    ),
    step(
      rmmod(patch),
      'The module is removed. It can be loaded again later.',
      { refusedBy: null, modules: [] },
      { look: { panel: 'Loaded patches' } },
    ),
  ],
} satisfies Scenario;
