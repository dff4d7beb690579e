import { attempt, call, echo, force, init, insmod, rmmod, shell, sleep, step, worker } from './builders';
import type { Scenario } from './scenario';

const [sticky, next] = ['test_klp_sticky_0', 'test_klp_sticky_1'] as const;

export const stickyForcedAway = {
  id: 'sticky-forced-away',
  title: 'A forced replacement takes a sticky patch away',
  group: 'Replacement',
  opening:
    'force is not mentioned in the RFC, so in our reading it is not restricted. A forced replacement ends a sticky livepatch while a task is still inside it.',
  world: { cpus: 2, tasks: [init, shell(410), { tid: 702, comm: 'top', where: 'runnable' }] },
  steps: [
    step(insmod(sticky), 'The sticky patch is loaded.', { phase: 'patching' }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }),
    step(call(702, 'meminfo_proc_show'), 'top enters one of its functions.', { runs: { 702: sticky } }),
    step(sleep(702, 'uninterruptible'), 'And sleeps there, for whatever reason, without an end.', {
      runs: { 702: sticky },
    }),
    step(
      insmod(next),
      'The cumulative follow-up gets stuck on top.',
      {
        phase: 'patching',
        pending: [702],
        logs: ['livepatch: klp_try_switch_task: top:702 is sleeping on function meminfo_proc_show'],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      force(next),
      'Forced. The patch on its way out is marked, that is the sticky one; the counter waits for completion.',
      {
        phase: 'patching',
        pending: [],
        patchState: { 702: 1 },
        runs: { 702: sticky },
        forced: [sticky],
        latestVersion: 1,
        listed: [sticky, next],
      },
      { ask: 'phaseAfter' },
    ),
    step(
      attempt,
      'The sticky patch is replaced, and top is still running it.',
      {
        phase: 'idle',
        latestVersion: 2,
        listed: [next],
        runs: { 702: sticky },
      },
      { ask: 'enabledAfter' },
    ),
    step(worker, 'Its directory goes, its reference does not.', { refcnt: { [sticky]: 1, [next]: 1 } }),
    step(
      rmmod(sticky),
      'In use for ever: refcnt is 1.',
      { refusedBy: 'moduleInUse', errno: 'EAGAIN' },
      { ask: 'refusedBy' },
    ),
    step(
      echo('0', next),
      'Disabling the follow-up is not stopped by top: its frame belongs to a livepatch that the check no longer knows.',
      { refusedBy: null, phase: 'unpatching', pending: [] },
    ),
    step(attempt, 'No livepatch is enabled, and a task runs the sticky one. After a force, plan for a reboot.', {
      phase: 'idle',
      latestVersion: 0,
      listed: [],
      modules: [sticky, next],
      runs: { 702: sticky },
    }),
  ],
} satisfies Scenario;
