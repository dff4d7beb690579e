import { attempt, call, echo, init, insmod, ret, rmmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const patch = 'livepatch_sticky_driver';
const target = 'test_klp_mod_target';
const func = `${target}:test_klp_mod_target_show`;

export const stickyTargetUnloads = {
  id: 'sticky-target-unloads',
  title: 'A sticky patch and a module that is unloaded',
  group: 'Sticky',
  opening:
    'A third hole: no livepatch keeps its target module loaded, sticky or not. When the module is unloaded, the sticky patch is reverted in it.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), { tid: 611, comm: 'cat', where: 'runnable' }],
    patches: [
      {
        name: patch,
        version: 1,
        sticky: true,
        funcs: [func, 'cmdline_proc_show'],
        note: 'Sticky; patches one function of a module and one of vmlinux.',
      },
    ],
  },
  steps: [
    step(
      insmod(target),
      'The target module is loaded first.',
      {
        modules: [target],
        phase: 'idle',
        logs: [`${target}: ${target}_init`],
      },
      { ask: 'loads' },
    ),
    step(insmod(patch), 'The sticky patch redirects a function in each object.', {
      phase: 'patching',
      funcStack: { [func]: [patch], cmdline_proc_show: [patch] },
    }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }),
    step(call(611, 'test_klp_mod_target_show', target), 'cat runs the sticky patch’s function of the module.', {
      runs: { 611: patch },
    }),
    step(ret(611), 'cat returns from it.', { phase: 'idle' }),
    step(
      echo('0', patch),
      'Disabling is refused: the patch is sticky.',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
      },
      { ask: 'refusedBy' },
    ),
    step(
      rmmod(target),
      'Unloading the target is allowed: klp_module_going() reverts the function. It would run the object’s unpatch callbacks, if it had any.',
      {
        refusedBy: null,
        modules: [patch],
        enabled: [patch],
        funcStack: { [func]: [], cmdline_proc_show: [patch] },
        logs: [`${target}: ${target}_exit`, `livepatch: reverting patch '${patch}' on unloading module '${target}'`],
        callbacks: [],
      },
      { ask: 'callbacks' },
    ),
    step(
      insmod(target),
      'When the module is loaded again, the patch is applied before its init function runs.',
      {
        modules: [patch, target],
        funcStack: { [func]: [patch] },
        logs: [`livepatch: applying patch '${patch}' to loading module '${target}'`, `${target}: ${target}_init`],
        enabled: [patch],
      },
      { ask: 'enabledAfter' },
    ),
  ],
} satisfies Scenario;
