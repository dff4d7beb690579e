/** The module loader and `klp_enable_patch()` up to the point where a transition may start. */

import { withModule, withPatch } from './changed';
import type { Errno } from './errno';
import type { KernelEvent, On } from './events';
import { elementOf, holdsSeveral, isFlag, type LivepatchImage, type ParamImage } from './images';
import { kstrtobool, kstrtonumber } from './kstrto';
import { type Kernel, KLP_PATCHED, type Module, type Patch, type Transition } from './model';
import { givenOf, imageOf, livepatchImageOf, moduleOf, parameq, patchOf, replaceFlag, usersOf } from './queries';
import { howToRelease, isPinned } from './removing';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

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

/**
 * A live module of that name is found early (`module_patient_check_exists()`). One whose init has not returned is waited for.
 */
export function moduleAlreadyLoaded(kernel: Kernel, { module }: Insmod): Verdict {
  const loaded = moduleOf(kernel, module);
  if (loaded === undefined) return permitted('moduleAlreadyLoaded');
  const source = { kernel: 'kernel/module/main.c: module_patient_check_exists()' };
  const compared = [compare(`modules named ${module}`, 1, '=', 'allowed', 0, false)];
  if (loaded.state === 'COMING') {
    return refused('moduleAlreadyLoaded', {
      errno: null,
      because: `The init function of ${module} has not returned, and this insmod would wait for it, too.`,
      wayOut: 'Nothing but a reboot: that init function will never return.',
      compared,
      source,
    });
  }
  return refused('moduleAlreadyLoaded', {
    errno: 'EEXIST',
    because: `A module named ${module} is already loaded.`,
    wayOut: isPinned(kernel, module)
      ? `The livepatch was forced, so its module stays until reboot: only then can ${module} be loaded again.`
      : loaded.refcnt === 0
        ? `rmmod ${module} first.`
        : `${howToRelease(kernel, module)} Then rmmod ${module}.`,
    compared,
    source,
  });
}

/** What `param_set_int()`, its kin and `param_set_bool()` return for a value; `null` when they take it. Of several, for the first bad one. */
export function paramError(type: ParamImage['type'], value: string): Errno | null {
  if (holdsSeveral(type)) {
    const errors = value.split(',').map((each) => paramError(elementOf(type), each));
    return errors.find((error) => error !== null) ?? null;
  }
  if (isFlag(type)) return kstrtobool(value) === null ? 'EINVAL' : null;
  const number = type === 'text' ? 0n : kstrtonumber(value, type);
  return typeof number === 'bigint' ? null : number;
}

/**
 * What the parameter holds after a write that was refused: `param_array()` has taken the values before the one that is wrong, and
 * counts only them. One that holds a single value keeps it: `null`.
 */
export function keptOfRefused(type: ParamImage['type'], value: string): string | null {
  if (!holdsSeveral(type)) return null;
  const values = value.split(',');
  return values
    .slice(
      0,
      values.findIndex((each) => paramError(elementOf(type), each) !== null),
    )
    .join(',');
}

/** What a parameter of this type takes. */
export const paramWayOut = (type: ParamImage['type']): string => {
  const one = holdsSeveral(type) ? elementOf(type) : type;
  return isFlag(one) ? 'Write 0 or 1.' : `Write a whole number that fits ${one === 'int' ? 'an' : 'a'} ${one}.`;
};

/** One parameter of the command line that `parse_args()` complains about. */
export interface ParameterComplaint {
  readonly name: string;
  readonly value: string;
  readonly type: ParamImage['type'];
  /** `null`: the module has no such parameter, which is only warned about. */
  readonly errno: Errno | null;
}

/** The value in the line about it: of several, `param_array()` has put an end where the first comma was. */
export const loggedValue = ({ type, value }: ParameterComplaint): string =>
  holdsSeveral(type) ? value.replace(/,.*/s, '') : value;

/** Parameters that the loader itself knows for every module (`unknown_module_param_cb()`). */
const loaderParameters: readonly string[] = ['async_probe', 'dyndbg'];

/** In the order of the command line; `parse_args()` goes on after a value that is not taken. */
export function parameterComplaints(kernel: Kernel, { module, params }: Insmod): readonly ParameterComplaint[] {
  const image = imageOf(kernel, module);
  return Object.entries(params ?? {}).flatMap(([name, value]): ParameterComplaint[] => {
    const known = image?.params.find((param) => parameq(name, param.name));
    if (known === undefined) return loaderParameters.includes(name) ? [] : [{ name, value, type: 'text', errno: null }];
    const errno = paramError(known.type, value);
    return errno === null ? [] : [{ name, value, type: known.type, errno }];
  });
}

/** `kernel/params.c: parse_args()` returns the last error. A parameter the module does not have is ignored with a warning. */
export function parameterInvalid(kernel: Kernel, event: Insmod): Verdict {
  const wrong = parameterComplaints(kernel, event).filter(({ errno }) => errno !== null);
  const last = wrong.at(-1);
  if (last === undefined) return permitted('parameterInvalid');
  return refused('parameterInvalid', {
    errno: last.errno,
    because: `'${last.value}' is not a value for the ${last.type} parameter ${last.name} of ${event.module}.`,
    wayOut: paramWayOut(last.type),
    compared: wrong.map(({ name, value, type }) => compare(name, value, 'is', 'type', type, false)),
    source: { kernel: 'kernel/params.c: parse_args(), parse_one()' },
  });
}

export const isLivepatch = (kernel: Kernel, { module }: Insmod): boolean =>
  imageOf(kernel, module)?.kind === 'livepatch';

