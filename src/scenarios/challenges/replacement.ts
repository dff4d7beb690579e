/** The end of the chapter about replacement: stacks, nops, and modules that come and go. */
import { init, insmod, reader, step } from '../builders';
import type { Scenario } from '../scenario';

const [v2, v3] = ['test_klp_version_2', 'test_klp_version_3'] as const;

export const nopInTheWay = {
  id: 'challenge-a-nop-in-the-way',
  title: 'A nop in the way',
  group: 'Challenges',
  opening:
    'Version 2 patches meminfo_proc_show, version 3 is cumulative and does not. So version 3 brings a nop for it.',
  world: { cpus: 1, tasks: [init, reader(611, 'version_proc_show')] },
  steps: [
    step(insmod(v2), 'There is one CPU and no task in the way: patched at once, and latest_version is 2.', {
      phase: 'idle',
      latestVersion: 2,
    }),
  ],
  challenge: {
    chapter: 'Replacement',
    goal: 'Get a transition held up by a task that blocks only because of a nop.',
    reach: [{ is: 'nopBlocks' }],
    modules: [v2, v3],
  },
} satisfies Scenario;

const [base, addon] = ['livepatch_base_v4', 'livepatch_addon_v5'] as const;

export const fromBelow = {
  id: 'challenge-remove-from-below',
  title: 'Remove from below',
  group: 'Challenges',
  opening: 'Two livepatches are stacked on the same function. The lower one is no longer wanted, the upper one is.',
  world: {
    cpus: 1,
    tasks: [init],
    patches: [
      { name: base, version: 4, funcs: ['cmdline_proc_show', 'version_proc_show'] },
      { name: addon, version: 5, funcs: ['cmdline_proc_show'] },
    ],
  },
  steps: [
    step(insmod(base), 'The base is patched at once.', { phase: 'idle', latestVersion: 4 }),
    step(insmod(addon), 'The add-on goes on top, patched at once too.', { phase: 'idle', enabled: [base, addon] }),
  ],
  challenge: {
    chapter: 'Replacement',
    goal: 'Get the module livepatch_base_v4 out of the kernel, with livepatch_addon_v5 enabled.',
    reach: [
      { is: 'unloaded', module: base },
      { is: 'enabled', patch: addon },
    ],
    modules: [base, addon],
  },
} satisfies Scenario;

const [demo, target] = ['test_klp_callbacks_demo', 'test_klp_callbacks_mod'] as const;

export const keepItOut = {
  id: 'challenge-keep-a-module-out',
  title: 'Keep a module out',
  group: 'Challenges',
  opening: 'A livepatch names a module that is not loaded yet. Its pre_patch callback may say no.',
  world: { cpus: 1, tasks: [init] },
  steps: [],
  challenge: {
    chapter: 'Replacement',
    goal: 'Get test_klp_callbacks_demo enabled, and have its pre_patch callback refuse the module test_klp_callbacks_mod.',
    reach: [
      { is: 'enabled', patch: demo },
      { is: 'refused', module: target, rule: 'prePatchFailsForModule' },
    ],
    modules: [demo, target],
  },
} satisfies Scenario;
