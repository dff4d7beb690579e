/** Atomic replace: nops, and what goes when a cumulative patch has completed. */

import { withPatch } from './changed';
import type { On } from './events';
import type { Kernel, KlpFunc, KlpObject, Patch } from './model';
import { KLP_PATCHED } from './model';
import { hasFunc, listedPatches, objectOf, patchOf, transitionPatch } from './queries';

/**
 * A patch with the `replace` flag replaces every patch before it on `klp_patches`
 * (`kernel/livepatch/core.c: klp_unpatch_replaced_patches()`).
 */
export function replacesAllListed(kernel: Kernel, { module }: On<'insmod'>): Kernel {
  const replaces = listedPatches(kernel).map(({ name }) => name);
  return withPatch(kernel, module, (patch) => (patch.replace ? { ...patch, replaces } : patch));
}

const nopFor = ({ oldName, sympos }: KlpFunc): KlpFunc => ({ oldName, newName: null, sympos, nop: true });

/** `klp_add_object_nops()`: a nop for every function of the old object that this patch does not itself patch. */
function addObjectNops(patch: Patch, old: KlpObject): Patch {
  const own = objectOf(patch, old.name);
  const missing = old.funcs.filter((func) => own === undefined || !hasFunc(own, func)).map(nopFor);
  if (own === undefined) {
    const dynamic: KlpObject = {
      name: old.name,
      dynamic: true,
      patched: false,
      postUnpatchEnabled: false,
      funcs: missing,
    };
    return { ...patch, objects: [...patch.objects, dynamic] };
  }
  if (missing.length === 0) return patch;
  const objects = patch.objects.map((each) =>
    each.name === old.name ? { ...each, funcs: [...each.funcs, ...missing] } : each,
  );
  return { ...patch, objects };
}

/** `klp_add_nops()`. */
export const addNops = (kernel: Kernel, { module }: On<'insmod'>): Kernel =>
  withPatch(kernel, module, (patch) =>
    patch.replaces
      .flatMap((name) => patchOf(kernel, name)?.objects ?? [])
      .reduce((grown, old) => addObjectNops(grown, old), patch),
  );

/** Patching completes and there is something to replace. */
export const replacesOnCompletion = (kernel: Kernel): boolean =>
  kernel.transition?.target === KLP_PATCHED && (transitionPatch(kernel)?.replaces.length ?? 0) > 0;

/** Removes every entry of these patches from the `func_stack`s; an empty one is freed (`klp_unpatch_func()`). */
export const dropFromStacks = (
  kernel: Kernel,
  drop: (entry: { readonly patch: string; readonly nop: boolean }, object: string) => boolean,
): Kernel['ops'] =>
  kernel.ops
    .map((ops) => ({ ...ops, funcStack: ops.funcStack.filter((entry) => !drop(entry, ops.object)) }))
    .filter(({ funcStack }) => funcStack.length > 0);

/** `klp_unpatch_replaced_patches()`: disabled, off the stacks, and their own callbacks are not run. */
export function unpatchReplacedPatches(kernel: Kernel): Kernel {
  const replaced = new Set(transitionPatch(kernel)?.replaces);
  return {
    ...kernel,
    ops: dropFromStacks(kernel, ({ patch }) => replaced.has(patch)),
    patches: kernel.patches.map((patch) =>
      replaced.has(patch.name)
        ? { ...patch, enabled: false, objects: patch.objects.map((object) => ({ ...object, patched: false })) }
        : patch,
    ),
  };
}

const withoutNops = (patch: Patch): Patch => ({
  ...patch,
  objects: patch.objects
    .filter(({ dynamic }) => !dynamic)
    .map((object) => ({ ...object, funcs: object.funcs.filter(({ nop }) => !nop) })),
});

/** `klp_discard_nops()`: with the replaced patches gone, a nop changes nothing any more. */
export function discardNops(kernel: Kernel): Kernel {
  const name = kernel.transition?.patch;
  if (name === undefined) return kernel;
  const ops = dropFromStacks(kernel, (entry) => entry.patch === name && entry.nop);
  return withPatch({ ...kernel, ops }, name, withoutNops);
}

/**
 * `klp_free_patch_start()`: off `klp_patches`, and the directories of its objects and functions go (`klp_free_objects()`). Its
 * own directory stays until the worker has run. It has nothing left to replace.
 */
export const unlist = (patch: Patch): Patch => ({ ...patch, listed: false, objects: [], replaces: [] });