/**
 * MODULE_INFO(livepatch, "Y") taints the kernel; `kernel/module/main.c: module_augment_kernel_taints()`.
 *
 * Simplified: the only taint is that of livepatches. A module that was built out of the tree, or is not signed, taints the
 * kernel with a letter and a log line of its own.
 * Reason: the modules here are taken to be signed and in the tree, like the kernel's own test modules.
 * Matters to: tainting.
 */
export const taints = (kernel: Kernel, { module }: Insmod): boolean =>
  !kernel.tainted && livepatchImageOf(kernel, module)?.complaint?.about !== 'notMarked';

export const taintKernel = (kernel: Kernel, event: Insmod): Kernel =>
  taints(kernel, event) ? { ...kernel, tainted: true } : kernel;

/**
 * The module is COMING, with a reference of its own until its init function has returned (`module_unload_init()`).
 *
 * Simplified: modules do not depend on each other, and what others hold of one (`usedBy`) stays as it is. Memory never runs out
 * while one loads.
 * Reason: who uses a module, and whether there is memory, is not for the livepatch core to say; -EBUSY and -ENOMEM for such
 * reasons are the loader's.
 * Matters to: no single step.
 */
export function insertModule(kernel: Kernel, { module, params }: Insmod): Kernel {
  const image = imageOf(kernel, module);
  if (image === undefined) return kernel;
  const values = Object.fromEntries(
    image.params.map(({ name, default: value }) => [name, givenOf(params, name) ?? value]),
  );
  const inserted: Module = { name: module, kind: image.kind, state: 'COMING', refcnt: 1, params: values };
  return { ...kernel, modules: [...kernel.modules, inserted] };
}

/** The load failed, or the module was removed: it is gone, and ftrace forgets its functions (`ftrace_release_mod()`). */
export const freeModule = ({ touched, ...kernel }: Kernel, { module }: On<'insmod' | 'rmmod'>): Kernel => ({
  ...kernel,
  modules: kernel.modules.filter(({ name }) => name !== module),
  ...(touched && { touched: touched.filter((func) => !func.startsWith(`${module}:`)) }),
});

/** `try_module_get()` in `klp_enable_patch()`. */
export const takeModuleReference = (kernel: Kernel, { module }: Insmod): Kernel =>
  withModule(kernel, module, (found) => ({ ...found, refcnt: found.refcnt + 1 }));

/** `do_init_module()` is over: MODULE_STATE_LIVE, and the reference that was held meanwhile is dropped. */
export const initReturned = (kernel: Kernel, event: KernelEvent): Kernel => {
  const module = event.type === 'insmod' ? moduleOf(kernel, event.module) : undefined;
  if (module?.state !== 'COMING' || module.initWaits === true) return kernel;
  return withModule(kernel, module.name, (found) => ({
    ...found,
    state: 'LIVE',
    refcnt: found.refcnt - 1 + usersOf(imageOf(kernel, module.name)),
  }));
};

/** What init returned is positive: no error, but worth a warning. */
export const initReturnsPositive = (kernel: Kernel): boolean => kernel.call?.returned !== undefined;

const filled = (lines: readonly string[], module: string): readonly string[] =>
  lines.map((line) => line.replaceAll('{module}', () => module));

/** What the livepatch's own init and exit functions print. */
export const ownLines = (kernel: Kernel, module: string, when: 'before' | 'after' | 'exit'): readonly string[] => {
  const image = livepatchImageOf(kernel, module);
  return filled((when === 'exit' ? image?.exitLog : image?.initLog?.[when]) ?? [], module);
};

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

/** `list_add_tail(&patch->list, &klp_patches)`. */
export const listPatch = (kernel: Kernel, { module }: Insmod): Kernel =>
  withPatch(kernel, module, (patch) => ({ ...patch, listed: true }));

/** The error path of `klp_enable_patch()`: list entry, directory and reference go at once. */
export const undoPatch = (kernel: Kernel, { module }: Insmod): Kernel =>
  withModule({ ...kernel, patches: kernel.patches.filter(({ name }) => name !== module) }, module, (found) => ({
    ...found,
    refcnt: found.refcnt - 1,
  }));

/** A state that cannot be undone forbids the reversal of a patching transition, where block_disable counts. */
function wayOutOf(kernel: Kernel, { patch, target }: Transition): string {
  const blocked = patchOf(kernel, patch)?.states.find(({ blockDisable }) => blockDisable === true);
  if (target === KLP_PATCHED && blocked !== undefined) {
    return `Wait until it completes. It changes state ${blocked.id} with block_disable, so do not count on reversing it.`;
  }
  const value = target === KLP_PATCHED ? 0 : 1;
  return `Wait until it completes, or reverse it: echo ${value} > /sys/kernel/livepatch/${patch}/enabled.`;
}

/** `__klp_enable_patch()` and `__klp_disable_patch()`: one transition at a time. No log line. */
export function transitionInProgress(kernel: Kernel): Verdict {
  const { transition } = kernel;
  if (transition === null) return permitted('transitionInProgress');
  return refused('transitionInProgress', {
    errno: 'EBUSY',
    because: `The transition of ${transition.patch} is still in progress, and there can be only one.`,
    wayOut: wayOutOf(kernel, transition),
    compared: [compare('klp_transition_patch', transition.patch, '=', 'needed', 'NULL', false)],
    source: { kernel: 'kernel/livepatch/core.c: __klp_enable_patch(), __klp_disable_patch()' },
  });
}
