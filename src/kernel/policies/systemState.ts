/** What was merged instead (Linux 5.5): versions per state, checked against every livepatch installed. */
import type { On } from '../events';
import { permitted } from '../judge';
import type { Kernel } from '../model';
import { listedPatches, livepatchImageOf, replaceFlag } from '../queries';
import type { Verdict } from '../verdict';
import type { Policy } from './policy';
import { mayTakeOver } from './takeOver';

/**
 * Refused when any patch on `klp_patches`, enabled or in transition, has a state that this patch lists with a lower
 * version, or, if this patch is cumulative, does not list at all. Asked once, at load.
 * `kernel/livepatch/state.c: klp_is_patch_compatible()`.
 */
export function statesNotCompatible(kernel: Kernel, { module, params }: On<'insmod'>): Verdict {
  const image = livepatchImageOf(kernel, module);
  if (image === undefined) return permitted('statesNotCompatible');
  return mayTakeOver('statesNotCompatible', {
    image,
    patches: listedPatches(kernel),
    mustList: replaceFlag(image, params) ? 'cumulative' : null,
    source: { kernel: 'kernel/livepatch/state.c: klp_is_patch_compatible()' },
  });
}

export const systemState: Policy = {
  id: 'system-state',
  title: 'System state: versions per state',
  since: 'Linux 5.5 and later',
  summary:
    'A livepatch lists the system states it changes, each with a version; it loads only if it can take over every state that is already changed.',
  onLoad: ['statesNotCompatible'],
  onWrite: [],
  onDisable: [],
  replaces: 'replacesAllListed',
  onComplete: [],
  counter: false,
  looksAt: ['replace', 'states', 'stateVersions'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order'],
};
