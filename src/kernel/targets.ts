/** Target modules that come and go: `klp_module_coming()` and `klp_module_going()`, their loops over the patches that name one. */
import { callbackRun, postUnpatchRun, prePatchParam } from './callbacks';
import { withObject } from './changed';
import { disableWords } from './disableWords';
import { errnoOf } from './errno';
import type { On } from './events';
import { patchObject, unpatchObject, unregistrable, unregistrableWords } from './ftrace';
import type { Kernel, KlpObject, Patch } from './model';
import { listedPatches, objectOf } from './queries';
import { isLeaving } from './removing';
import { arrivalProblem, symbolWords } from './symbols';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

type Named = On<'insmod' | 'rmmod'>;

/**
 * The patches of `klp_patches` with this module among their objects.
 *
 * Simplified: only ordinary modules are patched when they load. In a kernel a livepatch can name the module of another
 * livepatch as well, and `klp_module_coming()` applies it there.
 * Reason: nobody does: what a livepatch got wrong, a newer one that replaces it puts right.
 * Matters to: no single step.
 */
export const naming = (kernel: Kernel, module: string): readonly Patch[] =>
  listedPatches(kernel).filter((patch) => objectOf(patch, module) !== undefined);

const cursorOf = (kernel: Kernel): number => kernel.call?.cursor ?? 0;

/** The patch of `klp_patches` that the loop over those naming this module has reached. */
export const reachedPatch = (kernel: Kernel, { module }: Named): Patch | undefined =>
  naming(kernel, module)[cursorOf(kernel)];

const reachedObject = (kernel: Kernel, event: Named): KlpObject | undefined => {
  const patch = reachedPatch(kernel, event);
  return patch === undefined ? undefined : objectOf(patch, event.module);
};

export const startLoop = (kernel: Kernel): Kernel => ({
  ...kernel,
  call: { cursor: 0, errno: kernel.call?.errno ?? null, completed: null },
});

const advance = (kernel: Kernel): Kernel => ({
  ...kernel,
  call: { errno: null, completed: null, ...kernel.call, cursor: cursorOf(kernel) + 1 },
});

export const everyPatchSeen = (kernel: Kernel, event: Named): boolean => reachedPatch(kernel, event) === undefined;

const inTransition = (kernel: Kernel, patch: Patch | undefined): boolean => patch?.name === kernel.transition?.patch;

/* ------------------------------------------------------------------------------------------------ coming -------- */

/** `klp_module_coming()`: the symbols of the functions that P patches in the new module. */
export function symbolNotFoundInModule(kernel: Kernel, event: On<'insmod'>): Verdict {
  const patch = reachedPatch(kernel, event);
  const problem = patch === undefined ? null : arrivalProblem(kernel, patch.name, event.module);
  if (patch === undefined || problem === null || !('sympos' in problem)) return permitted('symbolNotFoundInModule');
  const words = symbolWords(patch.name, problem);
  const better = problem.why === 'missing' ? 'Load the module it was built for' : words.wayOut.replace(/\.$/, '');
  return refused('symbolNotFoundInModule', {
    errno: 'EINVAL',
    because: words.because,
    wayOut: `${better}, or ${disableWords(kernel, [patch.name])}.`,
    source: { kernel: 'kernel/livepatch/core.c: klp_module_coming()' },
  });
}

/** `klp_module_coming()`: a failing `pre_patch` keeps the target module out. */
export function prePatchFailsForModule(kernel: Kernel, event: On<'insmod'>): Verdict {
  const patch = reachedPatch(kernel, event);
  const value = patch === undefined ? 0 : (callbackRun(kernel, patch.name, event.module, 'pre_patch')?.value ?? 0);
  if (patch === undefined || value === 0) return permitted('prePatchFailsForModule');
  const errno = errnoOf(value);
  const param = prePatchParam(kernel, patch.name, event.module);
  const shown = errno === null ? `${value}` : `-${errno}`;
  return refused('prePatchFailsForModule', {
    errno,
    because: `pre_patch of ${patch.name} for ${event.module} returned ${shown}, so the module may not load.${
      errno === null ? ' The number is positive, so insmod fails without a word.' : ''
    }`,
    wayOut: `${param === null ? 'Build another livepatch' : `Write 0 to the parameter ${param} of ${patch.name}`}, or ${disableWords(kernel, [patch.name])}.`,
    compared: [compare('pre_patch returned', shown, '=', 'needed', 0, false)],
    source: { kernel: 'kernel/livepatch/core.c: klp_module_coming()' },
  });
}

