/** System states with versions: may a new patch take over the states of the installed patches? */

import { disableWords } from './disableWords';
import type { On } from './events';
import type { LivepatchImage } from './images';
import type { Kernel, KlpState, Patch } from './model';
import { listedPatches, livepatchImageOf, replaceFlag } from './queries';
import type { RuleName } from './rules';
import type { Compared, Source, Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

/** The kernel function that compares them. */
export const statesSource = 'kernel/livepatch/state.c: klp_is_patch_compatible()';

/** The states of the installed patches, in list order, each with its patch. */
export const statesOf = (patches: readonly Patch[]): readonly { readonly patch: Patch; readonly state: KlpState }[] =>
  patches.flatMap((patch) => patch.states.map((state) => ({ patch, state })));

/** The state of this id in the image's own list. */
export const listedState = (image: LivepatchImage, id: number): KlpState | undefined =>
  image.states.find((state) => state.id === id);

interface Asked {
  readonly kernel: Kernel;
  readonly image: LivepatchImage;
  /** The patches whose states count. */
  readonly patches: Kernel['patches'];
  /** Why the new patch must list every state, in words; `null` when it need not. */
  readonly mustList: string | null;
  readonly source: Source;
}

/** Refuses with -EINVAL the first state that is listed with a lower version, or must be listed and is not. */
export function mayTakeOver(rule: RuleName, { kernel, image, patches, mustList, source }: Asked): Verdict {
  const compared: Compared[] = [];
  for (const { patch, state } of statesOf(patches)) {
    const own = listedState(image, state.id);
    if (own === undefined && mustList === null) continue;
    const holds = own !== undefined && own.version >= state.version;
    const [left, right] = [`state ${state.id} of ${image.name}`, `state ${state.id} of ${patch.name}`];
    const comparison = compare(left, own?.version ?? 'none', '≥', right, state.version, holds);
    compared.push(comparison);
    if (holds) continue;
    return refused(rule, {
      errno: 'EINVAL',
      because:
        own === undefined
          ? `${image.name} is ${mustList} and does not list state ${state.id}, which ${patch.name} has changed.`
          : `${image.name} lists state ${state.id} with version ${own.version}, and ${patch.name} has changed it to version ${state.version}.`,
      wayOut: `Load a livepatch that lists state ${state.id} with version ${state.version} or higher, or ${disableWords(kernel, [patch.name])}.`,
      compared: [comparison],
      source,
    });
  }
  return permitted(rule, ...compared);
}

/**
 * Refused when any patch on `klp_patches`, enabled or in transition, has a state that this patch lists with a lower
 * version, or, if this patch is cumulative, does not list at all. Asked once, at load.
 * `kernel/livepatch/state.c: klp_is_patch_compatible()`.
 */
export function statesNotCompatible(kernel: Kernel, { module, params }: On<'insmod'>): Verdict {
  const image = livepatchImageOf(kernel, module);
  if (image === undefined) return permitted('statesNotCompatible');
  return mayTakeOver('statesNotCompatible', {
    kernel,
    image,
    patches: listedPatches(kernel),
    mustList: replaceFlag(image, params) ? 'cumulative' : null,
    source: { kernel: statesSource },
  });
}
