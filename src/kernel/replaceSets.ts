/** Replace sets, version 2 posted on 29 May 2026: a number per livepatch in the place of the `replace` flag. */

import { withPatch } from './changed';
import { disableWords } from './disableWords';
import type { On } from './events';
import type { LivepatchImage } from './images';
import type { Kernel, Patch } from './model';
import { funcKey, listedPatches, livepatchImageOf } from './queries';
import type { RuleName } from './rules';
import { listedState, mayTakeOver } from './states';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

/** The new patch and the patches on `klp_patches` that carry its `replace_set` (posted May 2026). */
const inSameSet = (kernel: Kernel, replaceSet: number): readonly Patch[] =>
  listedPatches(kernel).filter((patch) => patch.replaceSet === replaceSet);

/** Every patch is cumulative within its set: it replaces the patch with the same number, and no other. It has no `replace` flag. */
export function replacesSameSet(kernel: Kernel, { module }: On<'insmod'>): Kernel {
  return withPatch(kernel, module, (patch) => ({
    ...patch,
    replace: false,
    replaces: inSameSet(kernel, patch.replaceSet).map(({ name }) => name),
  }));
}

/** Where the rules were proposed; no kernel has them. */
export const replaceSetsMail = 'live-patching list, 29 May 2026, version 2: klp_is_patch_compatible()';

const source = { mail: replaceSetsMail };

/**
 * Every patch is cumulative within its set, so it must list each state of the patch it replaces, with the same version
 * or a higher one. Refuses with -EINVAL.
 */
export function setStatesNotCompatible(kernel: Kernel, { module }: On<'insmod'>): Verdict {
  const image = livepatchImageOf(kernel, module);
  if (image === undefined) return permitted('setStatesNotCompatible');
  return mayTakeOver('setStatesNotCompatible', {
    kernel,
    image,
    patches: inSameSet(kernel, image.replaceSet),
    mustList: `cumulative within set ${image.replaceSet}`,
    source,
  });
}

/** What the new patch and a patch of another set both have, in words. */
type Shared = (image: LivepatchImage, other: Patch) => readonly string[];

const sharedStates: Shared = (image, other) =>
  other.states.filter(({ id }) => listedState(image, id) !== undefined).map(({ id }) => `state ${id}`);

/** Same object, same old name, sympos equal (0 and 1 are). The nops of a running transition are functions like others. */
const sharedFunctions: Shared = (image, other) =>
  other.objects.flatMap(({ name, funcs }) => {
    const own = new Set(image.objects.find((object) => object.name === name)?.funcs.map(funcKey));
    return funcs
      .map(funcKey)
      .filter((func) => own.has(func))
      .map((func) => `${func}() in ${name}`);
  });

interface Asked {
  readonly what: string;
  readonly shared: Shared;
}

function othersShareNothing(rule: RuleName, kernel: Kernel, module: string, { what, shared }: Asked): Verdict {
  const image = livepatchImageOf(kernel, module);
  if (image === undefined) return permitted(rule);
  const asked = listedPatches(kernel)
    .filter(({ replaceSet }) => replaceSet !== image.replaceSet)
    .map((other) => {
      const found = shared(image, other);
      const left = `${what} shared with ${other.name} of set ${other.replaceSet}`;
      return { other, found, compared: compare(left, found.join(', ') || 'none', '=', 'allowed', 'none', !found[0]) };
    });
  const taken = asked.find(({ found }) => found.length > 0);
  if (taken === undefined) return permitted(rule, ...asked.map(({ compared }) => compared));
  const { other, found } = taken;
  const states = other.states.length === 0 ? '' : ` and the states of ${other.name}`;
  return refused(rule, {
    errno: 'EINVAL',
    because: `${module} is in set ${image.replaceSet}, and ${found[0]} belongs to ${other.name} of set ${other.replaceSet}.`,
    wayOut: `Build ${module} with replace_set ${other.replaceSet}${states}, so that it replaces ${other.name}; or ${disableWords(kernel, [other.name])}.`,
    compared: [taken.compared],
    source,
  });
}

/** A state belongs to one set: refused when a patch of another set uses one of its state ids. -EINVAL. */
export const stateOfAnotherSet = (kernel: Kernel, { module }: On<'insmod'>): Verdict =>
  othersShareNothing('stateOfAnotherSet', kernel, module, { what: 'states', shared: sharedStates });

/** A function belongs to one set: refused when a patch of another set patches one of its functions. -EINVAL. */
export const functionOfAnotherSet = (kernel: Kernel, { module }: On<'insmod'>): Verdict =>
  othersShareNothing('functionOfAnotherSet', kernel, module, { what: 'functions', shared: sharedFunctions });
