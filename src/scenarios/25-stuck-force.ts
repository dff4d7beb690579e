import { attempt, call, echo, force, init, insmod, rmmod, shell, sleep, step, worker } from './builders';
import type { Scenario } from './scenario';

const [v1, v2] = ['livepatch_ext4_v1', 'livepatch_ext4_v2'] as const;

export const stuckForce = {
  id: 'stuck-force',
  title: 'A stuck transition: force, and what it costs',
  group: 'Transitions',
  opening:
    'The last remedy. force switches every task whatever is on its stack. An old frame stays behind, and the module that is being disabled cannot be removed until reboot.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), { tid: 702, comm: 'postgres', where: 'runnable' }],
    patches: [
      { name: v1, version: 1, funcs: ['ext4_sync_file'] },
      { name: v2, version: 2, funcs: ['ext4_sync_file'] },
    ],
  },
  steps: [
    step(
      insmod(v1),
      'Version 1 is loaded.',
      { phase: 'patching', pending: [] },
      { look: { panel: 'Loaded patches', module: v1 } },
    ),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }, { look: { panel: 'Version counter' } }),
    step(
      call(702, 'ext4_sync_file'),
      'postgres calls fsync() and enters the function of the livepatch.',
      {
        runs: { 702: v1 },
      },
      { look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      sleep(702, 'uninterruptible'),
      'postgres waits there for a disk that does not answer.',
      { runs: { 702: v1 } },
      { look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      echo('0', v1),
      'Version 1 is being disabled. postgres is in its function and blocks.',
      {
        phase: 'unpatching',
        pending: [702],
        logs: ['livepatch: klp_try_switch_task: postgres:702 is sleeping on function ext4_sync_file'],
      },
      { look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      force(v1),
      'Forced: postgres counts as switched, with the old frame on its stack. The log line says “patched state” in both directions.',
      {
        refusedBy: null,
        phase: 'unpatching',
        pending: [],
        patchState: { 702: 0 },
        runs: { 702: v1 },
        forced: [v1],
        logs: ['livepatch: forcing remaining tasks to the patched state'],
      },
      {
        ask: 'phaseAfter',
        look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' },
        notes: 'Make clear that force fixes nothing: it says that the administrator knows better than the stack check.',
      },
    ),
    step(
      attempt,
      'The periodic attempt completes. For the livepatch core version 1 is disabled, but postgres still runs it.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
        funcStack: { ext4_sync_file: [] },
        runs: { 702: v1 },
      },
      { ask: 'counter', look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' } },
    ),
    step(
      worker,
      'The worker removes the directory, but keeps the reference until reboot: the code may still be running.',
      {
        refcnt: { [v1]: 1 },
        modules: [v1],
      },
      { look: { panel: 'Loaded patches', module: v1 } },
    ),
    step(
      rmmod(v1),
      'In use: refcnt is 1, and nothing drops that reference until reboot.',
      {
        refusedBy: 'moduleInUse',
        errno: 'EAGAIN',
        modules: [v1],
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      insmod(v1),
      'It cannot be loaded again either: a module of that name is loaded. Only a reboot helps.',
      {
        refusedBy: 'moduleAlreadyLoaded',
        errno: 'EEXIST',
      },
      { ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      insmod(v2),
      'The check for version 2 looks only for the original on the stack. It does not see the frame of version 1, so postgres switches.',
      { refusedBy: null, phase: 'patching', pending: [], patchState: { 702: 1 }, runs: { 702: v1 } },
      {
        look: { panel: 'Tasks', task: 702, frame: 'ext4_sync_file' },
        notes:
          'Ask the room why the check passes. It looks for one implementation, the one directly below version 2; the frame that was left behind is of another one.',
      },
    ),
    step(
      attempt,
      'Version 2 is fully patched for the kernel, while a task runs version 1. After a force, load no other livepatch and plan a reboot.',
      {
        phase: 'idle',
        latestVersion: 2,
        enabled: [v2],
        runs: { 702: v1 },
      },
      { ask: 'phaseAfter', look: { panel: 'Functions', func: 'vmlinux:ext4_sync_file' } },
    ),
  ],
} satisfies Scenario;
