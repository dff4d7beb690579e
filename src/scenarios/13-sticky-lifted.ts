import { attempt, call, echo, init, insmod, rmmod, shell, step, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const [sticky, next] = ['test_klp_sticky_0', 'test_klp_sticky_1'] as const;

export const stickyLifted = {
  id: 'sticky-lifted',
  title: 'Stickiness lifted by a cumulative follow-up',
  group: 'Sticky',
  opening:
    'A cumulative follow-up may replace a sticky livepatch; then the follow-up’s own sticky flag counts. Its author vouches that going further is safe.',
  world: { cpus: 2, tasks: [init, shell(410), { tid: 611, comm: 'cat', where: 'runnable' }] },
  steps: [
    step(insmod(sticky), 'The sticky patch, version 1.', { phase: 'patching' }),
    step(attempt, 'Fully patched, and sticky from now on.', { phase: 'idle', latestVersion: 1 }),
    step(
      echo('0', sticky),
      'Refused: sticky is 1. A cumulative follow-up is the way out, and it comes in a moment.',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
      },
      { ask: 'refusedBy' },
    ),
    step(call(611, 'cmdline_proc_show'), 'cat enters the sticky patch’s function.', { runs: { 611: sticky } }),
    step(
      insmod(next),
      'The follow-up: version 2 > 1, cumulative, not sticky. cat is in the function below and blocks.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [sticky, next],
        pending: [611],
        funcStack: { cmdline_proc_show: [next, sticky], meminfo_proc_show: [next, sticky] },
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      echo('0', sticky),
      'While it is being replaced it is as sticky as before (our reading), and sticky is asked before -EBUSY (ours too).',
      { refusedBy: 'stickyMayNotBeDisabled', errno: 'EPERM', enabled: [sticky, next] },
      { ask: 'refusedBy' },
    ),
    step(toUser(611), 'cat leaves and switches.', { pending: [] }),
    step(
      attempt,
      'Complete: the sticky patch is replaced without its own callbacks. latest_version is 2.',
      {
        phase: 'idle',
        latestVersion: 2,
        listed: [next],
        enabled: [next],
        funcStack: { cmdline_proc_show: [next], meminfo_proc_show: [next] },
      },
      { ask: 'enabledAfter' },
    ),
    step(worker, 'The reference of the replaced patch goes.', { refcnt: { [sticky]: 0, [next]: 1 } }),
    step(rmmod(sticky), 'Its module can be removed: sticky is a property of an enabled patch, not of a module.', {
      refusedBy: null,
      modules: [next],
    }),
    step(
      echo('0', next),
      'The follow-up is not sticky, so it may be disabled.',
      {
        refusedBy: null,
        phase: 'unpatching',
        enabled: [],
      },
      { ask: 'refusedBy' },
    ),
    step(
      attempt,
      'Unpatching complete: the original code runs, and the follow-up’s author has said that this is safe.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
      },
    ),
  ],
} satisfies Scenario;
