/** What the benchmarks measure: a machine of any size, and a fixed mix of events that leaves it as it found it. */
import type { KernelEvent } from '../../src/kernel/events';
import type { World } from '../../src/kernel/world';

export const SIZES = [10, 1_000, 10_000] as const;

const FUNC = 'cmdline_proc_show';
const PATCHES = ['bench_a', 'bench_b'] as const;
const FIRST_READER = 100;
/** On CPUs, in user space. */
const SPINNERS = 2;

const readersOf = (tasks: number) => Math.max(2, Math.floor(tasks / 5));

/** One task in five sleeps inside the function that the livepatches replace, so no transition ends by itself. */
export function worldOf(tasks: number): World {
  const readers = readersOf(tasks);
  return {
    cpus: 4,
    tasks: [
      { tid: 1, comm: 'spinner', where: 'user', count: SPINNERS },
      { tid: FIRST_READER, comm: 'reader', stack: [FUNC, 'seq_read_iter', 'vfs_read'], count: readers },
      {
        tid: FIRST_READER + readers,
        comm: 'server',
        stack: ['ep_poll', 'do_epoll_wait'],
        count: tasks - SPINNERS - readers,
      },
    ],
    patches: PATCHES.map((name, index) => ({ name, version: index + 1, funcs: [FUNC] })),
  };
}

/**
 * Each livepatch is loaded, waits for the readers, is disabled, waits again and is removed; between, single tasks
 * wake, call, return and sleep. 62 events, none of them refused.
 */
export function eventsOf(tasks: number): KernelEvent[] {
  return PATCHES.flatMap((patch) => lifeOf(patch, readersOf(tasks)));
}

function lifeOf(patch: string, readers: number): KernelEvent[] {
  const all = { tid: FIRST_READER, to: FIRST_READER + readers - 1 };
  const leave: KernelEvent[] = [
    { type: 'task.wake', ...all },
    { type: 'task.user', ...all },
  ];
  const enter: KernelEvent[] = [
    { type: 'task.call', func: FUNC, ...all },
    { type: 'task.sleep', state: 'interruptible', ...all },
  ];
  return [
    { type: 'insmod', module: patch },
    { type: 'attempt' },
    { type: 'tick' },
    ...errand(FIRST_READER + readers),
    { type: 'attempt' },
    ...leave,
    { type: 'attempt' },
    ...enter,
    ...errand(FIRST_READER + readers + 1),
    { type: 'echo.enabled', patch, value: '0' },
    { type: 'attempt' },
    { type: 'tick' },
    ...errand(FIRST_READER + readers + 2),
    ...leave,
    { type: 'attempt' },
    { type: 'free' },
    { type: 'rmmod', module: patch },
    ...enter,
  ];
}

/**
 * A long history on the machine of that size, whose readers let no transition end: one is begun and then reversed again
 * and again, so that every event asks every task. Begins as `eventsOf` does.
 */
export function reversalsOf(events: number): KernelEvent[] {
  const [patch] = PATCHES;
  const reversals = Array.from(
    { length: events - 1 },
    (_, at): KernelEvent => ({ type: 'echo.enabled', patch, value: at % 2 === 0 ? '0' : '1' }),
  );
  return [{ type: 'insmod', module: patch }, ...reversals];
}

/** One server gets a CPU, does something and waits again. */
function errand(tid: number): KernelEvent[] {
  return [
    { type: 'task.wake', tid },
    { type: 'task.call', tid, func: 'tcp_sendmsg' },
    { type: 'task.return', tid },
    { type: 'task.sleep', tid, state: 'interruptible' },
  ];
}
