/** What was merged instead (Linux 5.5): versions per state, checked against every livepatch installed. */
import type { On } from '../events';
import { compare, permitted, refused } from '../judge';
import type { Kernel, KlpState } from '../model';
import { listedPatches, livepatchImageOf, replaceFlag } from '../queries';
import type { Verdict } from '../verdict';
import type { Policy } from './policy';

/**
 * Refused when any patch on `klp_patches`, enabled or in transition, has a state that this patch lists with a lower
 * version, or, if this patch is cumulative, does not list at all. Asked once, at load.
 * `kernel/livepatch/state.c: klp_is_patch_compatible()`.
 */
export function statesNotCompatible(kernel: Kernel, { module, params }: On<'insmod'>): Verdict {
  const image = livepatchImageOf(kernel, module);
  if (image === undefined) return permitted('statesNotCompatible');
  const replace = replaceFlag(image, params);
  const stateOf = (id: number): KlpState | undefined => image.states.find((state) => state.id === id);
  const compared = [];
  for (const patch of listedPatches(kernel)) {
    for (const old of patch.states) {
      const own = stateOf(old.id);
      if (own === undefined && !replace) continue;
      const holds = own !== undefined && own.version >= old.version;
      const left = `state ${old.id} of ${module}`;
      const comparison = compare(
        left,
        own?.version ?? 'none',
        '≥',
        `state ${old.id} of ${patch.name}`,
        old.version,
        holds,
      );
      compared.push(comparison);
      if (holds) continue;
      return refused('statesNotCompatible', {
        errno: 'EINVAL',
        because:
          own === undefined
            ? `${module} is cumulative and does not list state ${old.id}, which ${patch.name} has changed.`
            : `${module} knows state ${old.id} in version ${own.version}, and ${patch.name} has already made it version ${old.version}.`,
        wayOut: `Load a livepatch that lists state ${old.id} with version ${old.version} or higher, or disable ${patch.name} first.`,
        compared: [comparison],
        source: { kernel: 'kernel/livepatch/state.c: klp_is_patch_compatible()' },
      });
    }
  }
  return permitted('statesNotCompatible', ...compared);
}

export const systemState: Policy = {
  id: 'system-state',
  title: 'System state: versions per state',
  since: 'Linux 5.5 and later',
  summary:
    'A livepatch lists the system states it changes, each with a version; it loads only if it can take over every state that is already changed.',
  onLoad: ['statesNotCompatible'],
  onDisable: [],
  onReverse: [],
  replaces: 'replacesAllListed',
  onComplete: [],
  counter: false,
  looksAt: ['states', 'replace'],
  patchFiles: ['replace', 'stack_order'],
};
