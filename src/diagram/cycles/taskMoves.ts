/** Which tasks moved in a microstep, update by update: what their life cycle is drawn and tested with. */

import type { Microstep } from '../../chart/step';
import type { KernelEvent } from '../../kernel/events';
import type { Kernel, Task, Transition } from '../../kernel/model';
import type { Made } from './cycle';
import { passage } from './passage';
import { type TaskState, taskReader } from './task';

/** One task; every idle task has tid 0, so its CPU tells which. */
export interface TaskKey {
  readonly tid: number;
  readonly cpu: number | null;
}

type Visit = (tid: number, cpu: number | null, was: Task | undefined, is: Task | undefined) => void;

/** Before and after one update, for every task that is there on either side. */
const eachTask = (before: Kernel, after: Kernel, visit: Visit): void => {
  after.cpus.forEach(({ idle }, cpu) => {
    visit(0, cpu, before.cpus[cpu]?.idle, idle);
  });
  // Tasks keep their places unless one exits; only then is a table by tid worth building.
  if (before.tasks.length === after.tasks.length && before.tasks.every(({ tid }, at) => after.tasks[at]?.tid === tid)) {
    after.tasks.forEach((task, at) => {
      visit(task.tid, null, before.tasks[at], task);
    });
    return;
  }
  const now = new Map(after.tasks.map((task) => [task.tid, task]));
  const was = new Set(before.tasks.map(({ tid }) => tid));
  for (const task of before.tasks) visit(task.tid, null, task, now.get(task.tid));
  for (const task of after.tasks) if (!was.has(task.tid)) visit(task.tid, null, undefined, task);
};

const sameTransition = (a: Transition | null, b: Transition | null): boolean =>
  a === b || (a !== null && b !== null && a.patch === b.patch && a.target === b.target);

/** What the state of a task rests on beside the task itself. */
const sameGround = (before: Kernel, after: Kernel): boolean =>
  before.ops === after.ops && sameTransition(before.transition, after.transition);

const sameTasks = (before: Kernel, after: Kernel): boolean =>
  before.tasks === after.tasks && before.cpus === after.cpus && sameGround(before, after);

/** @returns `undefined` when there is no such task. */
export const taskWith = ({ tasks, cpus }: Kernel, { tid, cpu }: TaskKey): Task | undefined =>
  cpu === null ? tasks.find((task) => task.tid === tid) : cpus[cpu]?.idle;

/**
 * Every move that a task made in a microstep, in order; of one task only, when it is named. Ten thousand tasks take some ten
 * milliseconds.
 */
export const taskMoves = (
  before: Kernel,
  event: KernelEvent,
  microstep: Microstep,
  only: TaskKey | null = null,
): readonly Made<TaskKey, TaskState>[] => {
  const made: Made<TaskKey, TaskState>[] = [];
  let reached = before;
  for (const { update, kernel } of passage(before, event, microstep)) {
    if (!sameTasks(reached, kernel)) {
      const same = sameGround(reached, kernel);
      const fromOf = taskReader(reached);
      const toOf = taskReader(kernel);
      const visit: Visit = (tid, cpu, was, is) => {
        if (same && was === is) return;
        const from = fromOf(was);
        const to = toOf(is);
        if (from !== to) made.push({ who: { tid, cpu }, from, to, update });
      };
      if (only === null) eachTask(reached, kernel, visit);
      else visit(only.tid, only.cpu, taskWith(reached, only), taskWith(kernel, only));
    }
    reached = kernel;
  }
  return made;
};
