/** For the tests: a machine on which most things can happen, and events chosen by numbers, so that fast-check can shrink them. */

import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { possibleEvents } from '../kernel/possibleEvents';
import type { World } from '../kernel/world';

export const manyThings: World = {
  cpus: 3,
  tasks: [
    { tid: 101, comm: 'bash' },
    { tid: 102, comm: 'cat', stack: ['cmdline_proc_show', 'ksys_read'] },
    { tid: 103, comm: 'cruncher', where: 'user' },
    { tid: 104, comm: 'kworker/u8:1', kind: 'kthread', where: 'uninterruptible' },
    { tid: 105, comm: 'odd', reliable: false },
  ],
  patches: [
    { name: 'lp_states', replace: true, states: [{ id: 1, version: 3 }], funcs: ['meminfo_proc_show'] },
    {
      name: 'lp_blocked',
      replaceSet: 1,
      states: [{ id: 1, version: 4, blockDisable: true }],
      funcs: ['cmdline_proc_show', 'test_klp_mod_target:test_klp_mod_target_show'],
    },
    { name: 'lp_set_1', replaceSet: 1, states: [{ id: 1, version: 4 }], funcs: ['cmdline_proc_show'] },
    { name: 'lp_v0', replace: true, funcs: ['uptime_proc_show'] },
    {
      name: 'lp_sticky_9',
      version: 9,
      sticky: true,
      funcs: ['meminfo_proc_show', 'test_klp_mod_target:test_klp_mod_target_show'],
    },
    { name: 'lp_broken', version: 5, funcs: ['no_such_function'], missing: ['no_such_function'] },
  ],
};

/** One event: its kind, and which of that kind. */
export type Choice = readonly [kind: number, which: number];

/** First the kind, so that the many task verbs do not drown the few commands; then one of it. */
export const chosen = (kernel: Kernel, [kind, which]: Choice): KernelEvent => {
  const attempt: KernelEvent = { type: 'attempt' };
  const { modules, patches, tasks, machine } = possibleEvents(kernel);
  const pools = [modules, patches, patches, tasks, [attempt], machine].filter(({ length }) => length > 0);
  const pool = pools[kind % pools.length] ?? [];
  return pool[which % pool.length] ?? attempt;
};