/** `klp_patch_object()` for the new module. */
export function ftraceFailsForModule(kernel: Kernel, event: On<'insmod'>): Verdict {
  const object = reachedObject(kernel, event);
  const failed = object === undefined ? null : unregistrable(kernel, object);
  if (failed === null) return permitted('ftraceFailsForModule');
  return refused('ftraceFailsForModule', {
    errno: failed.errno,
    ...unregistrableWords(kernel, event.module, failed),
    source: { kernel: 'kernel/livepatch/patch.c: klp_patch_func()' },
  });
}

const marked = (kernel: Kernel, patch: string, module: string, succeeded: boolean): Kernel =>
  withObject(kernel, patch, module, (object) => ({ ...object, postUnpatchEnabled: succeeded }));

/** `pre_patch` succeeded, the functions are pushed; the loop goes on. */
export function applyToModule(kernel: Kernel, event: On<'insmod'>): Kernel {
  const patch = reachedPatch(kernel, event);
  if (patch === undefined) return kernel;
  return advance(patchObject(marked(kernel, patch.name, event.module, true), patch.name, event.module));
}

/** P failed for the module; what follows reverts the patches before P, in list order. */
const startCleanup =
  (rule: (kernel: Kernel, event: On<'insmod'>) => Verdict) =>
  (kernel: Kernel, event: On<'insmod'>): Kernel => {
    const patch = reachedPatch(kernel, event);
    const verdict = rule(kernel, event);
    const errno = verdict.refused ? verdict.errno : null;
    const failed = patch === undefined ? kernel : marked(kernel, patch.name, event.module, false);
    return { ...failed, call: { cursor: 0, errno, completed: null, ...(patch && { failedAt: patch.name }) } };
  };
export const cleanUpAfterSymbol = startCleanup(symbolNotFoundInModule);
export const cleanUpAfterPrePatch = startCleanup(prePatchFailsForModule);
export const cleanUpAfterFtrace = startCleanup(ftraceFailsForModule);

/** `klp_cleanup_module_patches_limited()`: the loop stops at the patch that failed. */
export const cleanupDone = (kernel: Kernel, event: Named): boolean => {
  const patch = reachedPatch(kernel, event);
  return patch === undefined || patch.name === kernel.call?.failedAt;
};

/* ------------------------------------------------------------------------------------------------- going -------- */

/** Functions removed, `post_unpatch` done; the loop goes on. */
export function revertObject(kernel: Kernel, event: Named): Kernel {
  const patch = reachedPatch(kernel, event);
  if (patch === undefined) return kernel;
  return advance(marked(unpatchObject(kernel, patch.name, event.module), patch.name, event.module, false));
}

/** What applying or reverting prints, callbacks included; `null` entries are callbacks the object does not have. */
export function applyCallbacks(kernel: Kernel, event: On<'insmod'>) {
  const patch = reachedPatch(kernel, event);
  if (patch === undefined) return { patch: '', pre: null, post: null };
  const pre = callbackRun(kernel, patch.name, event.module, 'pre_patch');
  const post = inTransition(kernel, patch) ? null : callbackRun(kernel, patch.name, event.module, 'post_patch');
  return { patch: patch.name, pre, post };
}

export function revertCallbacks(kernel: Kernel, event: Named) {
  const patch = reachedPatch(kernel, event);
  const object = reachedObject(kernel, event);
  if (patch === undefined || object === undefined) return { patch: '', pre: null, post: null };
  const pre = inTransition(kernel, patch) ? null : callbackRun(kernel, patch.name, event.module, 'pre_unpatch');
  return {
    patch: patch.name,
    pre,
    post: postUnpatchRun(kernel, patch.name, object),
    leaving: isLeaving(kernel, patch),
  };
}
