/**
 * The per-task transition, as the task panel reads it.
 *
 * A thread is what `klp_try_complete_transition()` walks over: every task, then the idle task of every possible CPU.
 * Threads are numbered in that order, and everything about all of them is kept in typed arrays by that number, so
 * that ten thousand tasks cost a few milliseconds a step.
 */
import type { Fact, SwitchedBy } from '../chart/facts';
import type { Kernel, Task } from '../kernel/model';
import { oncePer } from '../kernel/oncePer';
import { type TaskFinding, type TaskStatus, taskStatus } from '../kernel/taskStatus';

export interface Thread {
  /** Its number in the walk. */
  readonly index: number;
  readonly task: Task;
  /** Set for an idle task: the CPU it belongs to. */
  readonly idleOf: number | null;
}

/**
 * How a thread stands to the running transition. `settled` is KLP_UNDEFINED, outside a transition; `blocked` is a
 * pending one that attempts leave where it is (`holdsUp`); `leftBehind` has a frame that a forced transition left behind and
 * waits for nothing.
 */
export const LANE_STATUSES = ['settled', 'unpatched', 'patched', 'pending', 'blocked', 'leftBehind'] as const;
export type LaneStatus = (typeof LANE_STATUSES)[number];

const code = (status: LaneStatus): number => LANE_STATUSES.indexOf(status);
const PENDING = code('pending');
const BLOCKED = code('blocked');

export interface TaskSummary {
  /** By thread number: an index into `LANE_STATUSES`. */
  readonly status: Uint8Array;
  /** By thread number: 1 where frames were left behind by force, whatever the status. */
  readonly leftBehindAt: Uint8Array;
  readonly counts: Readonly<Record<LaneStatus, number>>;
  readonly threads: number;
  /** In the target state. */
  readonly switched: number;
  /** Not in the target state, and on its way: by the next attempt, an interrupt, or the way back to user space. */
  readonly pending: number;
  /** Not in the target state, and it holds the transition up. */
  readonly blocked: number;
  /** With frames left behind by force. */
  readonly leftBehind: number;
}

export const threadCount = (kernel: Kernel): number => kernel.tasks.length + kernel.cpus.length;

/** The thread with this number; `null` when there is none. */
export const threadAt = (kernel: Kernel, index: number): Thread | null => {
  const task = kernel.tasks[index];
  if (task) return { index, task, idleOf: null };
  const cpu = index - kernel.tasks.length;
  const idle = kernel.cpus[cpu]?.idle;
  return idle ? { index, task: idle, idleOf: cpu } : null;
};

/** Stays the same while tasks around it come and go. */
export const threadKey = (kernel: Kernel, index: number): string => {
  const task = kernel.tasks[index];
  return task ? `${task.tid}` : `cpu ${index - kernel.tasks.length}`;
};

export const threads = (kernel: Kernel): Thread[] => {
  const all: Thread[] = kernel.tasks.map((task, index) => ({ index, task, idleOf: null }));
  kernel.cpus.forEach((cpu, idleOf) => {
    all.push({ index: kernel.tasks.length + idleOf, task: cpu.idle, idleOf });
  });
  return all;
};

/** The number of a task, or of a CPU's idle task; `null` when it has exited or never was. */
export const threadIndex = (kernel: Kernel, tid: number, cpu: number | undefined): number | null => {
  if (tid === 0) return cpu !== undefined && cpu < kernel.cpus.length ? kernel.tasks.length + cpu : null;
  const index = kernel.tasks.findIndex((task) => task.tid === tid);
  return index < 0 ? null : index;
};

const LANE_STATUS_OF: Readonly<Record<TaskStatus, LaneStatus>> = {
  undefined: 'settled',
  initPatched: 'pending',
  pendingPatched: 'pending',
  patched: 'patched',
  initUnpatched: 'pending',
  pendingUnpatched: 'pending',
  unpatched: 'unpatched',
  leftBehind: 'leftBehind',
};

/** The direction does not matter to a lane; whether it holds the transition up does. */
const laneStatusOf = ({ status, blocked }: TaskFinding): LaneStatus => (blocked ? 'blocked' : LANE_STATUS_OF[status]);

