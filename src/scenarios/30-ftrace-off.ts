import { attempt, echo, ftrace, init, insmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const [v1, v2] = ['test_klp_version_1', 'test_klp_version_2'] as const;
const patch = 'test_klp_mod_patch';
const target = 'test_klp_mod_target';

export const ftraceOff = {
  id: 'ftrace-off',
  title: 'When ftrace is switched off',
  group: 'Transitions',
  opening:
    'Livepatches redirect functions with ftrace. kernel.ftrace_enabled=0 is refused while a function is redirected, and with ftrace off no function can be redirected.',
  world: { cpus: 2, tasks: [init, shell(410)] },
  steps: [
    step(insmod(v1), 'A livepatch redirects cmdline_proc_show.', { phase: 'patching' }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }),
    step(
      ftrace('0'),
      'Refused: one function is redirected, and its ftrace_ops has FTRACE_OPS_FL_PERMANENT. Disable the livepatch first.',
      {
        refusedBy: 'ftraceNeeded',
        errno: 'EBUSY',
        funcStack: { cmdline_proc_show: [v1] },
      },
      { ask: 'refusedBy' },
    ),
    step(echo('0', v1), 'The livepatch is disabled.', { phase: 'unpatching' }),
    step(attempt, 'The func_stack is empty and its klp_ops is freed.', { phase: 'idle', latestVersion: 0 }),
    step(
      ftrace('0'),
      'No function is redirected any more: allowed. Kernels after 7.2 always refuse 0 here, with -EOPNOTSUPP.',
      { refusedBy: null },
    ),
    step(
      insmod(v2),
      'The function cannot be redirected: -EBUSY. The transition is cancelled before it starts, and the load is undone.',
      {
        refusedBy: 'ftraceRegistrationFails',
        errno: 'EBUSY',
        phase: 'idle',
        listed: [],
        modules: [v1],
        latestVersion: 0,
        logs: [
          `livepatch: enabling patch '${v2}'`,
          `livepatch: '${v2}': initializing patching transition`,
          "livepatch: failed to register ftrace handler for function 'cmdline_proc_show' (-16)",
          "livepatch: failed to patch object 'vmlinux'",
          `livepatch: failed to enable patch '${v2}'`,
          `livepatch: '${v2}': canceling patching transition, going to unpatch`,
          `livepatch: '${v2}': completing unpatching transition`,
          `livepatch: '${v2}': unpatching complete`,
        ],
      },
      { ask: 'loads' },
    ),
    step(
      insmod(patch),
      'This livepatch patches only a module that is not loaded. No function has to be redirected yet, so it loads.',
      {
        refusedBy: null,
        phase: 'patching',
      },
    ),
    step(attempt, 'Fully patched: its only object is not loaded.', { phase: 'idle', enabled: [patch] }),
    step(
      insmod(target),
      'The target module is loaded, its function cannot be redirected, and so the module itself is refused: -EBUSY.',
      {
        refusedBy: 'ftraceFailsForModule',
        errno: 'EBUSY',
        modules: [v1, patch],
        logs: [
          `livepatch: applying patch '${patch}' to loading module '${target}'`,
          "livepatch: failed to register ftrace handler for function 'test_klp_mod_target_show' (-16)",
          `livepatch: failed to apply patch '${patch}' to module '${target}' (-16)`,
          `livepatch: patch '${patch}' failed for module '${target}', refusing to load module '${target}'`,
        ],
        unlogged: [`${target}: ${target}_init`],
      },
      { ask: 'refusedBy' },
    ),
    step(ftrace('1'), 'ftrace is switched on again.', { refusedBy: null }),
    step(
      insmod(target),
      'Now the module loads, patched before its init function runs.',
      {
        refusedBy: null,
        modules: [v1, patch, target],
        funcStack: { [`${target}:${target}_show`]: [patch] },
        logs: [`livepatch: applying patch '${patch}' to loading module '${target}'`, `${target}: ${target}_init`],
        phase: 'idle',
      },
      { ask: 'loads' },
    ),
  ],
} satisfies Scenario;
