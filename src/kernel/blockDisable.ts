/** `block_disable`, posted in January 2025: stickiness per state. */
import type { On } from './events';
import { kstrtobool } from './kstrto';
import type { Kernel } from './model';
import { listedPatches, livepatchImageOf, patchOf, replaceFlag } from './queries';
import { listedState, statesOf } from './states';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

const series = 'live-patching list, January 2025, patch 4 of 19';

/** Where the two rules were proposed; no kernel has them. */
export const loadMail = `${series}: klp_is_patch_compatible()`;
export const disableMail = `${series}: enabled_store()`;

/**
 * A cumulative patch is refused when a patch on `klp_patches` has a state with `block_disable` that it does not list;
 * versions are not compared, and every other patch loads. Refuses with -EINVAL.
 */
export function blockedStateNotListed(kernel: Kernel, { module, params }: On<'insmod'>): Verdict {
  const image = livepatchImageOf(kernel, module);
  if (image === undefined || !replaceFlag(image, params)) return permitted('blockedStateNotListed');
  const own = image.states.map(({ id }) => id).join(', ') || 'none';
  const blocked = statesOf(listedPatches(kernel)).filter(({ state }) => state.blockDisable === true);
  const asked = blocked.map(({ patch, state }) => {
    const holds = listedState(image, state.id) !== undefined;
    const right = `state with block_disable of ${patch.name}`;
    return { patch, state, holds, compared: compare(`states of ${module}`, own, '∋', right, state.id, holds) };
  });
  const dropped = asked.find(({ holds }) => !holds);
  if (dropped === undefined) return permitted('blockedStateNotListed', ...asked.map(({ compared }) => compared));
  const { patch, state } = dropped;
  return refused('blockedStateNotListed', {
    errno: 'EINVAL',
    because: `${module} is cumulative and does not list state ${state.id}, which ${patch.name} has changed and which cannot be undone.`,
    wayOut: `Load a cumulative livepatch that lists state ${state.id}, with block_disable or without; or one that is not cumulative.`,
    compared: [dropped.compared],
    source: { mail: loadMail },
  });
}

/**
 * `echo 0` on an enabled patch that has a state with `block_disable`, fully patched or still in its own transition: the
 * check stands before the reversal, so that is refused too. `echo 1` is not asked. Refuses with -EINVAL.
 */
export function disableNotSupported(kernel: Kernel, { patch: name, value }: On<'echo.enabled'>): Verdict {
  if (kstrtobool(value) !== false) return permitted('disableNotSupported');
  const blocked = patchOf(kernel, name)?.states.find(({ blockDisable }) => blockDisable === true);
  if (blocked === undefined) {
    return permitted('disableNotSupported', compare(`states of ${name} with block_disable`, 0, '=', 'needed', 0, true));
  }
  const reversal = kernel.transition?.patch === name;
  return refused('disableNotSupported', {
    errno: 'EINVAL',
    because: `${name} has changed state ${blocked.id}, which cannot be undone, so ${reversal ? 'its transition cannot be reversed' : 'it cannot be disabled'}.`,
    wayOut: `${reversal ? 'Wait until its transition completes, or force it; then load' : 'Load'} a cumulative livepatch that lists state ${blocked.id} without block_disable; that one can be disabled.`,
    compared: [compare(`block_disable of state ${blocked.id}`, 1, '=', 'needed', 0, false)],
    source: { mail: disableMail },
  });
}