/** One walk over all threads, once per kernel. */
export const taskSummary = oncePer((kernel: Kernel): TaskSummary => {
  const total = threadCount(kernel);
  const status = new Uint8Array(total);
  const leftBehindAt = new Uint8Array(total);
  const tally = new Uint32Array(LANE_STATUSES.length);
  const target = kernel.transition?.target;
  let switched = 0;
  let leftBehind = 0;
  const count = (index: number, task: Task) => {
    const finding = taskStatus(kernel, task);
    const is = code(laneStatusOf(finding));
    status[index] = is;
    tally[is] = (tally[is] ?? 0) + 1;
    if (finding.leftBehind) {
      leftBehindAt[index] = 1;
      leftBehind += 1;
    }
    if (target === task.patchState) switched += 1;
  };
  kernel.tasks.forEach((task, index) => {
    count(index, task);
  });
  kernel.cpus.forEach(({ idle }, cpu) => {
    count(kernel.tasks.length + cpu, idle);
  });
  const of = (which: LaneStatus): number => tally[code(which)] ?? 0;
  const counts: Record<LaneStatus, number> = {
    settled: of('settled'),
    unpatched: of('unpatched'),
    patched: of('patched'),
    pending: of('pending'),
    blocked: of('blocked'),
    leftBehind: of('leftBehind'),
  };
  return {
    status,
    leftBehindAt,
    counts,
    threads: total,
    switched,
    pending: counts.pending,
    blocked: counts.blocked,
    leftBehind,
  };
});

export const laneStatusAt = (summary: TaskSummary, index: number): LaneStatus =>
  LANE_STATUSES[summary.status[index] ?? 0] ?? 'settled';

/** Whether the thread still has to switch. */
export const isWaiting = (summary: TaskSummary, index: number): boolean => {
  const is = summary.status[index];
  return is === PENDING || is === BLOCKED;
};

/** Bits of `TaskChanges`. */
export const CHANGED = 1;
export const SWITCHED = 2;

const sameStack = (a: Task['stack'], b: Task['stack']): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every(({ object, func, impl }, at) => {
      const other = b[at];
      return object === other?.object && func === other.func && impl === other.impl;
    }));

const sameSignals = (a: Task['signals'], b: Task['signals']): boolean =>
  a === b || (a?.notify === b?.notify && a?.stop === b?.stop && a?.kill === b?.kill);

const sameThread = (a: Task, b: Task): boolean =>
  a === b ||
  (a.patchState === b.patchState &&
    a.pending === b.pending &&
    a.where === b.where &&
    a.cpu === b.cpu &&
    a.freezable === b.freezable &&
    a.reliable === b.reliable &&
    a.comm === b.comm &&
    a.killable === b.killable &&
    a.userWorker === b.userWorker &&
    sameSignals(a.signals, b.signals) &&
    sameStack(a.stack, b.stack));

/**
 * What the step did to each thread of `kernel`: `CHANGED` when anything about it is different or new, `SWITCHED` when
 * a fact of the step says that it came to the other side.
 */
export const taskChanges = (before: Kernel | null, kernel: Kernel, facts: readonly Fact[]): Uint8Array => {
  const changes = new Uint8Array(threadCount(kernel));
  const came = new Set<number>();
  const idleCame = new Set<number>();
  for (const fact of facts) {
    if (fact.type !== 'switched') continue;
    for (const tid of fact.tids) came.add(tid);
    for (const cpu of fact.cpus) idleCame.add(cpu);
  }
  // Tasks keep their place unless one before them exits; only then is a table by tid worth building.
  let byTid: Map<number, Task> | null = null;
  const earlier = (index: number, tid: number): Task | undefined => {
    const same = before?.tasks[index];
    if (same?.tid === tid) return same;
    byTid ??= new Map(before?.tasks.map((task) => [task.tid, task]));
    return byTid.get(tid);
  };
  kernel.tasks.forEach((task, index) => {
    const was = before ? earlier(index, task.tid) : task;
    const changed = was === undefined || !sameThread(was, task) ? CHANGED : 0;
    changes[index] = changed | (came.has(task.tid) ? SWITCHED : 0);
  });
  kernel.cpus.forEach((cpu, number) => {
    const was = before ? before.cpus[number] : cpu;
    const changed = was === undefined || was.online !== cpu.online || !sameThread(was.idle, cpu.idle) ? CHANGED : 0;
    changes[kernel.tasks.length + number] = changed | (idleCame.has(number) ? SWITCHED : 0);
  });
  return changes;
};

/** How the thread came to the other side in this step, in the fact's words; `null` when it did not. */
export const switchedBy = (facts: readonly Fact[], thread: Thread): SwitchedBy | null => {
  for (const fact of facts) {
    if (fact.type !== 'switched') continue;
    const came = thread.idleOf === null ? fact.tids.includes(thread.task.tid) : fact.cpus.includes(thread.idleOf);
    if (came) return fact.by;
  }
  return null;
};

/** The tids that were there before the step and are not any more. */
export const exited = (before: Kernel | null, kernel: Kernel): readonly Task[] => {
  if (!before || before.tasks === kernel.tasks) return [];
  // Tasks keep their place unless one exits; only then are they looked for.
  if (before.tasks.every(({ tid }, place) => kernel.tasks[place]?.tid === tid)) return [];
  const now = new Set(kernel.tasks.map((task) => task.tid));
  return before.tasks.filter((task) => !now.has(task.tid));
};
