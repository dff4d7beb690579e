/** The module loader and `klp_enable_patch()` up to the point where a transition may start. */

import type { Errno } from './errno';
import type { On } from './events';
import { compare, permitted, refused } from './judge';
import type { Kernel, LivepatchImage, Module, ParamImage, Patch } from './model';
import { KLP_PATCHED, VMLINUX } from './model';
import {
  funcKey,
  imageOf,
  isObjectLoaded,
  kstrtobool,
  kstrtoint,
  livepatchImageOf,
  moduleOf,
  patchOf,
  replaceFlag,
  withModule,
  withPatch,
} from './queries';
import type { Verdict } from './verdict';

type Insmod = On<'insmod'>;

/** There must be a file to load. */
export function moduleFileMissing(kernel: Kernel, { module }: Insmod): Verdict {
  if (imageOf(kernel, module) !== undefined) return permitted('moduleFileMissing');
  return refused('moduleFileMissing', {
    errno: 'ENOENT',
    because: `There is no module ${module} in the library.`,
    wayOut: 'Choose a module of the library, or make a livepatch of your own.',
    source: { kernel: 'kmod: insmod opens the file before it asks the kernel' },
  });
}

/** `kernel/module/main.c: add_unformed_module()`. */
export function moduleAlreadyLoaded(kernel: Kernel, { module }: Insmod): Verdict {
  const loaded = moduleOf(kernel, module);
  if (loaded === undefined) return permitted('moduleAlreadyLoaded');
  const forced = patchOf(kernel, module) === undefined && loaded.kind === 'livepatch' && loaded.refcnt > 0;
  return refused('moduleAlreadyLoaded', {
    errno: 'EEXIST',
    because: `A module named ${module} is already loaded.`,
    wayOut: forced
      ? `A forced patch keeps its module for ever; only a reboot makes ${module} loadable again.`
      : `rmmod ${module} first, when its reference count is 0.`,
    compared: [compare(`modules named ${module}`, 1, '=', 'allowed', 0, false)],
    source: { kernel: 'kernel/module/main.c: add_unformed_module()' },
  });
}

/** What `param_set_int()` and `param_set_bool()` return for a value; `null` when they take it. */
export function paramError(type: ParamImage['type'], value: string): Errno | null {
  if (type === 'bool') return kstrtobool(value) === null ? 'EINVAL' : null;
  const number = type === 'int' ? kstrtoint(value) : 0;
  return typeof number === 'number' ? null : number;
}

/** What a parameter of this type takes. */
export const paramWayOut = (type: ParamImage['type']): string =>
  type === 'bool' ? 'Write 0 or 1.' : 'Write a whole number that fits an int.';

/**
 * `kernel/params.c: parse_args()`, which goes on after a value that is not taken and returns the last error. A parameter
 * the module does not have is ignored, as the kernel does.
 */
export function parameterInvalid(kernel: Kernel, { module, params }: Insmod): Verdict {
  const image = imageOf(kernel, module);
  const wrong = Object.entries(params ?? {}).flatMap(([name, value]) => {
    const type = image?.params.find((param) => param.name === name)?.type ?? 'text';
    const errno = paramError(type, value);
    return errno === null ? [] : [{ name, value, type, errno }];
  });
  const last = wrong.at(-1);
  if (last === undefined) return permitted('parameterInvalid');
  return refused('parameterInvalid', {
    errno: last.errno,
    because: `'${last.value}' is not a value for the ${last.type} parameter ${last.name} of ${module}.`,
    wayOut: paramWayOut(last.type),
    compared: wrong.map(({ name, value, type }) => compare(name, value, 'is', 'type', type, false)),
    source: { kernel: 'kernel/params.c: parse_args(), parse_one()' },
  });
}

export const isLivepatch = (kernel: Kernel, { module }: Insmod): boolean =>
  imageOf(kernel, module)?.kind === 'livepatch';

/** The first livepatch taints the kernel; `kernel/module/main.c: check_modinfo_livepatch()`. */
export const taintKernel = (kernel: Kernel): Kernel => (kernel.tainted ? kernel : { ...kernel, tainted: true });

export function insertModule(kernel: Kernel, { module, params }: Insmod): Kernel {
  const image = imageOf(kernel, module);
  if (image === undefined) return kernel;
  const values = Object.fromEntries(image.params.map(({ name, default: value }) => [name, params?.[name] ?? value]));
  const inserted: Module = { name: module, kind: image.kind, state: 'COMING', refcnt: 0, params: values };
  return { ...kernel, modules: [...kernel.modules, inserted] };
}

/** The load failed, or the module was removed: it is gone. */
export const freeModule = (kernel: Kernel, { module }: On<'insmod' | 'rmmod'>): Kernel => ({
  ...kernel,
  modules: kernel.modules.filter(({ name }) => name !== module),
});

/** `try_module_get()` in `klp_enable_patch()`. */
export const takeModuleReference = (kernel: Kernel, { module }: Insmod): Kernel =>
  withModule(kernel, module, (found) => ({ ...found, refcnt: found.refcnt + 1 }));

/** The livepatch's own init function returned success. */
export const moduleGoesLive = (kernel: Kernel, { module }: Insmod): Kernel =>
  withModule(kernel, module, (found) => ({ ...found, state: 'LIVE' }));

