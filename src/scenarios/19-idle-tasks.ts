import { attempt, cruncher, init, insmod, offline, online, shell, step, tick } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';
const stays = (task: string): string => `livepatch: klp_try_switch_task: ${task} is running`;

export const idleTasks = {
  id: 'idle-tasks',
  title: 'Why “swapper/N is running” comes only once',
  group: 'Transitions',
  opening:
    'Each CPU has an idle task, and the idle tasks have to switch too. There are five CPUs: insmod runs on CPU 0, cruncher on CPU 1, CPUs 2 and 3 are idle, and CPU 4 will be offline.',
  world: { cpus: 5, tasks: [init, shell(410), cruncher(520, 1)] },
  steps: [
    step(offline(4), 'CPU 4 goes offline. Its idle task, swapper/4, still has a patch_state.', {
      phase: 'idle',
      refusedBy: null,
    }),
    step(
      insmod(patch),
      'swapper/2 and swapper/3 are on their CPUs: “is running”. swapper/0 and swapper/1 are not; they and swapper/4, whose CPU is offline, switch at once.',
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
      'The first attempt woke the idle CPUs, and their idle tasks switched in do_idle(). Only cruncher, which is in user space, is reported again.',
      {
        phase: 'patching',
        pending: [520],
        logs: [stays('cruncher:520')],
        unlogged: [stays('swapper/2:0'), stays('swapper/3:0')],
      },
    ),
    step(online(4), 'CPU 4 comes back online. Its idle task has switched already.', { phase: 'patching' }),
    step(
      tick,
      'A timer interrupt takes cruncher through the exit path to user space, and it switches. An attempt could not switch it.',
      {
        pending: [],
        patchState: { 520: 1 },
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(attempt, 'Every task has switched: complete.', {
      phase: 'idle',
      latestVersion: 1,
      unlogged: [stays('cruncher:520'), stays('swapper/4:0')],
    }),
    step(
      attempt,
      'No transition is running, so the delayed work has nothing to do and is not scheduled again.',
      {
        refusedBy: 'noTransition',
        errno: null,
        phase: 'idle',
      },
      { ask: 'refusedBy' },
    ),
  ],
} satisfies Scenario;
