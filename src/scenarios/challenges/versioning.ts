/** The end of the chapter about versions: the counter rises and falls. */
import { attempt, call, init, insmod, reader, step, toUser } from '../builders';
import type { Scenario } from '../scenario';

const [v1, v2, v3] = ['test_klp_version_1', 'test_klp_version_2', 'test_klp_version_3'] as const;

export const versionOneAgain = {
  id: 'challenge-version-1-again',
  title: 'Version 1 again',
  group: 'Challenges',
  opening: 'Version 2 is patched, so version 1 is refused. A task is inside the code of version 2.',
  world: { cpus: 1, tasks: [init, reader(611, 'version_proc_show')] },
  steps: [
    step(insmod(v2), 'There is one CPU and no task in the way: patched at once, and latest_version is 2.', {
      phase: 'idle',
      latestVersion: 2,
    }),
    step(call(611, 'cmdline_proc_show'), 'cat runs the new code.', { runs: { 611: v2 } }),
    step(insmod(v1), 'Version 1 is refused: 1 is not above 2.', { refusedBy: 'versionNotNewer', errno: 'EINVAL' }),
  ],
  challenge: {
    chapter: 'Versioning',
    goal: 'Make test_klp_version_1 loadable again.',
    reach: [{ is: 'loadable', module: v1 }],
    modules: [v1, v2],
  },
} satisfies Scenario;

const cumulative0 = 'livepatch_cumulative_v0';

export const counterToZero = {
  id: 'challenge-counter-to-zero',
  title: 'Counter to zero',
  group: 'Challenges',
  opening: 'Version 3 is patched. latest_version falls when livepatches go, but there is another way.',
  world: {
    cpus: 1,
    tasks: [init, reader(611, 'version_proc_show')],
    patches: [{ name: cumulative0, replace: true, funcs: ['cmdline_proc_show', 'version_proc_show'] }],
  },
  steps: [
    step(
      insmod(v3),
      'Version 3 > 0. cat is inside a function it replaces.',
      { pending: [611], latestVersion: 0 },
      { restsOn: ['counter-in-transition'] },
    ),
    step(toUser(611), 'cat switches on its way out.', { pending: [] }),
    step(attempt, 'latest_version is 3.', { phase: 'idle', latestVersion: 3 }),
    step(call(611, 'version_proc_show'), 'cat runs the new code.', { runs: { 611: v3 } }),
  ],
  challenge: {
    chapter: 'Versioning',
    goal: 'Bring latest_version to 0 while livepatch_cumulative_v0 is enabled and no transition is running.',
    reach: [{ is: 'counter', value: 0 }, { is: 'enabled', patch: cumulative0 }, { is: 'idle' }],
    modules: [cumulative0, v1],
    restsOn: ['version-0-replace'],
  },
} satisfies Scenario;

export const olderOnTop = {
  id: 'challenge-go-down',
  title: 'Go down',
  group: 'Challenges',
  opening: 'Version 3 is patched, and something in it is wrong. Version 1 was fine.',
  world: { cpus: 1, tasks: [init] },
  steps: [
    step(insmod(v3), 'There is one CPU and no task in the way: patched at once, and latest_version is 3.', {
      phase: 'idle',
      latestVersion: 3,
    }),
  ],
  challenge: {
    chapter: 'Versioning',
    goal: 'Get version 1 enabled and version 3 out of the kernel.',
    reach: [
      { is: 'enabled', patch: v1 },
      { is: 'unloaded', module: v3 },
    ],
    modules: [v1, v3],
  },
} satisfies Scenario;
