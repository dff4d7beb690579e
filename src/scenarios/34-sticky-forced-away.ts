import { attempt, call, echo, force, init, insmod, rmmod, shell, sleep, step, worker } from './builders';
import type { Scenario } from './scenario';

const [sticky, next] = ['test_klp_sticky_0', 'test_klp_sticky_1'] as const;

export const stickyForcedAway = {
  id: 'sticky-forced-away',
  title: 'A forced replacement takes a sticky patch away',
  group: 'Replacement',
  opening:
    'The RFC does not mention force, so it is not restricted here (reading 12). A forced replacement disables a sticky livepatch while a task still runs its code; its module stays until reboot.',
  world: { cpus: 2, tasks: [init, shell(410), { tid: 702, comm: 'top', where: 'runnable' }] },
  steps: [
    step(insmod(sticky), 'The sticky patch is loaded.', { phase: 'patching' }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }),
    step(call(702, 'meminfo_proc_show'), 'top enters one of its functions.', { runs: { 702: sticky } }),
    step(sleep(702, 'uninterruptible'), 'top sleeps there uninterruptibly and does not wake up.', {
      runs: { 702: sticky },
    }),
    step(
      insmod(next),
      'The cumulative follow-up is loaded, and its transition is stuck.',
      {
        phase: 'patching',
        pending: [702],
        logs: ['livepatch: klp_try_switch_task: top:702 is sleeping on function meminfo_proc_show'],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      force(next),
      'Forced. The sticky patch, which is being replaced, is marked as forced. The counter moves only at completion (reading 4).',
      {
        phase: 'patching',
        pending: [],
        patchState: { 702: 1 },
        runs: { 702: sticky },
        forced: [sticky],
        latestVersion: 1,
        listed: [sticky, next],
      },
      { restsOn: ['counter-in-transition', 'force'], ask: 'phaseAfter' },
    ),
    step(
      attempt,
      'The sticky patch is replaced, and top still runs its code.',
      {
        phase: 'idle',
        latestVersion: 2,
        listed: [next],
        runs: { 702: sticky },
        enabled: [next],
      },
      { ask: 'enabledAfter' },
    ),
    step(worker, 'The worker removes its directory, but keeps the reference.', { refcnt: { [sticky]: 1, [next]: 1 } }),
    step(
      rmmod(sticky),
      'In use until reboot: refcnt is 1.',
      { refusedBy: 'moduleInUse', errno: 'EAGAIN' },
      { ask: 'refusedBy' },
    ),
    step(
      echo('0', next),
      'top does not block the disabling of the follow-up: its frame is of the sticky patch, which the check no longer looks for.',
      { refusedBy: null, phase: 'unpatching', pending: [] },
    ),
    step(
      attempt,
      'No livepatch is enabled, and a task runs the code of the sticky one. After a force, plan a reboot.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
        modules: [sticky, next],
        runs: { 702: sticky },
      },
    ),
  ],
} satisfies Scenario;
