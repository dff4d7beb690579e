/** The end of the first chapter: load, wait, disable, remove. */
import { attempt, init, insmod, reader, step, toUser } from '../builders';
import type { Scenario } from '../scenario';

const v1 = 'test_klp_version_1';

export const removeIt = {
  id: 'challenge-remove-it-again',
  title: 'Remove it again',
  group: 'Challenges',
  opening: 'A livepatch is loaded, and a task will be inside it. Then the module has to be removed from the kernel.',
  world: { cpus: 1, tasks: [init, reader(611)] },
  steps: [
    step(insmod(v1), 'cat is inside the original and has to leave it first.', { pending: [611] }),
    step(toUser(611), 'It does.', { pending: [] }),
    step(attempt, 'Patched. Now the module has to go, and rmmod alone is refused.', { phase: 'idle', enabled: [v1] }),
  ],
  challenge: {
    chapter: 'First steps',
    goal: 'Get the module test_klp_version_1 out of the kernel.',
    reach: [{ is: 'unloaded', module: v1 }],
    modules: [v1],
  },
} satisfies Scenario;

export const finishIt = {
  id: 'challenge-finish-a-transition',
  title: 'Finish a transition',
  group: 'Challenges',
  opening: 'Two tasks sleep inside functions of /proc, and nothing is patched yet.',
  world: { cpus: 1, tasks: [init, reader(611), reader(702, 'meminfo_proc_show')] },
  steps: [],
  challenge: {
    chapter: 'First steps',
    goal: 'Get test_klp_version_2 enabled, with no transition running and no task left behind in old code.',
    reach: [{ is: 'enabled', patch: 'test_klp_version_2' }, { is: 'idle' }, { is: 'noneLeftBehind' }],
    modules: ['test_klp_version_2'],
  },
} satisfies Scenario;

export const oldAndNew = {
  id: 'challenge-old-and-new-at-once',
  title: 'Old and new at once',
  group: 'Challenges',
  opening: 'One task is inside cmdline_proc_show, another one is not. Nothing is patched yet.',
  world: { cpus: 1, tasks: [reader(611), reader(702, 'version_proc_show')] },
  steps: [],
  challenge: {
    chapter: 'First steps',
    goal: 'Get two tasks into cmdline_proc_show at the same time, one in the original and one in a livepatch.',
    reach: [{ is: 'mixed', func: 'cmdline_proc_show' }],
    modules: [v1],
  },
} satisfies Scenario;
