import { attempt, call, echo, init, insmod, ret, rmmod, step, worker } from './builders';
import type { Scenario } from './scenario';

const [v1, v2] = ['livepatch_l1tf_v1', 'livepatch_l1tf_v2'] as const;
const funcs = ['try_to_unmap_one', 'do_swap_page'];

export const unsafeChangeSticky = {
  id: 'unsafe-change-sticky',
  title: 'An unsafe change, with sticky',
  group: 'Sticky',
  opening:
    'The same change, declared sticky: the author says that there is no way back, only forward to a livepatch that knows what was changed. Shadow variables are out of scope here.',
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
        note: 'In the manner of L1TF: swap entries are written and read inverted. Sticky.',
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
    step(insmod(v1), 'Loaded as before; only the idle task of CPU 1 is left.', { phase: 'patching', pending: [] }),
    step(attempt, 'Fully patched: sticky from now on.', { phase: 'idle', latestVersion: 1 }),
    step(call(61, 'try_to_unmap_one'), 'kswapd0 swaps a page out with the new code and leaves an inverted entry.', {
      runs: { 61: v1 },
    }),
    step(ret(61), 'The frame is gone, the entry stays.', { runs: { 61: null } }),
    step(
      echo('0', v1),
      'Refused: sticky of the patch is 1. No rule looks at page tables; the author’s word stands for what the stack check cannot see.',
      { refusedBy: 'stickyMayNotBeDisabled', errno: 'EPERM', enabled: [v1], phase: 'idle' },
      { ask: 'refusedBy' },
    ),
    step(insmod(v2), 'The way out: a cumulative follow-up, 2 > 1. Sticky does not stand against being replaced.', {
      refusedBy: null,
      phase: 'patching',
      listed: [v1, v2],
      funcStack: { do_swap_page: [v2, v1], try_to_unmap_one: [v2, v1] },
    }),
    step(
      attempt,
      'Replaced. At no moment did a task run the original code: the new functions were on top first.',
      {
        phase: 'idle',
        latestVersion: 2,
        listed: [v2],
      },
      { ask: 'enabledAfter' },
    ),
    step(call(815, 'do_swap_page'), 'python3 faults on the page: version 2 knows how to read the entry.', {
      runs: { 815: v2 },
    }),
    step(
      echo('0', v2),
      'The follow-up’s own flag counts now, and it is sticky too: refused.',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
        enabled: [v2],
      },
      { ask: 'refusedBy' },
    ),
    step(worker, 'The replaced livepatch loses its reference.', { refcnt: { [v1]: 0 } }),
    step(rmmod(v1), 'Its module is removed.', { modules: [v2] }),
    step(
      insmod(v1),
      '1 > 2 does not hold: version and sticky are independent, and here both guard the same thing.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        modules: [v2],
      },
      { ask: 'loads' },
    ),
  ],
} satisfies Scenario;
