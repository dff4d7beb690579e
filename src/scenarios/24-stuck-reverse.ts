import { attempt, echo, fsyncer, init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const patch = 'livepatch_ext4_v1';

export const stuckReverse = {
  id: 'stuck-reverse',
  title: 'A stuck transition: reverse',
  group: 'Transitions',
  opening:
    'The third way out: go back. It is safe at any moment, and the cost is that the livepatch is not there afterwards.',
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
      'Written to the patch in transition, 0 reverses: the flags move from those that had not switched to those that had.',
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
      'A second 0 is refused: enabled is 0 already. A 1 would turn the transition round again.',
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
      'Reversing makes no attempt itself; the periodic one finds both clean. The idle task of CPU 1 was running.',
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
      'Unpatching complete, with postgres still asleep: its frame is the original, nothing is taken from under it.',
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
      'The reference goes.',
      { refcnt: { [patch]: 0 } },
      { look: { panel: 'Loaded patches', module: 'livepatch_ext4_v1' } },
    ),
    step(
      rmmod(patch),
      'The module is removed; to try again later, insmod it again.',
      { refusedBy: null, modules: [] },
      { look: { panel: 'Loaded patches' } },
    ),
  ],
} satisfies Scenario;
