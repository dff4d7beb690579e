import { attempt, call, cruncher, fork, init, insmod, reader, shell, step, toUser, wake } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';

export const forkInherits = {
  id: 'fork-inherits',
  title: 'A child starts on its parent’s side',
  group: 'Transitions',
  opening:
    'During a transition, a new process starts with its parent’s patch_state and TIF_PATCH_PENDING (klp_copy_process()). So the number of tasks still to switch can rise.',
  world: { cpus: 2, tasks: [init, shell(410), cruncher(520, 1), reader(611)] },
  steps: [
    step(insmod(patch), 'bash has switched. cruncher is running; cat 611 was preempted in the original function.', {
      phase: 'patching',
      pending: [520, 611],
      patchState: { 410: 1, 520: 0, 611: 0 },
    }),
    step(wake(410), 'A command is typed: bash wakes up.', { patchState: { 410: 1 } }),
    step(
      fork(410, 702, 'cat'),
      'bash forks. The child starts as switched, without a stack check.',
      {
        pending: [520, 611],
        patchState: { 702: 1 },
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      call(702, 'cmdline_proc_show'),
      'The new cat runs patched code, while the old cat is still inside the original.',
      {
        runs: { 611: null, 702: patch },
        phase: 'patching',
      },
      { ask: 'runs' },
    ),
    step(
      fork(520, 703, 'cruncher'),
      'cruncher, which has not switched, forks too: its child is pending. Now three tasks have to switch instead of two.',
      {
        pending: [520, 611, 703],
        patchState: { 703: 0 },
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(toUser(703), 'The child switches on its first return to user space.', {
      pending: [520, 611],
      patchState: { 703: 1 },
    }),
    step(toUser(520), 'Its parent switches on its return from the system call.', { pending: [611] }),
    step(toUser(611), 'The old cat finishes its read and switches as well.', { pending: [] }),
    step(attempt, 'Every task has switched: complete.', {
      phase: 'idle',
      latestVersion: 1,
      patchState: { 520: -1, 702: -1, 703: -1 },
    }),
  ],
} satisfies Scenario;
