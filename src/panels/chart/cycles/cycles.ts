/** The life cycles of the selected task and the selected livepatch; of all of them when none is selected. */

import type { Microstep } from '../../../chart/step';
import { type Made, patchMoves, type TaskKey, taskMoves, taskWith } from '../../../diagram/cycles/moves';
import { type PatchLife, patchCycle, patchLife } from '../../../diagram/cycles/patch';
import { type TaskState, taskCycle, taskReader } from '../../../diagram/cycles/task';
import type { KernelEvent } from '../../../kernel/events';
import type { Kernel, Task } from '../../../kernel/model';
import { livepatchImageOf } from '../../../kernel/queries';
import type { Step, Trace } from '../../../trace/trace';
import type { Selection, View } from '../../../viewer/contract';
import { memoize } from '../../../viewer/memoize';
import { gatesNow } from './gatesNow';
import { type CyclePicture, cyclePicture, type DrawnPicture, drawnPicture, type Here } from './picture';

/** Looks at every microstep that the step, or the place inside it, is about. */
const madeIn = <T>(
  { step, microstep, before, cursor }: View,
  look: (before: Kernel, event: KernelEvent, microstep: Microstep) => readonly T[],
): readonly T[] => {
  const { event } = step;
  if (event === null || before === null) return [];
  let kernel = before;
  return (cursor.micro !== null && microstep !== null ? [microstep] : step.microsteps).flatMap((each) => {
    const made = look(kernel, event, each);
    kernel = each.kernel;
    return made;
  });
};

const tally = <S extends string>(places: Iterable<readonly [S, string]>): ReadonlyMap<S, Here> => {
  const names = new Map<S, string[]>();
  for (const [state, name] of places) {
    const there = names.get(state);
    if (there === undefined) names.set(state, [name]);
    else there.push(name);
  }
  return new Map(
    [...names].map(([state, all]) => [state, { count: all.length, name: all.length === 1 ? (all[0] ?? null) : null }]),
  );
};

const taskName = ({ comm, tid }: Task): string => `${comm}:${tid}`;

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

const allPatches = function* (kernel: Kernel): Generator<readonly [PatchLife, string]> {
  for (const { kind, name } of kernel.modules) if (kind === 'livepatch') yield [patchLife(kernel, name), name];
};

const patchPictureOf = memoize((view: View, name: string | null): CyclePicture => {
  const { kernel, trace } = view;
  const made = madeIn<Made<string, PatchLife>>(view, patchMoves);
  const nameOf = (who: string): string => who;
  const gates = gatesNow(view, name);
  const common = {
    cycle: patchCycle,
    policy: trace.policy,
    nameOf,
    gates,
    noun: ['livepatch', 'livepatches'],
  } as const;
  if (name === null) return cyclePicture({ ...common, made, here: tally(allPatches(kernel)), followed: null });
  return cyclePicture({
    ...common,
    made: made.filter(({ who }) => who === name),
    here: new Map([[patchLife(kernel, name), { count: 1, name }]]),
    followed: name,
  });
});

/** The position of the selected livepatch, or of all that are loaded; the same answer again for the same view and selection. */
export const patchPicture = (view: View, selection: Selection): CyclePicture => {
  const name = selection?.kind === 'patch' ? selection.name : null;
  return patchPictureOf(view, name === null || livepatchImageOf(view.kernel, name) === undefined ? null : name);
};
