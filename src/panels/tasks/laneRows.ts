/** One thread in full: what a lane of the task panel shows. */
import type { Fact, SwitchedBy } from '../../chart/facts';
import type { Kernel, Task } from '../../kernel/model';
import {
  KIND_WORDS,
  type LaneFrame,
  laneFrames,
  patchStateName,
  threadName,
  waitsFor,
  whereWords,
} from '../../words/tasks';
import { type LaneStatus, laneStatusAt, switchedBy, type Thread, taskSummary } from '../../words/threads';

export interface Lane {
  readonly thread: Thread;
  readonly name: string;
  readonly kind: string;
  readonly where: string;
  readonly reliable: boolean;
  readonly frames: readonly LaneFrame[];
  readonly status: LaneStatus;
  readonly leftBehind: boolean;
  /** `KLP_PATCHED`, … */
  readonly stateName: string;
  readonly says: string;
  /** How it came to the other side in this step; `null` when it did not. */
  readonly switched: SwitchedBy | null;
  /** What this step changed. */
  readonly changed: {
    readonly where: boolean;
    readonly stack: boolean;
    readonly state: boolean;
    readonly isNew: boolean;
  };
  /** The `patch_state` before this step, when it was another one. */
  readonly stateBefore: Task['patchState'] | null;
}

const earlierTask = (before: Kernel | null, { task, idleOf, index }: Thread): Task | undefined => {
  if (idleOf !== null) return before?.cpus[idleOf]?.idle;
  const same = before?.tasks[index];
  return same?.tid === task.tid ? same : before?.tasks.find(({ tid }) => tid === task.tid);
};

const sameStack = (a: Task['stack'], b: Task['stack']): boolean =>
  a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));

/** `before` is the kernel before the step, `null` at the boot. */
export const laneOf = (kernel: Kernel, before: Kernel | null, facts: readonly Fact[], thread: Thread): Lane => {
  const { task } = thread;
  const was = earlierTask(before, thread);
  const summary = taskSummary(kernel);
  return {
    thread,
    name: threadName(thread),
    kind: KIND_WORDS[task.kind],
    where: whereWords(kernel, thread),
    reliable: task.reliable,
    frames: laneFrames(kernel, task),
    status: laneStatusAt(summary, thread.index),
    leftBehind: summary.leftBehindAt[thread.index] === 1,
    stateName: patchStateName(task.patchState),
    says: waitsFor(kernel, thread),
    switched: switchedBy(facts, thread),
    changed: {
      where:
        was !== undefined &&
        before !== null &&
        (was.reliable !== task.reliable || whereWords(before, { ...thread, task: was }) !== whereWords(kernel, thread)),
      stack: was !== undefined && !sameStack(was.stack, task.stack),
      state: was !== undefined && (was.patchState !== task.patchState || was.pending !== task.pending),
      isNew: before !== null && was === undefined,
    },
    stateBefore: was !== undefined && was.patchState !== task.patchState ? was.patchState : null,
  };
};
