import { attempt, echo, init, insmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const [other, wrong, good] = ['livepatch_other_kernel', 'livepatch_wrong_driver', 'test_klp_mod_patch'] as const;
const target = 'test_klp_mod_target';
const func = `${target}:${target}_show`;

export const symbolMissing = {
  id: 'symbol-missing',
  title: 'A function that is not there',
  group: 'Target modules',
  opening:
    'A livepatch built for another kernel names a function that does not exist. In vmlinux that is found at load; in a module, only when the module is loaded.',
  world: {
    cpus: 2,
    tasks: [init, shell(410)],
    patches: [
      {
        name: other,
        version: 1,
        funcs: ['cmdline_proc_show', 'cmdline_proc_open'],
        missing: ['cmdline_proc_open'],
        note: 'Built for another kernel: one of its functions does not exist here.',
      },
      {
        name: wrong,
        version: 1,
        funcs: [`${target}:${target}_write`],
        note: 'Built for another version of the target module.',
      },
    ],
  },
  steps: [
    step(
      insmod(other),
      'The symbol lookup fails for one of two functions: -EINVAL for the whole livepatch. It has to be built for this kernel.',
      {
        refusedBy: 'symbolNotFound',
        errno: 'EINVAL',
        phase: 'idle',
        listed: [],
        modules: [],
        funcStack: { cmdline_proc_show: [] },
        logs: ["livepatch: symbol 'cmdline_proc_open' not found in symbol table"],
        unlogged: [`livepatch: enabling patch '${other}'`],
      },
      { ask: 'refusedBy' },
    ),
    step(insmod(good), 'This livepatch patches a module that is not loaded. Its symbols are not looked up yet.', {
      refusedBy: null,
      phase: 'patching',
    }),
    step(attempt, 'Fully patched: its only object is not loaded.', { phase: 'idle', enabled: [good] }),
    step(
      insmod(wrong),
      'This one patches the same module, but was built for another version of it. That cannot be found yet.',
      {
        refusedBy: null,
        phase: 'patching',
      },
      { ask: 'loads' },
    ),
    step(attempt, 'It is enabled as well.', { phase: 'idle', latestVersion: 1, enabled: [good, wrong] }),
    step(
      insmod(target),
      'The first livepatch is applied; for the second a symbol is missing. The first is reverted and the module is refused.',
      {
        refusedBy: 'symbolNotFoundInModule',
        errno: 'EINVAL',
        modules: [good, wrong],
        enabled: [good, wrong],
        funcStack: { [func]: [] },
        logs: [
          `livepatch: applying patch '${good}' to loading module '${target}'`,
          `livepatch: symbol '${target}_write' not found in symbol table`,
          `livepatch: failed to initialize patch '${wrong}' for module '${target}' (-22)`,
          `livepatch: patch '${wrong}' failed for module '${target}', refusing to load module '${target}'`,
          `livepatch: reverting patch '${good}' on unloading module '${target}'`,
        ],
        unlogged: [`${target}: ${target}_init`],
      },
      { ask: 'refusedBy' },
    ),
    step(echo('0', wrong), 'The livepatch that does not fit the module is disabled.', { phase: 'unpatching' }),
    step(attempt, 'It is off klp_patches.', { phase: 'idle', listed: [good], latestVersion: 0 }),
    step(insmod(target), 'Now the module loads, patched by the other livepatch.', {
      refusedBy: null,
      modules: [good, wrong, target],
      funcStack: { [func]: [good] },
    }),
  ],
} satisfies Scenario;