function patchFrom(kernel: Kernel, image: LivepatchImage): Patch {
  return {
    name: image.name,
    version: image.version,
    sticky: image.sticky,
    replace: replaceFlag(image, moduleOf(kernel, image.name)?.params),
    replaceSet: image.replaceSet,
    states: image.states,
    objects: image.objects.map(({ name, funcs }) => ({
      name,
      dynamic: false,
      patched: false,
      postUnpatchEnabled: false,
      funcs: funcs.map(({ oldName, newName, sympos }) => ({ oldName, newName, sympos, nop: false })),
    })),
    enabled: false,
    forced: false,
    listed: false,
    replaces: [],
  };
}

/** `klp_init_patch()`: `kobject_add()`, the directory appears. */
export function addPatch(kernel: Kernel, { module }: Insmod): Kernel {
  const image = livepatchImageOf(kernel, module);
  return image === undefined ? kernel : { ...kernel, patches: [...kernel.patches, patchFrom(kernel, image)] };
}

/** The first function of a loaded object that the symbol lookup does not find; `sympos` when only that position is missing. */
export function missingSymbol(
  kernel: Kernel,
  patch: string,
  onlyObject?: string,
): { readonly object: string; readonly func: string; readonly sympos?: number } | null {
  for (const object of patchOf(kernel, patch)?.objects ?? []) {
    if (onlyObject !== undefined && object.name !== onlyObject) continue;
    if (!isObjectLoaded(kernel, object.name)) continue;
    const symbols = symbolsOf(kernel, object.name);
    const missing = object.funcs.find((func) => !symbols.includes(funcKey(func)));
    if (missing === undefined) continue;
    const { oldName, sympos } = missing;
    return { object: object.name, func: oldName, ...(symbols.includes(oldName) && { sympos }) };
  }
  return null;
}

function symbolsOf(kernel: Kernel, object: string): readonly string[] {
  if (object === VMLINUX) return kernel.symbols;
  const image = imageOf(kernel, object);
  return image?.kind === 'target' ? image.functions.map(({ name }) => name) : [];
}

/** `klp_init_object_loaded()` → `klp_find_object_symbol()`. */
export function symbolNotFound(kernel: Kernel, { module }: Insmod): Verdict {
  const missing = missingSymbol(kernel, module);
  if (missing === null) return permitted('symbolNotFound');
  return refused('symbolNotFound', {
    errno: 'EINVAL',
    because: `${module} patches ${missing.func}() in ${missing.object}, and there is no such symbol.`,
    wayOut: 'Build the livepatch for the kernel that runs.',
    source: { kernel: 'kernel/livepatch/core.c: klp_find_object_symbol()' },
  });
}

/** `list_add_tail(&patch->list, &klp_patches)`. */
export const listPatch = (kernel: Kernel, { module }: Insmod): Kernel =>
  withPatch(kernel, module, (patch) => ({ ...patch, listed: true }));

/** The error path of `klp_enable_patch()`: list entry, directory and reference go at once. */
export const undoPatch = (kernel: Kernel, { module }: Insmod): Kernel =>
  withModule({ ...kernel, patches: kernel.patches.filter(({ name }) => name !== module) }, module, (found) => ({
    ...found,
    refcnt: found.refcnt - 1,
  }));

/** `__klp_enable_patch()` and `__klp_disable_patch()`: one transition at a time. No log line. */
export function transitionInProgress(kernel: Kernel): Verdict {
  const { transition } = kernel;
  if (transition === null) return permitted('transitionInProgress');
  return refused('transitionInProgress', {
    errno: 'EBUSY',
    because: `The transition of ${transition.patch} is still in progress, and there can be only one.`,
    wayOut: `Wait until it completes, or reverse it: echo ${
      transition.target === KLP_PATCHED ? 0 : 1
    } > /sys/kernel/livepatch/${transition.patch}/enabled.`,
    compared: [compare('klp_transition_patch', transition.patch, '=', 'needed', 'NULL', false)],
    source: { kernel: 'kernel/livepatch/core.c: __klp_enable_patch(), __klp_disable_patch()' },
  });
}

/* ----------------------------------------------------------------------------------------------- rmmod ---------- */

type Rmmod = On<'rmmod'>;

export function moduleNotLoaded(kernel: Kernel, { module }: Rmmod): Verdict {
  if (moduleOf(kernel, module) !== undefined) return permitted('moduleNotLoaded');
  return refused('moduleNotLoaded', {
    errno: 'ENOENT',
    because: `No module named ${module} is loaded.`,
    wayOut: 'There is nothing to remove.',
    source: { kernel: 'kernel/module/main.c: delete_module()' },
  });
}

/** A livepatch holds its own reference from `klp_enable_patch()` until `klp_free_patch_work_fn()`, for ever if forced. */
export function moduleInUse(kernel: Kernel, { module }: Rmmod): Verdict {
  const refcnt = moduleOf(kernel, module)?.refcnt ?? 0;
  const compared = compare(`refcnt of ${module}`, refcnt, '=', 'needed', 0, refcnt === 0);
  if (refcnt === 0) return permitted('moduleInUse', compared);
  const patch = patchOf(kernel, module);
  const wayOut =
    patch === undefined
      ? 'A forced patch keeps its reference for ever.'
      : patch.listed
        ? 'Disable or replace the patch first, and let its transition complete.'
        : 'Wait a moment: klp_free_patch_work_fn() drops the reference.';
  return refused('moduleInUse', {
    errno: 'EAGAIN',
    because: `${module} is in use: its reference count is ${refcnt}.`,
    wayOut,
    compared: [compared],
    source: { kernel: 'kernel/module/main.c: try_stop_module(); kernel/livepatch/core.c: klp_free_patch_finish()' },
  });
}

export const removesLivepatch = (kernel: Kernel, { module }: Rmmod): boolean =>
  moduleOf(kernel, module)?.kind === 'livepatch';
