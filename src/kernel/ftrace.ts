/** Pushing functions on their `func_stack`s and taking them off: `kernel/livepatch/patch.c`. */
import type { Kernel, KlpObject, KlpOps } from './model';
import {
  funcKey,
  imageOf,
  kstrtobool,
  livepatchImageOf,
  objectOf,
  opsOf,
  paramOf,
  patchOf,
  withObject,
} from './queries';
import { dropFromStacks } from './replace';

/** A loaded module holds a kprobe with a post handler there, which ftrace cannot share (IPMODIFY). */
export const takenByKprobe = (kernel: Kernel, object: string, func: string): boolean =>
  kernel.modules.some(({ name }) => {
    const image = imageOf(kernel, name);
    if (image?.kind !== 'target' || image.kprobe === undefined) return false;
    const { kprobe } = image;
    if (kprobe.object !== object || kprobe.func !== func) return false;
    return kstrtobool(paramOf(kernel, name, kprobe.postHandlerParam) ?? '') === true;
  });

/** The first function of the object for which `register_ftrace_function()` returns −EBUSY. */
export const unregistrable = (kernel: Kernel, object: KlpObject): string | null =>
  object.funcs.find((func) => {
    const key = funcKey(func);
    if (opsOf(kernel, object.name, key) !== undefined) return false;
    return !kernel.ftraceEnabled || takenByKprobe(kernel, object.name, key);
  })?.oldName ?? null;

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
  return withObject({ ...kernel, ops }, patch, name, (each) => ({ ...each, patched: true }));
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
