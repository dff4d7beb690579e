import { attempt, cruncher, init, insmod, offline, online, shell, step, tick } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';
const stays = (task: string): string => `livepatch: klp_try_switch_task: ${task} is running`;

export const idleTasks = {
  id: 'idle-tasks',
  title: 'Why “swapper/N is running” comes only once',
  group: 'Transitions',
  opening:
    'Each CPU has an idle task, and it has to switch too. Five CPUs: insmod runs on 0, cruncher on 1, 2 and 3 are idle, 4 will be offline.',
  world: { cpus: 5, tasks: [init, shell(410), cruncher(520, 1)] },
  steps: [
    step(offline(4), 'CPU 4 goes offline; swapper/4 still has a patch_state.', { phase: 'idle', refusedBy: null }),
    step(
      insmod(patch),
      'swapper/2 and swapper/3 are on their CPUs: “is running”. swapper/0 and swapper/1 are off them, swapper/4 is switched at once.',
      {
        phase: 'patching',
        pending: [520],
        logs: [stays('cruncher:520'), stays('swapper/2:0'), stays('swapper/3:0')],
        unlogged: [stays('swapper/0:0'), stays('swapper/1:0'), stays('swapper/4:0')],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      attempt,
      'The first attempt woke the idle CPUs, and they switched in do_idle(). Only cruncher, busy in user space, is reported again.',
      {
        phase: 'patching',
        pending: [520],
        logs: [stays('cruncher:520')],
        unlogged: [stays('swapper/2:0'), stays('swapper/3:0')],
      },
    ),
    step(online(4), 'CPU 4 comes back. Its idle task has the right patch_state already.', { phase: 'patching' }),
    step(
      tick,
      'A timer interrupt does for cruncher what no attempt can: it passes through the exit to user space.',
      {
        pending: [],
        patchState: { 520: 1 },
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(attempt, 'Nothing is left: complete.', {
      phase: 'idle',
      latestVersion: 1,
      unlogged: [stays('cruncher:520'), stays('swapper/4:0')],
    }),
    step(
      attempt,
      'After completion the delayed work has nothing to do; it is not scheduled again.',
      {
        refusedBy: 'noTransition',
        errno: null,
        phase: 'idle',
      },
      { ask: 'refusedBy' },
    ),
  ],
} satisfies Scenario;
