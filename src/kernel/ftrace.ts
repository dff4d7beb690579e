/** Pushing functions on their `func_stack`s and taking them off: `kernel/livepatch/patch.c`. */

import { withObject } from './changed';
import type { Kernel, KlpObject, KlpOps } from './model';
import { funcKey, imageOf, livepatchImageOf, objectOf, opsOf, paramNumber, patchOf } from './queries';
import { dropFromStacks } from './replace';

/** The kprobe that a loaded module has set. */
export interface KprobeSet {
  readonly module: string;
  readonly object: string;
  readonly func: string;
  readonly postHandler: boolean;
}

export const kprobesSet = (kernel: Kernel): readonly KprobeSet[] =>
  kernel.modules.flatMap(({ name, kprobeSet }) => {
    const image = imageOf(kernel, name);
    if (kprobeSet !== true || image?.kind !== 'target' || image.kprobe === undefined) return [];
    const { object, func, postHandlerParam } = image.kprobe;
    const postHandler = paramNumber(kernel, name, postHandlerParam) !== 0;
    return [{ module: name, object, func, postHandler }];
  });

/**
 * A loaded module has set a kprobe with a post handler there, which ftrace cannot share (IPMODIFY).
 *
 * Simplified: of tracing, only what can keep a livepatch from a function is modelled: a kprobe with a post handler. Function
 * tracers and BPF programs are left out.
 * Reason: they share a function with a livepatch, and neither notices the other.
 * Matters to: kprobeNotSet, ftraceFailed.
 */
const takenByKprobe = (kernel: Kernel, object: string, func: string): KprobeSet | undefined =>
  kprobesSet(kernel).find((probe) => probe.object === object && probe.func === func && probe.postHandler);

/** Why ftrace does not redirect a function. */
export interface Unregistrable {
  readonly func: string;
  /** -EINVAL: `ftrace_location()` finds none. -EBUSY: `register_ftrace_function()` fails. */
  readonly errno: 'EINVAL' | 'EBUSY';
}

const isUnhookable = (kernel: Kernel, object: string, key: string): boolean => {
  if (kernel.unhookable?.includes(`${object}:${key}`) === true) return true;
  const image = imageOf(kernel, object);
  return (
    image?.kind === 'target' && image.functions.some(({ name, unhookable }) => unhookable === true && name === key)
  );
};

/** The first function of the object that `klp_patch_func()` fails for. Only the first livepatch of a function asks ftrace. */
export function unregistrable(kernel: Kernel, object: KlpObject): Unregistrable | null {
  for (const func of object.funcs) {
    const key = funcKey(func);
    if (opsOf(kernel, object.name, key) !== undefined) continue;
    if (isUnhookable(kernel, object.name, key)) return { func: func.oldName, errno: 'EINVAL' };
    if (!kernel.ftraceEnabled || takenByKprobe(kernel, object.name, key) !== undefined)
      return { func: func.oldName, errno: 'EBUSY' };
  }
  return null;
}

/** The failure in words, with what to do about it. */
export function unregistrableWords(kernel: Kernel, object: string, { func, errno }: Unregistrable) {
  if (errno === 'EINVAL') {
    return {
      because: `${func}() of ${object} has no place where ftrace could redirect it.`,
      wayOut: 'It is notrace, runs too early, or was inlined: patch its callers instead.',
    };
  }
  return kernel.ftraceEnabled
    ? {
        because: `A kprobe with a post handler sits on ${func}() of ${object}, and ftrace cannot share it.`,
        wayOut: `rmmod ${takenByKprobe(kernel, object, func)?.module}, which has set the kprobe.`,
      }
    : {
        because: `ftrace is off (kernel.ftrace_enabled = 0), so ${func}() of ${object} cannot be redirected.`,
        wayOut: 'sysctl kernel.ftrace_enabled=1',
      };
}

/** `klp_patch_object()`: every function becomes the top of its `func_stack`. */
export function patchObject(kernel: Kernel, patch: string, name: string): Kernel {
  const found = patchOf(kernel, patch);
  const object = found === undefined ? undefined : objectOf(found, name);
  if (object === undefined) return kernel;
  const ops: KlpOps[] = [...kernel.ops];
  for (const func of object.funcs) {
    const key = funcKey(func);
    const entry = { patch, nop: func.nop };
    const at = ops.findIndex((each) => each.object === name && each.func === key);
    const existing = ops[at];
    if (existing === undefined) ops.push({ object: name, func: key, funcStack: [entry] });
    else ops[at] = { ...existing, funcStack: [entry, ...existing.funcStack] };
  }
  const touched = [...new Set([...(kernel.touched ?? []), ...object.funcs.map((func) => `${name}:${funcKey(func)}`)])];
  return withObject({ ...kernel, ops, touched }, patch, name, (each) => ({ ...each, patched: true }));
}

/** `klp_unpatch_object()`. */
export const unpatchObject = (kernel: Kernel, patch: string, name: string): Kernel =>
  withObject(
    { ...kernel, ops: dropFromStacks(kernel, (entry, object) => entry.patch === patch && object === name) },
    patch,
    name,
    (each) => ({ ...each, patched: false }),
  );

/** `klp_unpatch_objects()`. */
export const unpatchObjects = (kernel: Kernel, patch: string): Kernel => ({
  ...kernel,
  ops: dropFromStacks(kernel, (entry) => entry.patch === patch),
  patches: kernel.patches.map((each) =>
    each.name === patch ? { ...each, objects: each.objects.map((object) => ({ ...object, patched: false })) } : each,
  ),
});

/** What `func` prints when this implementation of it runs. */
export const effectLog = (kernel: Kernel, impl: string, object: string, func: string): readonly string[] =>
  livepatchImageOf(kernel, impl)
    ?.objects.find(({ name }) => name === object)
    ?.funcs.find((each) => funcKey(each) === func)?.effect?.log ?? [];
