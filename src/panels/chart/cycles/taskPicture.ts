/** The life cycle of the selected task; of all of them when none is selected. */

import type { Made } from '../../../diagram/cycles/cycle';
import { type TaskState, taskCycle, taskReader } from '../../../diagram/cycles/task';
import { type TaskKey, taskMoves, taskWith } from '../../../diagram/cycles/taskMoves';
import type { Kernel, Task } from '../../../kernel/model';
import { taskName } from '../../../kernel/taskName';
import type { Step, Trace } from '../../../trace/trace';
import type { Selection, View } from '../../../viewer/contract';
import { memoize } from '../../../viewer/memoize';
import { type DrawnPicture, drawnPicture } from './drawnPicture';
import { madeIn, tally } from './places';

const allTasks = function* (kernel: Kernel): Generator<readonly [TaskState, string]> {
  const stateOf = taskReader(kernel);
  for (const task of kernel.tasks) yield [stateOf(task), taskName(task)];
  for (const { idle } of kernel.cpus) yield [stateOf(idle), taskName(idle)];
};

/** Tasks are there from the boot, or come with a fork or with a module: no other step has a new one. */
const mayBring = ({ event }: Step, { tid }: TaskKey): boolean =>
  event === null || event.type === 'insmod' || (event.type === 'task.fork' && event.child === tid);

const taskSomewhere = ({ steps }: Trace, who: TaskKey): Task | undefined =>
  steps
    .find((step) => mayBring(step, who) && taskWith(step.kernel, who) !== undefined)
    ?.kernel.tasks.find(({ tid }) => tid === who.tid);

/** A task that was there once keeps its name after its exit. */
const nameIn = ({ trace, kernel, before }: View, who: TaskKey): string => {
  const known = taskWith(kernel, who) ?? (before === null ? undefined : taskWith(before, who));
  const earlier = known ?? taskSomewhere(trace, who);
  return earlier === undefined ? `task ${who.tid}` : taskName(earlier);
};

const taskPictureOf = memoize((view: View, tid: number | null, cpu: number | null): DrawnPicture => {
  const { kernel, trace } = view;
  const followed: TaskKey | null = tid === null ? null : { tid, cpu };
  const made = madeIn<Made<TaskKey, TaskState>>(view, (...place) => taskMoves(...place, followed));
  const nameOf = (who: TaskKey): string => nameIn(view, who);
  const common = { cycle: taskCycle, policy: trace.policy, nameOf, noun: ['task', 'tasks'] } as const;
  if (followed === null) return drawnPicture({ ...common, made, here: tally(allTasks(kernel)), followed });
  const name = nameOf(followed);
  const state = taskReader(kernel)(taskWith(kernel, followed));
  return drawnPicture({ ...common, made, here: new Map([[state, { count: 1, name }]]), followed: name });
});

/** The position of the selected task, or of all tasks; the same answer again for the same view and selection. */
export const taskPicture = (view: View, selection: Selection): DrawnPicture =>
  selection?.kind === 'task'
    ? taskPictureOf(view, selection.tid, selection.cpu ?? null)
    : taskPictureOf(view, null, null);
