import { attempt, call, echo, init, insmod, rmmod, shell, step, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const [base, addon] = ['livepatch_base_v4', 'livepatch_addon_v5'] as const;

export const nonTopDisable = {
  id: 'non-top-disable',
  title: 'Disabling a patch that is not on top',
  group: 'Replacement',
  opening:
    'Livepatches may be disabled in any order. Where another livepatch is on top, disabling does not change which code runs, but the transition still waits for tasks in the old code.',
  world: {
    cpus: 2,
    tasks: [
      init,
      shell(410),
      { tid: 611, comm: 'uname', where: 'runnable' },
      { tid: 702, comm: 'ps', where: 'runnable' },
    ],
    patches: [
      { name: base, version: 4, funcs: ['cmdline_proc_show', 'version_proc_show'] },
      { name: addon, version: 5, funcs: ['cmdline_proc_show'] },
    ],
  },
  steps: [
    step(insmod(base), 'The base patch changes two functions.', { phase: 'patching' }),
    step(attempt, 'latest_version is 4.', { phase: 'idle', latestVersion: 4 }),
    step(insmod(addon), 'The add-on changes one of them.', { phase: 'patching' }),
    step(attempt, 'cmdline_proc_show has two entries, version_proc_show one.', {
      phase: 'idle',
      latestVersion: 5,
      funcStack: { cmdline_proc_show: [addon, base], version_proc_show: [base] },
    }),
    step(
      call(611, 'version_proc_show'),
      'uname enters the base patch: in this function the add-on is not on top of it.',
      {
        runs: { 611: base },
      },
    ),
    step(
      echo('0', base),
      'The base patch is being disabled. uname is in one of its functions and blocks.',
      {
        refusedBy: null,
        phase: 'unpatching',
        enabled: [addon],
        pending: [611],
        latestVersion: 5,
        funcStack: { cmdline_proc_show: [addon, base], version_proc_show: [base] },
        logs: ['livepatch: klp_try_switch_task: uname:611 is sleeping on function version_proc_show'],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      call(702, 'cmdline_proc_show'),
      'ps runs the add-on, as before the transition: the entry on top is not in transition.',
      {
        runs: { 702: addon },
      },
    ),
    step(
      call(702, 'version_proc_show'),
      'ps has switched, so in the other function it runs the original, while uname is still in the base patch.',
      {
        runs: { 611: base, 702: null },
      },
      { ask: 'runs' },
    ),
    step(toUser(611), 'uname returns and switches.', { pending: [] }),
    step(
      attempt,
      'The entries of the base patch are removed. ps, inside the add-on, never blocked.',
      {
        phase: 'idle',
        latestVersion: 5,
        listed: [addon],
        funcStack: { cmdline_proc_show: [addon], version_proc_show: [] },
      },
      { ask: 'counter' },
    ),
    step(worker, 'The worker drops the reference.', { refcnt: { [base]: 0, [addon]: 1 } }),
    step(rmmod(base), 'The base module is removed; the add-on stays enabled.', { modules: [addon] }),
  ],
} satisfies Scenario;
