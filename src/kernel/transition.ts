/** The transition: start, per-task switching, completion, reversal, force. `kernel/livepatch/transition.c`. */

import { callbackRun, postUnpatchRun, prePatchParam } from './callbacks';
import { withModule, withObject, withPatch } from './changed';
import { changeTasks, withFlags, withoutFlags, withPatchState } from './crowd';
import { type Errno, errnoOf, initErrno } from './errno';
import type { On } from './events';
import { patchObject, unpatchObjects, unregistrable, unregistrableWords } from './ftrace';
import {
  type Call,
  type Cpu,
  type Kernel,
  KLP_PATCHED,
  KLP_UNDEFINED,
  KLP_UNPATCHED,
  type KlpObject,
  type Patch,
  type TargetState,
  type Task,
} from './model';
import { isObjectLoaded, listedPatches, patchOf, transitionPatch } from './queries';
import { unlist } from './replace';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

const everyTask = (kernel: Kernel, change: (task: Task) => Task): Kernel => ({
  ...kernel,
  tasks: changeTasks(kernel.tasks, change),
  cpus: everyIdleTask(kernel, change),
});

const everyIdleTask = (kernel: Kernel, change: (task: Task) => Task): readonly Cpu[] =>
  kernel.cpus.map((cpu): Cpu => {
    const idle = change(cpu.idle);
    return idle === cpu.idle ? cpu : { ...cpu, idle };
  });

/** `klp_update_patch_state()`: flag cleared, `patch_state` becomes the target. */
export const updatePatchState = (kernel: Kernel, task: Task): Task =>
  task.pending && kernel.transition !== null ? withPatchState(task, kernel.transition.target, false) : task;

/**
 * `klp_init_transition()`: every task's `patch_state` becomes the opposite of the target.
 *
 * Simplified: one thing happens after another: a step is over before the next begins, and nobody waits for `klp_mutex`.
 * Reason: the mutex does the same in a kernel for all that the livepatch core decides; tasks go on meanwhile, which a step
 * before or after says as well.
 * Matters to: no single step.
 */
const initTransition = (kernel: Kernel, patch: string, target: TargetState): Kernel => {
  const initial = target === KLP_PATCHED ? KLP_UNPATCHED : KLP_PATCHED;
  const started: Kernel = {
    ...kernel,
    transition: { patch, target, signals: 0 },
    call: { cursor: 0, errno: null, completed: null },
  };
  return everyTask(started, (task) => withPatchState(task, initial, task.pending));
};

export const initPatching = (kernel: Kernel, { module }: On<'insmod'>): Kernel =>
  initTransition(kernel, module, KLP_PATCHED);

export const initUnpatching = (kernel: Kernel, { patch }: On<'echo.enabled'>): Kernel =>
  initTransition(kernel, patch, KLP_UNPATCHED);

/* ------------------------------------------------------------------ the objects, one after the other ------------ */

/** The object that a loop over the transition patch's objects has reached. */
export const currentObject = (kernel: Kernel): KlpObject | undefined =>
  transitionPatch(kernel)?.objects[kernel.call?.cursor ?? 0];

const advance = (kernel: Kernel, wanted: (object: KlpObject) => boolean, from: number): Kernel => {
  const objects = transitionPatch(kernel)?.objects ?? [];
  let cursor = from;
  for (let object = objects[cursor]; object !== undefined && !wanted(object); object = objects[cursor]) cursor += 1;
  return { ...kernel, call: { errno: null, completed: null, ...kernel.call, cursor } };
};

const loaded = (kernel: Kernel) => (object: KlpObject) => isObjectLoaded(kernel, object.name);
const patched = (object: KlpObject): boolean => object.patched;
const next = (kernel: Kernel): number => (kernel.call?.cursor ?? -1) + 1;

export const firstLoadedObject = (kernel: Kernel): Kernel => advance(kernel, loaded(kernel), 0);
export const nextLoadedObject = (kernel: Kernel): Kernel => advance(kernel, loaded(kernel), next(kernel));
export const firstPatchedObject = (kernel: Kernel): Kernel => advance(kernel, patched, 0);
export const nextPatchedObject = (kernel: Kernel): Kernel => advance(kernel, patched, next(kernel));
export const objectsDone = (kernel: Kernel): boolean => currentObject(kernel) === undefined;

