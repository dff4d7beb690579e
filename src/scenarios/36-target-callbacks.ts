import { attempt, cruncher, echo, init, insmod, rmmod, shell, step, tick } from './builders';
import type { Scenario } from './scenario';

const demo = 'test_klp_callbacks_demo';
const mod = 'test_klp_callbacks_mod';
const states = {
  LIVE: '[MODULE_STATE_LIVE] Normal state',
  COMING: '[MODULE_STATE_COMING] Full formed, running module_init',
  GOING: '[MODULE_STATE_GOING] Going away',
} as const;
const vmlinux = (name: string): string => `${demo}: ${name}_callback: vmlinux`;
const target = (name: string, state: keyof typeof states): string =>
  `${demo}: ${name}_callback: ${mod} -> ${states[state]}`;
const applying = `livepatch: applying patch '${demo}' to loading module '${mod}'`;
const reverting = `livepatch: reverting patch '${demo}' on unloading module '${mod}'`;

export const targetCallbacks = {
  id: 'target-callbacks',
  title: 'Callbacks when a target is loaded and unloaded',
  group: 'Target modules',
  opening:
    'The same target module is loaded and unloaded during a transition and outside of one. The kernel log shows which of the four callbacks run.',
  world: { cpus: 2, tasks: [init, shell(410), cruncher(520, 1)] },
  steps: [
    step(
      insmod(demo),
      'Only vmlinux is loaded, so pre_patch runs for it alone. cruncher is running, so the transition does not complete.',
      {
        phase: 'patching',
        pending: [520],
        logs: [vmlinux('pre_patch')],
        unlogged: [target('pre_patch', 'COMING'), target('pre_patch', 'LIVE')],
      },
    ),
    step(
      insmod(mod),
      'The module is loaded during the transition: pre_patch runs, post_patch only when the transition completes.',
      {
        phase: 'patching',
        logs: [applying, target('pre_patch', 'COMING'), `${mod}: ${mod}_init`],
        unlogged: [target('post_patch', 'COMING')],
        callbacks: ['pre_patch'],
      },
      { ask: 'callbacks' },
    ),
    step(tick, 'cruncher switches.', { pending: [] }),
    step(
      attempt,
      'Complete: post_patch runs for vmlinux and for the module, which is LIVE by now.',
      {
        phase: 'idle',
        logs: [vmlinux('post_patch'), target('post_patch', 'LIVE'), `livepatch: '${demo}': patching complete`],
        callbacks: ['post_patch'],
      },
      { ask: 'callbacks' },
    ),
    step(
      rmmod(mod),
      'It is unloaded outside a transition: after its exit function pre_unpatch runs, the functions are reverted, post_unpatch runs.',
      {
        modules: [demo],
        logs: [`${mod}: ${mod}_exit`, target('pre_unpatch', 'GOING'), reverting, target('post_unpatch', 'GOING')],
      },
    ),
    step(
      insmod(mod),
      'It is loaded outside a transition: pre_patch and post_patch run one after the other, before its init function.',
      {
        modules: [demo, mod],
        logs: [applying, target('pre_patch', 'COMING'), target('post_patch', 'COMING'), `${mod}: ${mod}_init`],
        callbacks: ['pre_patch', 'post_patch'],
      },
      { ask: 'callbacks' },
    ),
    step(echo('0', demo), 'The livepatch is being disabled: pre_unpatch runs for both objects.', {
      phase: 'unpatching',
      pending: [520],
      logs: [
        vmlinux('pre_unpatch'),
        target('pre_unpatch', 'LIVE'),
        `livepatch: '${demo}': starting unpatching transition`,
      ],
    }),
    step(
      rmmod(mod),
      'The module is unloaded during the transition: pre_unpatch has run already, so only post_unpatch runs.',
      {
        phase: 'unpatching',
        modules: [demo],
        logs: [`${mod}: ${mod}_exit`, reverting, target('post_unpatch', 'GOING')],
        unlogged: [target('pre_unpatch', 'GOING')],
        callbacks: ['post_unpatch'],
      },
      { ask: 'callbacks' },
    ),
    step(tick, 'cruncher switches back.', { pending: [] }),
    step(attempt, 'Unpatching complete: post_unpatch runs for vmlinux. For the module it has run already.', {
      phase: 'idle',
      listed: [],
      logs: [vmlinux('post_unpatch'), `livepatch: '${demo}': unpatching complete`],
      unlogged: [target('post_unpatch', 'LIVE'), target('post_unpatch', 'GOING')],
    }),
  ],
} satisfies Scenario;
