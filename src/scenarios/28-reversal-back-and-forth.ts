import { attempt, cruncher, echo, init, insmod, shell, step, tick } from './builders';
import type { Scenario } from './scenario';

const demo = 'test_klp_callbacks_demo';
const ran = (name: string): string => `${demo}: ${name}_callback: vmlinux`;

export const reversalBackAndForth = {
  id: 'reversal-back-and-forth',
  title: 'Back and forth: which callbacks run on a reversal',
  group: 'Transitions',
  opening:
    'Enabling is reversed twice, then disabling is reversed. Which callbacks run depends on which have run before, not on the direction alone.',
  world: { cpus: 2, tasks: [init, shell(410), cruncher(520, 1)] },
  steps: [
    step(
      insmod(demo),
      'pre_patch has run. cruncher computes on CPU 1, so the transition does not complete.',
      {
        phase: 'patching',
        pending: [520],
        logs: [ran('pre_patch')],
        callbacks: ['pre_patch'],
      },
      { ask: 'callbacks' },
    ),
    step(
      echo('0', demo),
      'Reversed: no callback runs, not even pre_unpatch. Now the tasks that had switched have TIF_PATCH_PENDING.',
      {
        phase: 'unpatching',
        enabled: [],
        pending: [1, 410],
        unlogged: [ran('pre_unpatch'), ran('post_unpatch')],
        logs: [`livepatch: '${demo}': reversing transition from patching to unpatching`],
        callbacks: [],
      },
      { ask: 'callbacks' },
    ),
    step(
      echo('1', demo),
      'Reversed again before any attempt: now cruncher has the flag, and pre_patch is not run again.',
      {
        phase: 'patching',
        enabled: [demo],
        pending: [520],
        unlogged: [ran('pre_patch')],
        logs: [
          `livepatch: '${demo}': reversing transition from unpatching to patching`,
          `livepatch: '${demo}': starting patching transition`,
        ],
      },
    ),
    step(tick, 'cruncher is interrupted and switches.', { pending: [] }),
    step(
      attempt,
      'Complete: one pre_patch, one post_patch, as without the reversals.',
      {
        phase: 'idle',
        enabled: [demo],
        logs: [ran('post_patch'), `livepatch: '${demo}': patching complete`],
        callbacks: ['post_patch'],
      },
      { ask: 'callbacks' },
    ),
    step(echo('0', demo), 'Disabled: pre_unpatch runs before the first attempt.', {
      phase: 'unpatching',
      enabled: [],
      pending: [520],
      logs: [ran('pre_unpatch'), `livepatch: '${demo}': starting unpatching transition`],
    }),
    step(echo('1', demo), 'Disabling is reversed: enabled is 1 again, and no callback runs.', {
      phase: 'patching',
      enabled: [demo],
      pending: [1, 410],
      unlogged: [ran('pre_patch')],
    }),
    step(
      attempt,
      'Complete: post_patch runs a second time, without a second pre_patch. It undoes what pre_unpatch did.',
      {
        phase: 'idle',
        enabled: [demo],
        logs: [ran('post_patch'), `livepatch: '${demo}': patching complete`],
        unlogged: [ran('post_unpatch')],
        callbacks: ['post_patch'],
      },
      { ask: 'callbacks' },
    ),
    step(echo('0', demo), 'Disabled, this time to the end: pre_unpatch runs a second time.', {
      phase: 'unpatching',
      pending: [520],
      logs: [ran('pre_unpatch')],
    }),
    step(tick, 'cruncher switches back.', { pending: [] }),
    step(
      attempt,
      'Unpatching complete: post_unpatch runs, because pre_patch had succeeded.',
      {
        phase: 'idle',
        listed: [],
        logs: [ran('post_unpatch'), `livepatch: '${demo}': unpatching complete`],
        callbacks: ['post_unpatch'],
      },
      { ask: 'callbacks' },
    ),
  ],
} satisfies Scenario;
