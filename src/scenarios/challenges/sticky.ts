/** The end of the chapter about sticky patches: what sticky keeps, and what it does not. */
import { call, init, insmod, reader, step } from '../builders';
import type { Scenario } from '../scenario';

const [sticky, follow] = ['test_klp_sticky_0', 'test_klp_sticky_1'] as const;

export const ridOfIt = {
  id: 'challenge-rid-of-sticky',
  title: 'Rid of sticky',
  group: 'Challenges',
  opening: 'A sticky livepatch is fully patched and may not be disabled. A task is inside it.',
  world: { cpus: 1, tasks: [init, reader(611, 'version_proc_show')] },
  steps: [
    step(
      insmod(sticky),
      'There is one CPU and no task in the way: fully patched at once, and from now on it is sticky.',
      {
        phase: 'idle',
        latestVersion: 1,
      },
    ),
    step(call(611, 'cmdline_proc_show'), 'cat runs its code.', { runs: { 611: sticky } }),
  ],
  challenge: {
    chapter: 'Sticky',
    goal: 'Get test_klp_sticky_0 off klp_patches, with no task left behind in it.',
    reach: [{ is: 'unlisted', patch: sticky }, { is: 'noneLeftBehind' }],
    modules: [sticky, follow],
  },
} satisfies Scenario;

export const turnRound = {
  id: 'challenge-turn-round-in-time',
  title: 'Turn round in time',
  group: 'Challenges',
  opening: 'A sticky livepatch is being loaded, and you have second thoughts. It is not fully patched yet.',
  world: { cpus: 1, tasks: [init, reader(611)] },
  steps: [
    step(insmod(sticky), 'cat is inside the original cmdline_proc_show and blocks.', {
      phase: 'patching',
      pending: [611],
    }),
  ],
  challenge: {
    chapter: 'Sticky',
    goal: 'Get the module test_klp_sticky_0 out of the kernel.',
    reach: [{ is: 'unloaded', module: sticky }],
    modules: [sticky],
  },
} satisfies Scenario;

export const coverIt = {
  id: 'challenge-cover-sticky',
  title: 'Cover sticky',
  group: 'Challenges',
  opening: 'A sticky livepatch may not be disabled. Its flag says nothing about what lies on top of it.',
  world: { cpus: 1, tasks: [init, reader(611)] },
  steps: [],
  challenge: {
    chapter: 'Sticky',
    goal: 'Get test_klp_sticky_0 enabled while no call reaches its code and no transition is running.',
    reach: [{ is: 'enabled', patch: sticky }, { is: 'covered', patch: sticky }, { is: 'idle' }],
    modules: [sticky, follow, 'test_klp_version_2', 'test_klp_version_1'],
  },
} satisfies Scenario;
