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
    'Livepatches redirect functions with ftrace. kernel.ftrace_enabled=0 is refused while one does, and without ftrace none can be enabled.',
  world: { cpus: 2, tasks: [init, shell(410)] },
  steps: [
    step(insmod(v1), 'A livepatch redirects cmdline_proc_show.', { phase: 'patching' }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }),
    step(
      ftrace('0'),
      'Refused: one function is redirected, and its ftrace_ops is marked permanent. Disable the livepatch first.',
      {
        refusedBy: 'ftraceNeeded',
        errno: 'EBUSY',
        funcStack: { cmdline_proc_show: [v1] },
      },
      { ask: 'refusedBy' },
    ),
    step(echo('0', v1), 'So it is disabled.', { phase: 'unpatching' }),
    step(attempt, 'The func_stack is empty and its klp_ops is freed.', { phase: 'idle', latestVersion: 0 }),
    step(ftrace('0'), 'Nothing is redirected any more: permitted.', { refusedBy: null }),
    step(
      insmod(v2),
      'The function cannot be redirected: -EBUSY. The transition is cancelled before it started, and insmod fails with everything undone.',
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
      'This one patches only a module that is not loaded: there is nothing to redirect yet, so it loads.',
      {
        refusedBy: null,
        phase: 'patching',
      },
    ),
    step(attempt, 'Fully patched, for what is there.', { phase: 'idle', enabled: [patch] }),
    step(
      insmod(target),
      'The target arrives, its function cannot be redirected, and so the module itself is refused: -EBUSY.',
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
      },
      { ask: 'loads' },
    ),
  ],
} satisfies Scenario;