/** What `pre_patch` of the current object returns: 0 without one. */
const prePatchReturns = (kernel: Kernel): number =>
  callbackRun(kernel, kernel.transition?.patch ?? '', currentObject(kernel)?.name ?? '', 'pre_patch')?.value ?? 0;

/** `klp_pre_patch_callback()`: the livepatch may refuse to be enabled. */
export function prePatchFails(kernel: Kernel): Verdict {
  const patch = kernel.transition?.patch ?? '';
  const object = currentObject(kernel)?.name ?? '';
  const returned = errnoOf(prePatchReturns(kernel));
  if (returned === null) return permitted('prePatchFails');
  const errno = initErrno(returned);
  const param = prePatchParam(kernel, patch, object);
  const turned = errno === returned ? '' : ` do_init_module() keeps -${returned} for itself and makes -${errno} of it.`;
  return refused('prePatchFails', {
    errno,
    because: `pre_patch of ${patch} for ${object} returned -${returned}.${turned}`,
    wayOut:
      param === null
        ? 'It always returns that: build the livepatch with another callback.'
        : `Load it with ${param}=0: the callback returns what this parameter says.`,
    compared: [compare('pre_patch returned', `-${returned}`, '=', 'needed', 0, false)],
    source: { kernel: 'kernel/livepatch/core.c: __klp_enable_patch()' },
  });
}

/** A positive number cancels the transition as any other; but the loader does not take it for an error. */
export const prePatchReturnsPositive = (kernel: Kernel): boolean => prePatchReturns(kernel) > 0;

/** `klp_patch_func()`: ftrace is off, has no location, or a kprobe with a post handler has the function. */
export function ftraceRegistrationFails(kernel: Kernel): Verdict {
  const object = currentObject(kernel);
  const failed = object === undefined ? null : unregistrable(kernel, object);
  if (object === undefined || failed === null) return permitted('ftraceRegistrationFails');
  return refused('ftraceRegistrationFails', {
    errno: failed.errno,
    ...unregistrableWords(kernel, object.name, failed),
    source: { kernel: 'kernel/livepatch/patch.c: klp_patch_func()' },
  });
}

const markPrePatch = (succeeded: boolean) => (kernel: Kernel) => {
  const object = currentObject(kernel);
  if (object === undefined || kernel.transition === null) return kernel;
  return withObject(kernel, kernel.transition.patch, object.name, (each) => ({
    ...each,
    postUnpatchEnabled: succeeded,
  }));
};

/** `obj->callbacks.post_unpatch_enabled = !ret` */
export const prePatchSucceeded = markPrePatch(true);
export const prePatchFailed = markPrePatch(false);

export function patchCurrentObject(kernel: Kernel): Kernel {
  const object = currentObject(kernel);
  if (object === undefined || kernel.transition === null) return kernel;
  return patchObject(kernel, kernel.transition.patch, object.name);
}

/** `klp_cancel_transition()`: before it has started, straight to the completion towards KLP_UNPATCHED. */
const cancel = (kernel: Kernel, result: Pick<Call, 'errno' | 'returned'>): Kernel => ({
  ...kernel,
  transition: kernel.transition === null ? null : { ...kernel.transition, target: KLP_UNPATCHED },
  call: { cursor: 0, completed: null, ...result },
});
const errnoOfVerdict = (verdict: Verdict): Errno | null => (verdict.refused ? verdict.errno : null);

export const cancelAfterPrePatch = (kernel: Kernel): Kernel => {
  const value = prePatchReturns(kernel);
  return value > 0
    ? cancel(kernel, { errno: null, returned: value })
    : cancel(kernel, { errno: errnoOfVerdict(prePatchFails(kernel)) });
};
export const cancelAfterFtrace = (kernel: Kernel): Kernel =>
  cancel(kernel, { errno: errnoOfVerdict(ftraceRegistrationFails(kernel)) });

/* --------------------------------------------------------------------------------------------- start ------------ */

