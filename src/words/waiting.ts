/** What a livepatch waits for: modules that it patches and that are not loaded. */
import { kbuildModname } from '../kernel/kbuildModname';
import type { Kernel, Patch } from '../kernel/model';
import { isObjectLoaded, moduleOf, patchOf } from '../kernel/queries';

const names = (all: readonly string[]): string => all.map((name) => `\`${name}\``).join(' and ');

/** A name that no module can have, next to the module that was probably meant. */
const misspelled = (kernel: Kernel, written: string): string => {
  const meant = kbuildModname(written);
  if (meant === written) return '';
  const rule = written.includes('.ko')
    ? 'Module names have no `.ko`'
    : 'A module’s name has `_` where its file has `-`';
  const there = moduleOf(kernel, meant) === undefined ? `the module is called \`${meant}\`` : `\`${meant}\` is loaded`;
  return ` ${rule}: ${there}, and \`${written}\` is not.`;
};

const absentOf = (kernel: Kernel, patch: Patch): readonly string[] =>
  patch.objects.filter(({ name, dynamic }) => !dynamic && !isObjectLoaded(kernel, name)).map(({ name }) => name);

export interface Waiting {
  readonly says: string;
  /** Nothing at all is redirected yet. */
  readonly forAll: boolean;
}

/** `klp_find_object_module()` found nothing: no error, and nothing of that object is redirected. `null` when all are there. */
export const waitingFor = (kernel: Kernel, name: string): Waiting | null => {
  const patch = patchOf(kernel, name);
  const absent = patch === undefined ? [] : absentOf(kernel, patch);
  if (patch === undefined || absent.length === 0) return null;
  const modules = `${absent.length === 1 ? 'the module' : 'the modules'} ${names(absent)}`;
  const hints = absent.map((each) => misspelled(kernel, each)).join('');
  const forAll = patch.objects.every(({ name: object, dynamic }) => dynamic || absent.includes(object));
  return forAll
    ? {
        forAll,
        says: `No object of \`${name}\` is loaded, so nothing is redirected yet: it waits for ${modules}.${hints}`,
      }
    : {
        forAll,
        says: `Nothing of \`${name}\` is redirected in ${modules} yet: ${absent.length === 1 ? 'it is' : 'they are'} not loaded.${hints}`,
      };
};
