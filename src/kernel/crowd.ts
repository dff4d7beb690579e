/** Thousands of tasks at once: one pass, no task made anew that stays as it is, and the same list where nothing changes. */
import type { PatchState, TargetState, Task } from './model';

type Tasks = readonly Task[];

/** The list after a change of each task. What `change` returns as it was is shared. */
export function changeTasks(tasks: Tasks, change: (task: Task) => Task): Tasks {
  let made: Task[] | null = null;
  let at = 0;
  for (const task of tasks) {
    const changed = change(task);
    if (changed !== task) {
      made ??= tasks.slice();
      made[at] = changed;
    }
    at += 1;
  }
  return made ?? tasks;
}

/** The same, when `change` may also take a task away (`null`). */
export function changeOrDrop(tasks: Tasks, change: (task: Task) => Task | null): Tasks {
  const gone = new Set<Task>();
  const changed = changeTasks(tasks, (task) => {
    const made = change(task);
    if (made === null) gone.add(task);
    return made ?? task;
  });
  return gone.size === 0 ? changed : changed.filter((task) => !gone.has(task));
}

/** It has none of the fields that are left out of most tasks. */
const isOrdinary = ({ signals, killable, userWorker }: Task): boolean =>
  signals === undefined && killable === undefined && userWorker === undefined;

/** Written out because 10,000 of them are made at a time, and a literal is many times faster than a spread. */
export function withPatchState(task: Task, patchState: PatchState, pending: boolean): Task {
  if (task.patchState === patchState && task.pending === pending) return task;
  if (!isOrdinary(task)) return { ...task, patchState, pending };
  return {
    tid: task.tid,
    comm: task.comm,
    kind: task.kind,
    where: task.where,
    cpu: task.cpu,
    freezable: task.freezable,
    reliable: task.reliable,
    stack: task.stack,
    patchState,
    pending,
  };
}

type Place = Partial<Pick<Task, 'where' | 'cpu' | 'freezable' | 'stack'>>;

/** What makes a stack unreliable is a frame on it: with the last one the cause is gone. */
const isReliable = (task: Task, { stack }: Place): boolean =>
  task.reliable || (stack !== undefined && stack.length === 0 && task.stack.length > 0);

/** Somewhere else, or with another stack; no longer asleep killably. Written out for the same reason. */
export function withPlace(task: Task, place: Place): Task {
  if (!isOrdinary(task)) {
    const { killable: _, ...awake } = task;
    return { ...awake, ...place, reliable: isReliable(task, place) };
  }
  return {
    tid: task.tid,
    comm: task.comm,
    kind: task.kind,
    where: place.where ?? task.where,
    cpu: place.cpu === undefined ? task.cpu : place.cpu,
    freezable: place.freezable ?? task.freezable,
    reliable: isReliable(task, place),
    stack: place.stack ?? task.stack,
    patchState: task.patchState,
    pending: task.pending,
  };
}

const cleared = new WeakMap<Tasks, Tasks>();
const flagged = new WeakMap<Tasks, Map<TargetState, Tasks>>();

/** TIF_PATCH_PENDING off everywhere. */
export function withoutFlags(tasks: Tasks): Tasks {
  const known = cleared.get(tasks);
  if (known !== undefined) return known;
  const made = changeTasks(tasks, (task) => withPatchState(task, task.patchState, false));
  cleared.set(tasks, made);
  return made;
}

/**
 * TIF_PATCH_PENDING exactly on the tasks that are not in the target state. A transition that is reversed again and again
 * comes back to the same lists: whose flag is set follows from the target.
 */
export function withFlags(tasks: Tasks, target: TargetState): Tasks {
  const bare = withoutFlags(tasks);
  const lists = flagged.get(bare) ?? new Map<TargetState, Tasks>();
  flagged.set(bare, lists);
  const known = lists.get(target);
  if (known !== undefined) return known;
  const made = changeTasks(tasks, (task) => withPatchState(task, task.patchState, task.patchState !== target));
  lists.set(target, made);
  cleared.set(made, bare);
  return made;
}
