/** Who moved where in a microstep, update by update: what both life cycles are drawn and tested with. */
import type { KernelEvent } from '../../kernel/events';
import type { Kernel, Task } from '../../kernel/model';
import type { UpdateName } from '../../kernel/updates';
import type { Micro } from '../step';
import { passage } from './passage';
import { type PatchLife, patchLife } from './patch';
import { type TaskState, taskState } from './task';

/** One task; every idle task has tid 0, so its CPU tells which. */
export interface TaskKey {
  readonly tid: number;
  readonly cpu: number | null;
}

/** One move of one task or one livepatch. */
export interface Made<Who, S extends string> {
  readonly who: Who;
  readonly from: S;
  readonly to: S;
  readonly update: UpdateName;
}

/** Before and after one update, for every task that is there on either side. */
const pairs = function* (
  before: Kernel,
  after: Kernel,
): Generator<readonly [TaskKey, Task | undefined, Task | undefined]> {
  for (const [cpu, { idle }] of after.cpus.entries()) yield [{ tid: 0, cpu }, before.cpus[cpu]?.idle, idle];
  if (before.tasks.length === after.tasks.length && before.tasks.every(({ tid }, at) => after.tasks[at]?.tid === tid)) {
    for (const [at, task] of after.tasks.entries()) yield [{ tid: task.tid, cpu: null }, before.tasks[at], task];
    return;
  }
  const now = new Map(after.tasks.map((task) => [task.tid, task]));
  for (const task of before.tasks) yield [{ tid: task.tid, cpu: null }, task, now.get(task.tid)];
  const was = new Set(before.tasks.map(({ tid }) => tid));
  for (const task of after.tasks) if (!was.has(task.tid)) yield [{ tid: task.tid, cpu: null }, undefined, task];
};

const concernsTasks = (before: Kernel, after: Kernel): boolean =>
  before.tasks !== after.tasks ||
  before.cpus !== after.cpus ||
  before.transition !== after.transition ||
  before.ops !== after.ops;

/** Every move that a task made in a microstep, in order. Ten thousand tasks take some ten milliseconds. */
export const taskMoves = (
  policy: string,
  before: Kernel,
  event: KernelEvent,
  micro: Micro,
): readonly Made<TaskKey, TaskState>[] => {
  const made: Made<TaskKey, TaskState>[] = [];
  let reached = before;
  for (const { update, kernel } of passage(policy, before, event, micro)) {
    if (concernsTasks(reached, kernel)) {
      for (const [who, was, is] of pairs(reached, kernel)) {
        const from = taskState(reached, was);
        const to = taskState(kernel, is);
        if (from !== to) made.push({ who, from, to, update });
      }
    }
    reached = kernel;
  }
  return made;
};

const livepatches = ({ modules }: Kernel): readonly string[] =>
  modules.filter(({ kind }) => kind === 'livepatch').map(({ name }) => name);

/** Every move that a livepatch made in a microstep, in order. */
export const patchMoves = (
  policy: string,
  before: Kernel,
  event: KernelEvent,
  micro: Micro,
): readonly Made<string, PatchLife>[] => {
  const made: Made<string, PatchLife>[] = [];
  let reached = before;
  for (const { update, kernel } of passage(policy, before, event, micro)) {
    for (const who of new Set([...livepatches(reached), ...livepatches(kernel)])) {
      const from = patchLife(reached, who);
      const to = patchLife(kernel, who);
      if (from !== to) made.push({ who, from, to, update });
    }
    reached = kernel;
  }
  return made;
};
