/** Which threads the task panel shows, and in which order. Linear in the number of tasks. */

import type { Kernel, Task, TaskKind } from '../../kernel/model';
import { taskName } from '../../kernel/taskName';
import { LANE_STATUSES, type TaskSummary, taskSummary, threadCount } from '../../words/threads';

export const TASK_SORTS = ['tid', 'comm', 'state', 'blocked first'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

export const TASK_SHOWN = ['all', 'blocked', 'pending', 'switched', 'left behind'] as const;
export type TaskShown = (typeof TASK_SHOWN)[number];

export interface TaskFilter {
  readonly shown: TaskShown;
  readonly kind: TaskKind | 'all';
  /** Part of the comm, or of the tid. */
  readonly text: string;
}

export const EVERY_TASK: TaskFilter = { shown: 'all', kind: 'all', text: '' };

/** By index into `LANE_STATUSES`: what comes first when the blocked do. */
const BLOCKED_FIRST = ['blocked', 'pending', 'leftBehind', 'unpatched', 'patched', 'settled'] as const;
const blockedRank = LANE_STATUSES.map((status) => BLOCKED_FIRST.indexOf(status));

const taskOf = (kernel: Kernel, index: number): Task | undefined =>
  kernel.tasks[index] ?? kernel.cpus[index - kernel.tasks.length]?.idle;

const isShown = (kernel: Kernel, summary: TaskSummary, shown: TaskShown, index: number, task: Task): boolean => {
  const status = LANE_STATUSES[summary.status[index] ?? 0];
  switch (shown) {
    case 'all':
      return true;
    case 'blocked':
      return status === 'blocked';
    case 'pending':
      return status === 'pending' || status === 'blocked';
    case 'switched':
      return kernel.transition !== null && task.patchState === kernel.transition.target;
    case 'left behind':
      return summary.leftBehindAt[index] === 1;
  }
};

/** A comm has few values, so ranks are cheaper than comparing names ten thousand times. */
const commRanks = (kernel: Kernel, indexes: Uint32Array): Uint32Array => {
  const rank = new Map<string, number>();
  for (const index of indexes) rank.set(taskOf(kernel, index)?.comm ?? '', 0);
  [...rank.keys()].sort().forEach((comm, place) => {
    rank.set(comm, place);
  });
  return indexes.map((index) => rank.get(taskOf(kernel, index)?.comm ?? '') ?? 0);
};

/** A counting sort: what has the same rank stays in the order it had. */
const byRank = (indexes: Uint32Array, ranks: ArrayLike<number>): Uint32Array => {
  let top = 0;
  for (let at = 0; at < indexes.length; at += 1) top = Math.max(top, ranks[at] ?? 0);
  const start = new Uint32Array(top + 2);
  const put = (at: number): number => (ranks[at] ?? 0) + 1;
  for (let at = 0; at < indexes.length; at += 1) start[put(at)] = (start[put(at)] ?? 0) + 1;
  for (let rank = 1; rank < start.length; rank += 1) start[rank] = (start[rank] ?? 0) + (start[rank - 1] ?? 0);
  const sorted = new Uint32Array(indexes.length);
  indexes.forEach((index, at) => {
    const rank = ranks[at] ?? 0;
    const place = start[rank] ?? 0;
    sorted[place] = index;
    start[rank] = place + 1;
  });
  return sorted;
};

/** Tasks by tid, then idle tasks by CPU. A fork may have put a small tid at the end. */
const byTid = (kernel: Kernel, indexes: Uint32Array): Uint32Array => {
  const tidOf = (index: number) => kernel.tasks[index]?.tid ?? Number.MAX_SAFE_INTEGER;
  for (let at = 1; at < indexes.length; at += 1) {
    if (tidOf(indexes[at - 1] ?? 0) > tidOf(indexes[at] ?? 0)) {
      return indexes.sort((a, b) => tidOf(a) - tidOf(b) || a - b);
    }
  }
  return indexes;
};

/** The numbers of the threads to show, in order. A fresh array: memoise per kernel, sort and filter. */
export const taskOrder = (kernel: Kernel, sort: TaskSort, filter: TaskFilter): Uint32Array => {
  const summary = taskSummary(kernel);
  const text = filter.text.trim().toLowerCase();
  const found = new Uint32Array(threadCount(kernel));
  let size = 0;
  for (let index = 0; index < found.length; index += 1) {
    const task = taskOf(kernel, index);
    if (!task || (filter.kind !== 'all' && task.kind !== filter.kind)) continue;
    if (!isShown(kernel, summary, filter.shown, index, task)) continue;
    if (text && !taskName(task).toLowerCase().includes(text)) continue;
    found[size] = index;
    size += 1;
  }
  const indexes = byTid(kernel, found.slice(0, size));
  switch (sort) {
    case 'tid':
      return indexes;
    case 'comm':
      return byRank(indexes, commRanks(kernel, indexes));
    case 'state':
      return byRank(
        indexes,
        indexes.map((index) => summary.status[index] ?? 0),
      );
    case 'blocked first':
      return byRank(
        indexes,
        indexes.map((index) => blockedRank[summary.status[index] ?? 0] ?? 0),
      );
  }
};
