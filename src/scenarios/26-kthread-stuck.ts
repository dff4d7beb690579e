import { attempt, init, insmod, rmmod, setParam, shell, step, stop } from './builders';
import type { Scenario } from './scenario';

const demo = 'test_klp_callbacks_demo';
const busy = 'test_klp_callbacks_busy';
const blocked = 'livepatch: klp_try_switch_task: kworker/1:2:411 is sleeping on function busymod_work_func';

export const kthreadStuck = {
  id: 'kthread-stuck',
  title: 'A kworker that does not leave a function',
  group: 'Transitions',
  opening:
    'The kernel’s own self-test for a blocked transition: a kworker loops on uninterruptible sleeps inside the function that the livepatch replaces.',
  world: { cpus: 2, tasks: [init, shell(410)] },
  steps: [
    step(
      insmod(busy, { block_transition: 'Y' }),
      'The module’s init function queues work, and the kworker stays in the work function.',
      {
        modules: [busy],
        runs: { 411: null },
        logs: [`${busy}: ${busy}_init`, `${busy}: busymod_work_func enter`],
      },
    ),
    step(
      insmod(demo),
      'pre_patch runs for vmlinux and for the target module; then the transition starts, and the kworker blocks it.',
      {
        phase: 'patching',
        pending: [411],
        funcStack: { [`${busy}:busymod_work_func`]: [demo] },
        logs: [
          `${demo}: pre_patch_callback: vmlinux`,
          `${demo}: pre_patch_callback: ${busy} -> [MODULE_STATE_LIVE] Normal state`,
          `livepatch: '${demo}': starting patching transition`,
          blocked,
        ],
        unlogged: [`${demo}: post_patch_callback: vmlinux`],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(attempt, 'The kworker sleeps 20 ms at a time, always in the same function: every attempt finds it there.', {
      phase: 'patching',
      pending: [411],
      logs: [blocked],
    }),
    step(
      stop(411),
      'A kthread drops signals, and the fake signal does not end an uninterruptible sleep.',
      {
        refusedBy: 'taskCannot',
        errno: null,
        pending: [411],
      },
      { ask: 'refusedBy' },
    ),
    step(
      setParam(busy, 'block_transition', '0'),
      'The module’s own parameter ends the loop: the kworker returns from the function.',
      {
        refusedBy: null,
        pending: [],
        logs: [`${busy}: busymod_work_func exit`],
      },
    ),
    step(
      attempt,
      'Complete: post_patch for both objects.',
      {
        phase: 'idle',
        enabled: [demo],
        logs: [
          `livepatch: '${demo}': completing patching transition`,
          `${demo}: post_patch_callback: vmlinux`,
          `${demo}: post_patch_callback: ${busy} -> [MODULE_STATE_LIVE] Normal state`,
          `livepatch: '${demo}': patching complete`,
        ],
        callbacks: ['post_patch'],
      },
      { ask: 'callbacks' },
    ),
    step(
      rmmod(busy),
      'The target module is unloaded while the livepatch is enabled: the unpatch callbacks run for it.',
      {
        refusedBy: null,
        modules: [demo],
        enabled: [demo],
        logs: [
          `${busy}: ${busy}_exit`,
          `${demo}: pre_unpatch_callback: ${busy} -> [MODULE_STATE_GOING] Going away`,
          `livepatch: reverting patch '${demo}' on unloading module '${busy}'`,
          `${demo}: post_unpatch_callback: ${busy} -> [MODULE_STATE_GOING] Going away`,
        ],
        callbacks: ['pre_unpatch', 'post_unpatch'],
      },
      { ask: 'callbacks' },
    ),
  ],
} satisfies Scenario;
