/** Properties that must never break. Each check returns sentences; none means it holds. */
import { type Kernel, KLP_UNDEFINED, KLP_UNPATCHED, type Patch, type Task } from './model';
import { funcKey, isObjectLoaded, listedPatches, moduleOf, patchOf } from './queries';
import { klpCheckStack } from './stack';

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
    if (task.pending !== expected) problems.push(`${task.comm}:${task.tid} has the wrong TIF_PATCH_PENDING`);
    if ((task.patchState === KLP_UNDEFINED) !== (transition === null)) {
      problems.push(`${task.comm}:${task.tid} has patch_state ${task.patchState}`);
    }
  }
  for (const { comm, tid, stack } of kernel.tasks) {
    const gone = stack.find(({ object }) => !isObjectLoaded(kernel, object));
    if (gone !== undefined) problems.push(`${comm}:${tid} has a frame in ${gone.object}, which is gone`);
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
    .map((task) => `${task.comm}:${task.tid} was switched with a blocking frame on its stack`);
}

/** A sticky, fully patched patch is never disabled (policy `rfc-2019`). */
function stickyProblems(before: Kernel, after: Kernel): readonly string[] {
  return before.patches
    .filter(({ sticky, enabled, name }) => sticky && enabled && before.transition?.patch !== name)
    .filter(({ name }) => after.transition?.patch === name && after.transition.target === KLP_UNPATCHED)
    .map(({ name }) => `the sticky patch ${name} is being disabled`);
}

/** The counter is what it became when the last transition completed: the highest version enabled then. */
function counterProblems(before: Kernel, after: Kernel, completed: boolean): readonly string[] {
  const highest = listedPatches(after).reduce(
    (max, { enabled, version }) => (enabled ? Math.max(max, version) : max),
    0,
  );
  const expected = completed ? highest : before.latestVersion;
  return after.latestVersion === expected ? [] : [`latest_version is ${after.latestVersion}, not ${expected}`];
}

/** A patch with a blocked state is never on its way out by itself (policy `block-disable`): only a successor ends it. */
const blockProblems = (after: Kernel): readonly string[] =>
  after.patches
    .filter(({ name }) => after.transition?.patch === name && after.transition.target === KLP_UNPATCHED)
    .filter(({ states }) => states.some(({ blockDisable }) => blockDisable === true))
    .map(({ name }) => `${name}, with a state that may not be undone, is being disabled`);

/** Each pair once. */
const pairs = <T>(list: readonly T[]): readonly (readonly [T, T])[] =>
  list.flatMap((left, index) => list.slice(index + 1).map((right) => [left, right] as const));

const functionsOf = ({ objects }: Patch): ReadonlySet<string> =>
  new Set(objects.flatMap(({ name, funcs }) => funcs.map((func) => `${name}:${funcKey(func)}`)));

/** One patch per set, but for the one in transition; sets share neither states nor functions (policy `replace-set`). */
const setProblems = (after: Kernel): readonly string[] =>
  pairs(listedPatches(after)).flatMap(([left, right]) => {
    const both = `${left.name} and ${right.name}`;
    if (left.replaceSet === right.replaceSet) {
      const replacing = [left.name, right.name].some((name) => after.transition?.patch === name);
      return replacing ? [] : [`${both} are both there in set ${left.replaceSet}`];
    }
    const ids = new Set(left.states.map(({ id }) => id));
    const functions = functionsOf(left);
    return [
      ...right.states.filter(({ id }) => ids.has(id)).map(({ id }) => `${both} share state ${id}`),
      ...[...functionsOf(right)].filter((func) => functions.has(func)).map((func) => `${both} share ${func}`),
    ];
  });

/** What a policy promises besides: by its id. */
export function policyProblems(policy: string, before: Kernel, after: Kernel, completed: boolean): readonly string[] {
  switch (policy) {
    case 'rfc-2019':
      return [...stickyProblems(before, after), ...counterProblems(before, after, completed)];
    case 'block-disable':
      return blockProblems(after);
    case 'replace-set':
      return setProblems(after);
    default:
      return [];
  }
}

/** A refusal changes nothing, but for the taint that even a refused livepatch leaves. */
export const refusalProblems = (before: Kernel, after: Kernel): readonly string[] =>
  JSON.stringify({ ...after, tainted: before.tainted }) === JSON.stringify(before)
    ? []
    : ['a refused event changed the kernel'];
