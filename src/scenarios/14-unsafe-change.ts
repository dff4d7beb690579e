import { attempt, call, echo, init, insmod, ret, step, toUser } from './builders';
import type { Scenario } from './scenario';

const patch = 'livepatch_l1tf_v1';

export const unsafeChange = {
  id: 'unsafe-change',
  title: 'An unsafe change, without sticky',
  group: 'Sticky',
  opening:
    'The RFC’s example is L1TF, whose mitigation changes the contents of page tables. Here is a change of that kind. The real livepatch used shadow variables, which this tool does not model.',
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
      {
        tid: 815,
        comm: 'python3',
        where: 'runnable',
        stack: ['do_swap_page', 'handle_mm_fault', 'exc_page_fault'],
      },
    ],
    patches: [
      {
        name: patch,
        version: 1,
        funcs: ['try_to_unmap_one', 'do_swap_page'],
        note: 'Modelled on L1TF: try_to_unmap_one writes inverted swap entries, and do_swap_page reads them.',
      },
    ],
  },
  steps: [
    step(insmod(patch), 'python3 was preempted in the original do_swap_page and blocks; kswapd0 has switched.', {
      phase: 'patching',
      pending: [815],
      patchState: { 61: 1, 815: 0 },
      logs: ['livepatch: klp_try_switch_task: python3:815 is sleeping on function do_swap_page'],
    }),
    step(toUser(815), 'The page fault is handled, and python3 switches on its way back to user space.', {
      pending: [],
    }),
    step(
      attempt,
      'Fully patched: from now on swap entries are written inverted. This tool has no page tables; the sentences here stand for them.',
      {
        phase: 'idle',
        latestVersion: 1,
      },
    ),
    step(
      call(61, 'try_to_unmap_one'),
      'kswapd0 swaps out a page of python3. It runs the new code, so the swap entry is written inverted.',
      {
        runs: { 61: patch },
      },
    ),
    step(ret(61), 'The function returns. Its frame is gone, but the inverted entry stays in the page table.', {
      runs: { 61: null },
    }),
    step(
      echo('0', patch),
      'The patch is not sticky, so it may be disabled. The stack check looks only at frames, and no task has one.',
      {
        refusedBy: null,
        phase: 'unpatching',
        pending: [],
        enabled: [],
      },
      { ask: 'refusedBy' },
    ),
    step(attempt, 'Unpatching complete: no rule has refused anything.', {
      phase: 'idle',
      latestVersion: 0,
      funcStack: { do_swap_page: [], try_to_unmap_one: [] },
    }),
    step(
      call(815, 'do_swap_page'),
      'python3 faults on that page: the original code reads the inverted entry as a wrong page. This is what sticky is meant to prevent.',
      { runs: { 815: null } },
      { ask: 'runs' },
    ),
  ],
} satisfies Scenario;
