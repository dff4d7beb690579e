/** Properties that must never break. Each check returns sentences; none means it holds. */

import { type Kernel, KLP_UNDEFINED, type Patch, type Task } from './model';
import { isObjectLoaded, listedPatches, moduleOf, patchOf } from './queries';
import { klpCheckStack } from './stack';
import { taskName } from './taskName';

const everyTask = (kernel: Kernel): readonly Task[] => [...kernel.tasks, ...kernel.cpus.map(({ idle }) => idle)];

const patchProblems = (kernel: Kernel, patch: Patch): readonly string[] => {
  const problems: string[] = [];
  if (patch.enabled && !patch.listed) problems.push(`${patch.name} is enabled but not on klp_patches`);
  if (moduleOf(kernel, patch.name)?.refcnt !== 1) problems.push(`${patch.name} does not hold one reference`);
  return problems;
};

/** What must hold between two events. */
export function stateProblems(kernel: Kernel): readonly string[] {
  const problems = kernel.patches.flatMap((patch) => patchProblems(kernel, patch));
  const { transition } = kernel;
  if (kernel.call !== null) problems.push('a call is left over');
  if (transition !== null && !listedPatches(kernel).some(({ name }) => name === transition.patch)) {
    problems.push('the patch in transition is not on klp_patches');
  }
  for (const task of everyTask(kernel)) {
    const expected = transition === null ? false : task.patchState !== transition.target;
    if (task.pending !== expected) problems.push(`${taskName(task)} has the wrong TIF_PATCH_PENDING`);
    if ((task.patchState === KLP_UNDEFINED) !== (transition === null)) {
      problems.push(`${taskName(task)} has patch_state ${task.patchState}`);
    }
  }
  for (const { comm, tid, stack } of kernel.tasks) {
    const gone = stack.find(({ object }) => !isObjectLoaded(kernel, object));
    if (gone !== undefined) problems.push(`${taskName({ comm, tid })} has a frame in ${gone.object}, which is gone`);
  }
  for (const { func, funcStack } of kernel.ops) {
    if (funcStack.length === 0) problems.push(`the func_stack of ${func} is empty`);
    for (const { patch } of funcStack) {
      if (patchOf(kernel, patch)?.listed !== true)
        problems.push(`${patch} is on the func_stack of ${func} but not listed`);
    }
  }
  return problems;
}

/** A task that reached the target state must not have a blocking frame on its stack, unless it was forced. */
export function switchProblems(before: Kernel, after: Kernel, forced: boolean): readonly string[] {
  if (forced || after.transition === null) return [];
  const { target } = after.transition;
  const old = new Map(before.tasks.map((task) => [task.tid, task]));
  return after.tasks
    .filter((task) => task.patchState === target && (old.get(task.tid)?.patchState ?? target) !== target)
    .filter((task) => klpCheckStack(after, task.stack) !== null)
    .map((task) => `${taskName(task)} was switched with a blocking frame on its stack`);
}

/** A refusal changes nothing, but for the taint that even a refused livepatch leaves. */
export const refusalProblems = (before: Kernel, after: Kernel): readonly string[] =>
  JSON.stringify({ ...after, tainted: before.tainted }) === JSON.stringify(before)
    ? []
    : ['a refused event changed the kernel'];
