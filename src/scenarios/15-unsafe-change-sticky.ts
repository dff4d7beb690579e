import { attempt, call, echo, init, insmod, ret, rmmod, step, worker } from './builders';
import type { Scenario } from './scenario';

const [v1, v2] = ['livepatch_l1tf_v1', 'livepatch_l1tf_v2'] as const;
const funcs = ['try_to_unmap_one', 'do_swap_page'];

export const unsafeChangeSticky = {
  id: 'unsafe-change-sticky',
  title: 'An unsafe change, with sticky',
  group: 'Sticky',
  opening:
    'The same change, this time sticky: there is no way back to the original code, only forward to a livepatch that knows about the change. Shadow variables are not modelled.',
  world: {
    cpus: 2,
    tasks: [
      init,
      {
        tid: 61,
        comm: 'kswapd0',
        kind: 'kthread',
        where: 'runnable',
        stack: ['shrink_folio_list', 'shrink_node', 'balance_pgdat', 'kswapd'],
      },
      { tid: 815, comm: 'python3', where: 'runnable' },
    ],
    patches: [
      {
        name: v1,
        version: 1,
        sticky: true,
        funcs,
        note: 'Modelled on L1TF: swap entries are written and read inverted. Sticky.',
      },
      {
        name: v2,
        version: 2,
        sticky: true,
        replace: true,
        funcs,
        note: 'Cumulative follow-up: knows the inverted entries, and is sticky for the same reason.',
      },
    ],
  },
  steps: [
    step(insmod(v1), 'Loaded as before. Only the idle task of CPU 1 has not switched.', {
      phase: 'patching',
      pending: [],
    }),
    step(attempt, 'Fully patched: from now on it may not be disabled.', { phase: 'idle', latestVersion: 1 }),
    step(call(61, 'try_to_unmap_one'), 'kswapd0 runs the new code: it swaps out a page and writes an inverted entry.', {
      runs: { 61: v1 },
    }),
    step(ret(61), 'The frame is gone, the inverted entry stays.', { runs: { 61: null } }),
    step(
      echo('0', v1),
      'Refused: the patch is sticky. No rule looks at page tables; the flag is the author’s word for what the stack check cannot see.',
      { refusedBy: 'stickyMayNotBeDisabled', errno: 'EPERM', enabled: [v1], phase: 'idle' },
      { ask: 'refusedBy' },
    ),
    step(
      insmod(v2),
      'A cumulative follow-up may replace it: 2 > 1. Its higher version acknowledges that version 1 has been loaded before.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [v1, v2],
        funcStack: { do_swap_page: [v2, v1], try_to_unmap_one: [v2, v1] },
      },
    ),
    step(
      attempt,
      'Replaced. No task ran the original code in between: the new functions were on top before the old ones went.',
      {
        phase: 'idle',
        latestVersion: 2,
        listed: [v2],
        enabled: [v2],
      },
      { ask: 'enabledAfter' },
    ),
    step(call(815, 'do_swap_page'), 'python3 faults on the page: version 2 can read the inverted entry.', {
      runs: { 815: v2 },
    }),
    step(
      echo('0', v2),
      'The follow-up is sticky too: refused.',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
        enabled: [v2],
      },
      { ask: 'refusedBy' },
    ),
    step(worker, 'The worker drops the reference of the replaced livepatch.', { refcnt: { [v1]: 0 } }),
    step(rmmod(v1), 'Its module is removed.', { modules: [v2] }),
    step(
      insmod(v1),
      '1 > 2 does not hold: the version check keeps the earlier livepatch out, as sticky keeps the original code out.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        modules: [v2],
      },
      { ask: 'loads' },
    ),
  ],
} satisfies Scenario;