/** `klp_start_transition()`: TIF_PATCH_PENDING on every task that is not in the target state. */
export function startTransition(kernel: Kernel): Kernel {
  const { transition } = kernel;
  if (transition === null) return kernel;
  const { target } = transition;
  return {
    ...kernel,
    transition: { ...transition, signals: 0 },
    tasks: withFlags(kernel.tasks, target),
    cpus: everyIdleTask(kernel, (task) => withPatchState(task, task.patchState, task.patchState !== target)),
  };
}

const setEnabled = (enabled: boolean) => (kernel: Kernel) =>
  kernel.transition === null ? kernel : withPatch(kernel, kernel.transition.patch, (patch) => ({ ...patch, enabled }));
export const markEnabled = setEnabled(true);
export const markDisabled = setEnabled(false);

/* ------------------------------------------------------------------------------------------ completion ---------- */

/** All tasks, the idle tasks of all CPUs among them, are in the target state. */
export const everyTaskSwitched = (kernel: Kernel): boolean => {
  const target = kernel.transition?.target;
  return (
    kernel.tasks.every(({ patchState }) => patchState === target) &&
    kernel.cpus.every(({ idle }) => idle.patchState === target)
  );
};

export const isUnpatching = (kernel: Kernel): boolean => kernel.transition?.target === KLP_UNPATCHED;

export const unpatchTransitionPatch = (kernel: Kernel): Kernel =>
  kernel.transition === null ? kernel : unpatchObjects(kernel, kernel.transition.patch);

/** Every `func->transition` is cleared (derived here) and every `patch_state` is KLP_UNDEFINED again. */
export const resetTasks = (kernel: Kernel): Kernel =>
  everyTask(kernel, (task) => withPatchState(task, KLP_UNDEFINED, false));

/** What the post callback of the current object prints: `post_patch`, or `post_unpatch` where `pre_patch` succeeded. */
export const postCallback = (kernel: Kernel) => {
  const object = currentObject(kernel);
  if (object === undefined || kernel.transition === null) return null;
  const { patch, target } = kernel.transition;
  return target === KLP_PATCHED
    ? callbackRun(kernel, patch, object.name, 'post_patch')
    : postUnpatchRun(kernel, patch, object);
};

export const postCallbackDone = (kernel: Kernel): Kernel =>
  isUnpatching(kernel) ? nextLoadedObject(prePatchFailed(kernel)) : nextLoadedObject(kernel);

/** `klp_target_state` and `klp_transition_patch` are reset; the freeing that follows still needs the patch's name. */
export const endTransition = (kernel: Kernel): Kernel => ({
  ...kernel,
  transition: null,
  call: { errno: null, ...kernel.call, cursor: 0, completed: kernel.transition?.patch ?? null },
});

const completed = (kernel: Kernel) => patchOf(kernel, kernel.call?.completed ?? '');

/** The transition was cancelled: the load fails with the error of the call. */
export const wasCancelled = (kernel: Kernel): boolean => (kernel.call?.errno ?? null) !== null;
export const completedPatchIsDisabled = (kernel: Kernel): boolean => completed(kernel)?.enabled === false;
export const completedPatchReplaced = (kernel: Kernel): boolean => (completed(kernel)?.replaces.length ?? 0) > 0;

/** `klp_free_patch_async()`: off the list now, the directory and the reference go in a worker. */
export const unlistDisabled = (kernel: Kernel): Kernel => withPatch(kernel, kernel.call?.completed ?? '', unlist);

/** `klp_free_replaced_patches_async()`. */
export const unlistReplaced = (kernel: Kernel): Kernel => {
  const replaced = new Set(completed(kernel)?.replaces);
  const kept = kernel.patches.map((patch) => (replaced.has(patch.name) ? unlist(patch) : patch));
  return withPatch({ ...kernel, patches: inListOrder(kept) }, completed(kernel)?.name ?? '', (patch) => ({
    ...patch,
    replaces: [],
  }));
};

const inListOrder = (patches: Kernel['patches']): Kernel['patches'] => [
  ...patches.filter(({ listed }) => listed),
  ...patches.filter(({ listed }) => !listed),
];

/** The call is over. */
export const endCall = (kernel: Kernel): Kernel => (kernel.call === null ? kernel : { ...kernel, call: null });

