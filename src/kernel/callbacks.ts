/** The four callbacks of an object, and who calls them when (`kernel/livepatch/core.h`). */
import type { Errno } from './errno';
import { errnoOf } from './errno';
import type { Callback, CallbackName } from './images';
import type { Kernel, KlpObject, Patch } from './model';
import { VMLINUX } from './model';
import { listedPatches, livepatchImageOf, moduleOf, paramNumber, patchOf } from './queries';

/** `klp_get_prev_state()`: the last patch before the one in transition that lists the id; outside a transition none. */
function prevState(kernel: Kernel, id: number): Patch | undefined {
  const { transition } = kernel;
  if (transition === null) return undefined;
  const listed = listedPatches(kernel);
  const end = listed.findIndex(({ name }) => name === transition.patch);
  return listed.slice(0, Math.max(end, 0)).findLast(({ states }) => states.some((state) => state.id === id));
}

/** The others return nothing. */
export const mayFail = (name: string): boolean => name === 'pre_patch';

export interface CallbackRun {
  readonly name: CallbackName;
  readonly patch: string;
  readonly object: string;
  readonly moduleState: 'COMING' | 'LIVE' | 'GOING' | null;
  readonly log: readonly string[];
  /** The error that it returned. */
  readonly returned: Errno | null;
  /** The number that it returned: 0 is success, and what is positive is no error to the loader. */
  readonly value: number;
}

function linesOf(kernel: Kernel, patch: Patch | undefined, callback: Callback): readonly string[] {
  const taken = patch?.states.some(({ id }) => prevState(kernel, id) !== undefined) ?? false;
  return [
    ...callback.log,
    ...(callback.always ?? []),
    ...((taken ? callback.ifPrevState : callback.ifNoPrevState) ?? []),
  ];
}

/**
 * What calling this callback now prints and returns; `null` when the object has none of that name.
 *
 * Simplified: a callback prints lines and returns a number. It takes no time and changes nothing: no data, no shadow variables,
 * no locks.
 * Reason: what a callback does to the system is its author's affair; when it runs, and what follows from its result, is the
 * core's.
 * Matters to: callback.
 */
export function callbackRun(kernel: Kernel, patch: string, object: string, name: CallbackName): CallbackRun | null {
  const image = livepatchImageOf(kernel, patch)?.objects.find((each) => each.name === object);
  const callback = image?.callbacks[name];
  if (callback === undefined) return null;
  const { returns, returnsParam } = callback;
  const given = returnsParam === undefined ? 0 : paramNumber(kernel, patch, returnsParam);
  const value = mayFail(name) ? (returns ?? given) : 0;
  return {
    name,
    patch,
    object,
    moduleState: object === VMLINUX ? null : (moduleOf(kernel, object)?.state ?? null),
    log: value === 0 ? linesOf(kernel, patchOf(kernel, patch), callback) : callback.log,
    returned: errnoOf(value),
    value,
  };
}

/** The parameter that decides what `pre_patch` returns; `null` when it always returns the same. */
export const prePatchParam = (kernel: Kernel, patch: string, object: string): string | null =>
  livepatchImageOf(kernel, patch)?.objects.find(({ name }) => name === object)?.callbacks.pre_patch?.returnsParam ??
  null;

/** `klp_post_unpatch_callback()` runs only where `pre_patch` had succeeded. */
export const postUnpatchRun = (kernel: Kernel, patch: string, object: KlpObject): CallbackRun | null =>
  object.postUnpatchEnabled ? callbackRun(kernel, patch, object.name, 'post_unpatch') : null;
