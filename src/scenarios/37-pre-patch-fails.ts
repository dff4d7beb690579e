import { attempt, init, insmod, setParam, shell, step } from './builders';
import type { Scenario } from './scenario';

const demo = 'test_klp_callbacks_demo';
const mod = 'test_klp_callbacks_mod';
const coming = `${mod} -> [MODULE_STATE_COMING] Full formed, running module_init`;

export const prePatchFails = {
  id: 'pre-patch-fails',
  title: 'A pre_patch that fails',
  group: 'Target modules',
  opening:
    'If a pre_patch callback fails at load, the livepatch is not loaded; if it fails later, for a target module, that module is not. The demo module returns the value of its parameter.',
  world: { cpus: 2, tasks: [init, shell(410)] },
  steps: [
    step(
      insmod(demo, { pre_patch_ret: '-19' }),
      'pre_patch returns -19, so insmod fails with -ENODEV. The transition is cancelled before it starts: no task was ever pending.',
      {
        refusedBy: 'prePatchFails',
        errno: 'ENODEV',
        phase: 'idle',
        listed: [],
        modules: [],
        patchState: { 1: -1, 410: -1 },
        logs: [
          `${demo}: tainting kernel with TAINT_LIVEPATCH`,
          `livepatch: enabling patch '${demo}'`,
          `livepatch: '${demo}': initializing patching transition`,
          `${demo}: pre_patch_callback: vmlinux`,
          "livepatch: pre-patch callback failed for object 'vmlinux'",
          `livepatch: failed to enable patch '${demo}'`,
          `livepatch: '${demo}': canceling patching transition, going to unpatch`,
          `livepatch: '${demo}': completing unpatching transition`,
          `livepatch: '${demo}': unpatching complete`,
        ],
        unlogged: [`${demo}: post_unpatch_callback: vmlinux`, `livepatch: '${demo}': starting unpatching transition`],
      },
      { ask: 'refusedBy' },
    ),
    step(
      insmod(demo),
      'Without the parameter it loads. The taint line is printed once per boot, and the first try has printed it.',
      {
        refusedBy: null,
        phase: 'patching',
        logs: [`${demo}: pre_patch_callback: vmlinux`],
        unlogged: [`${demo}: tainting kernel with TAINT_LIVEPATCH`],
      },
    ),
    step(attempt, 'Fully patched.', {
      phase: 'idle',
      enabled: [demo],
      logs: [`${demo}: post_patch_callback: vmlinux`],
    }),
    step(setParam(demo, 'pre_patch_ret', '-19'), 'The parameter can be written at run time.', { refusedBy: null }),
    step(
      insmod(mod),
      'A target module is loaded, pre_patch for it returns -19, and the module is refused: its init function never runs.',
      {
        refusedBy: 'prePatchFailsForModule',
        errno: 'ENODEV',
        modules: [demo],
        enabled: [demo],
        logs: [
          `livepatch: applying patch '${demo}' to loading module '${mod}'`,
          `${demo}: pre_patch_callback: ${coming}`,
          `livepatch: pre-patch callback failed for object '${mod}'`,
          `livepatch: patch '${demo}' failed for module '${mod}', refusing to load module '${mod}'`,
        ],
        unlogged: [`${mod}: ${mod}_init`, `${demo}: post_unpatch_callback: ${coming}`],
      },
      { ask: 'refusedBy' },
    ),
    step(setParam(demo, 'pre_patch_ret', '0'), 'Remove the reason for which the callback fails: here, the parameter.', {
      refusedBy: null,
    }),
    step(
      insmod(mod),
      'Now the module loads.',
      {
        refusedBy: null,
        modules: [demo, mod],
        logs: [
          `${demo}: pre_patch_callback: ${coming}`,
          `${demo}: post_patch_callback: ${coming}`,
          `${mod}: ${mod}_init`,
        ],
        callbacks: ['pre_patch', 'post_patch'],
      },
      { ask: 'callbacks' },
    ),
  ],
} satisfies Scenario;
