import { attempt, call, echo, init, insmod, rmmod, shell, step, toUser, worker } from './builders';
import type { Scenario } from './scenario';

const [base, addon] = ['livepatch_base_v4', 'livepatch_addon_v5'] as const;

export const nonTopDisable = {
  id: 'non-top-disable',
  title: 'Disabling a patch that is not on top',
  group: 'Replacement',
  opening:
    'Stacked livepatches may be disabled in any order. Under another one, disabling changes nothing in what runs there, and still has to wait.',
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
    step(insmod(base), 'The lower patch changes two functions.', { phase: 'patching' }),
    step(attempt, 'latest_version is 4.', { phase: 'idle', latestVersion: 4 }),
    step(insmod(addon), 'The upper one changes one of them.', { phase: 'patching' }),
    step(attempt, 'cmdline_proc_show has two entries, version_proc_show one.', {
      phase: 'idle',
      latestVersion: 5,
      funcStack: { cmdline_proc_show: [addon, base], version_proc_show: [base] },
    }),
    step(call(611, 'version_proc_show'), 'uname enters the lower patch, where nothing hides it.', {
      runs: { 611: base },
    }),
    step(
      echo('0', base),
      'The lower patch is disabled; uname is in one of its functions and blocks.',
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
      'ps runs the upper patch, during the transition as before: the top entry is not in transition.',
      {
        runs: { 702: addon },
      },
    ),
    step(
      call(702, 'version_proc_show'),
      'The other function is the original for ps, which has switched, while uname is still in the patched one.',
      {
        runs: { 611: base, 702: null },
      },
      { ask: 'runs' },
    ),
    step(toUser(611), 'uname leaves.', { pending: [] }),
    step(
      attempt,
      'The lower entries are gone. ps, deep in the upper patch, never stood in the way.',
      {
        phase: 'idle',
        latestVersion: 5,
        listed: [addon],
        funcStack: { cmdline_proc_show: [addon], version_proc_show: [] },
      },
      { ask: 'counter' },
    ),
    step(worker, 'The reference goes.', { refcnt: { [base]: 0, [addon]: 1 } }),
    step(rmmod(base), 'The module that was loaded first is removed first.', { modules: [addon] }),
  ],
} satisfies Scenario;