/* ------------------------------------------------------------------------------------ the worker that frees ----- */

export const waitingForWorker = (kernel: Kernel): readonly string[] =>
  kernel.patches.filter(({ listed }) => !listed).map(({ name }) => name);

export function nothingToFree(kernel: Kernel): Verdict {
  if (waitingForWorker(kernel).length > 0) return permitted('nothingToFree');
  return refused('nothingToFree', {
    errno: null,
    because: 'No patch is waiting to be freed.',
    wayOut: 'Disable or replace a patch first; its worker runs once the transition has completed.',
    source: { kernel: 'kernel/livepatch/core.c: klp_free_patch_work_fn()' },
  });
}

/**
 * `klp_free_patch_work_fn()`: the directory goes, and the module reference unless the patch was forced.
 *
 * Simplified: one run of the worker frees every livepatch that waits. In the kernel each has a work item of its own, and they
 * run one after the other.
 * Reason: between two of them one more directory is gone, and nothing else is visible.
 * Matters to: freed.
 */
export const freePatches = (kernel: Kernel): Kernel =>
  kernel.patches
    .filter(({ listed, forced }) => !listed && !forced)
    .reduce<Kernel>(
      (freed, { name }) => withModule(freed, name, (module) => ({ ...module, refcnt: module.refcnt - 1 })),
      {
        ...kernel,
        patches: kernel.patches.filter(({ listed }) => listed),
      },
    );

/* ------------------------------------------------------------------------------------- reverse and force -------- */

/** `klp_reverse_transition()`: all pending flags are cleared, then `enabled` and the target flip. */
export function reverseTransition(kernel: Kernel): Kernel {
  const { transition } = kernel;
  if (transition === null) return kernel;
  const target = transition.target === KLP_PATCHED ? KLP_UNPATCHED : KLP_PATCHED;
  const cleared: Kernel = {
    ...kernel,
    tasks: withoutFlags(kernel.tasks),
    cpus: everyIdleTask(kernel, (task) => withPatchState(task, task.patchState, false)),
  };
  return withPatch({ ...cleared, transition: { ...transition, target } }, transition.patch, (patch) => ({
    ...patch,
    enabled: !patch.enabled,
  }));
}

/**
 * Turned back to KLP_PATCHED, a patch that is the oldest on a `func_stack` with others above has no entry below it: there
 * `klp_check_stack_func()` takes the head of the list for one, and reads what is no `struct klp_func`.
 *
 * Simplified: where the kernel reads beyond the list, the check here looks for the original function.
 * Reason: what the kernel finds there depends on what lies in its memory: it may miss a frame, see one that is none, or crash.
 * Matters to: readsBeyondList.
 */
export const readsBeyondList = (kernel: Kernel): readonly string[] =>
  kernel.transition?.target !== KLP_UNPATCHED
    ? []
    : kernel.ops
        .filter(({ funcStack }) => funcStack.length > 1 && funcStack.at(-1)?.patch === kernel.transition?.patch)
        .map(({ func }) => func);

/**
 * Whom `klp_force_transition()` marks: the patch that is being unpatched, or all others on `klp_patches` when a cumulative one
 * is being patched. Those are the patches that it replaces, but for a cumulative patch whose disabling was reversed: it has
 * nothing to replace any more, and what was loaded after it is marked all the same, though it stays.
 */
function markedByForce(kernel: Kernel, patch: Patch): readonly string[] {
  if (isUnpatching(kernel)) return [patch.name];
  if (!patch.replace) return patch.replaces;
  return listedPatches(kernel).flatMap(({ name }) => (name === patch.name ? [] : [name]));
}

/** `klp_force_transition()`: every pending task is switched; patches on their way out become `forced`. */
export function forceTransition(kernel: Kernel): Kernel {
  const patch = transitionPatch(kernel);
  if (patch === undefined) return kernel;
  const leaving = new Set(markedByForce(kernel, patch));
  const switched = everyTask(kernel, (task) => updatePatchState(kernel, task));
  return {
    ...switched,
    patches: switched.patches.map((each) => (leaving.has(each.name) ? { ...each, forced: true } : each)),
  };
}
