/** How modules are named. Pure. */
import { kbuildModname } from './kbuildModname';

/** `include/linux/moduleparam.h`: MODULE_NAME_LEN is 56 with the final 0. */
const LONGEST_MODULE_NAME = 55;

/** The name becomes part of names in C, `__KBUILD_MODNAME=kmod_8021q`: a digit may come first, as in `8021q` and `9p`. */
export const isModuleName = (name: string): boolean => /^\w+$/.test(name) && name.length <= LONGEST_MODULE_NAME;

/** Why no module is called this; `null` when one can be. */
export function notModuleName(name: string): string | null {
  if (isModuleName(name)) return null;
  if (name === '') return 'a module has a name';
  if (name.length > LONGEST_MODULE_NAME) return `the name of a module has at most ${LONGEST_MODULE_NAME} characters`;
  const meant = kbuildModname(name);
  const instead = isModuleName(meant) ? `: write ${meant}` : '';
  if (/\.(?:ko(?:\.\w+)?|c|o)$/.test(name)) return `‘${name}’ is the name of a file, not of a module${instead}`;
  const what = 'has only letters, digits and _ in its name';
  return /[-,]/.test(name) && instead !== ''
    ? `a module ${what}, for the build makes - and , to _${instead}`
    : `a module ${what}, and ‘${name}’ has others${instead}`;
}
