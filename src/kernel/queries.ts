/** Questions about a kernel that several concepts ask. No rule lives here, and nothing that changes one. */

import { isFlag, type LivepatchImage, type ModuleImage, type ParamImage } from './images';
import { intOf, kstrtobool } from './kstrto';
import { type Kernel, type KlpFunc, type KlpObject, type KlpOps, type Module, type Patch, VMLINUX } from './model';

/**
 * The identity of a function inside its object: (old name, sympos), 0 and 1 being the same
 * (`klp_find_func()` as of 6.19). Written as in `Frame.func`.
 */
export const funcKey = (func: { readonly oldName: string; readonly sympos: number }): string =>
  func.sympos > 1 ? `${func.oldName},${func.sympos}` : func.oldName;

/** The old name alone, as log lines print it. */
export const oldNameOf = (key: string): string => key.split(',')[0] ?? key;

export const imageOf = (kernel: Kernel, name: string): ModuleImage | undefined =>
  kernel.library.find((image) => image.name === name);

/** References that others than the livepatch core hold of a module once its init function has returned. */
export const usersOf = (image: ModuleImage | undefined): number => (image?.kind === 'target' ? (image.usedBy ?? 0) : 0);

/** Made for this machine: the modules that come with the project name their source. */
export const isOwnImage = ({ source }: Pick<ModuleImage, 'source'>): boolean => source === undefined;

export const livepatchImageOf = (kernel: Kernel, name: string): LivepatchImage | undefined => {
  const image = imageOf(kernel, name);
  return image?.kind === 'livepatch' ? image : undefined;
};

export const moduleOf = (kernel: Kernel, name: string): Module | undefined =>
  kernel.modules.find((module) => module.name === name);

/** The patch with a directory in sysfs. */
export const patchOf = (kernel: Kernel, name: string): Patch | undefined =>
  kernel.patches.find((patch) => patch.name === name);

/** `klp_patches`. */
export const listedPatches = (kernel: Kernel): readonly Patch[] => kernel.patches.filter((patch) => patch.listed);

export const transitionPatch = (kernel: Kernel): Patch | undefined =>
  kernel.transition === null ? undefined : patchOf(kernel, kernel.transition.patch);

export const opsOf = (kernel: Kernel, object: string, func: string): KlpOps | undefined =>
  kernel.ops.find((ops) => ops.object === object && ops.func === func);

export const objectOf = (patch: Patch, name: string): KlpObject | undefined =>
  patch.objects.find((object) => object.name === name);

export const hasFunc = (object: KlpObject, func: KlpFunc): boolean =>
  object.funcs.some((other) => funcKey(other) === funcKey(func));

/** `klp_is_object_loaded()`. */
export const isObjectLoaded = (kernel: Kernel, name: string): boolean => {
  if (name === VMLINUX) return true;
  const module = moduleOf(kernel, name);
  return module !== undefined && module.state !== 'GOING';
};

/** `kernel/params.c: parameq()`: to the kernel a dash in the name of a parameter is an underscore. */
export const parameq = (given: string, name: string): boolean => given.replaceAll('-', '_') === name;

/** The value that a command line gives to a parameter; the last one counts. */
export const givenOf = (given: Readonly<Record<string, string>> = {}, param: string): string | undefined =>
  Object.entries(given).findLast(([name]) => parameq(name, param))?.[1];

/** The value of a loaded module's parameter; the image's default when it was not given. */
export const paramOf = (kernel: Kernel, module: string, param: string): string | undefined =>
  moduleOf(kernel, module)?.params[param] ??
  imageOf(kernel, module)?.params.find(({ name }) => name === param)?.default;

/**
 * What the variable behind a parameter holds, as C asks for it: of `invbool` the opposite of what is written and read
 * (`kernel/params.c: param_set_invbool()`).
 */
export function numberHeld(type: ParamImage['type'], value: string): number {
  const isYes = kstrtobool(value) === true;
  return isFlag(type) ? Number(isYes !== (type === 'invbool')) : intOf(value) || Number(isYes);
}

/** The same of a loaded module's, now or after a write. */
export function paramNumber(kernel: Kernel, module: string, param: string, written?: string): number {
  const type = imageOf(kernel, module)?.params.find(({ name }) => name === param)?.type ?? 'int';
  return numberHeld(type, written ?? paramOf(kernel, module, param) ?? '');
}

/** A parameter with mode 0 has no file under `/sys/module` (`kernel/params.c: module_param_sysfs_setup()`). */
export const hasFile = ({ mode }: ParamImage): boolean => Number.parseInt(mode, 8) !== 0;

/** The `replace` flag that the init function will set: the image's own, or the value of the parameter that carries it. */
export function replaceFlag(image: LivepatchImage, given: Readonly<Record<string, string>> | undefined): boolean {
  const param = image.params.find(({ name }) => name === image.replaceParam);
  if (param === undefined) return image.replace;
  return numberHeld(param.type, givenOf(given, param.name) ?? param.default) !== 0;
}
