/** Versioning, the first half of the RFC of 11 February 2019: the version of a livepatch and the `latest_version` counter. */

import { disableWords } from './disableWords';
import type { On } from './events';
import type { Kernel } from './model';
import { listedPatches, livepatchImageOf } from './queries';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

/** Where the rule was proposed; no kernel has it. */
export const versioningMail = 'RFC of 11 February 2019, live-patching list: cover letter; changelog of patch 1/2';

/** What can be done about a version that is not newer: a sticky patch keeps the counter where it is. */
function staleRemedy(kernel: Kernel, version: number): string {
  const enabled = listedPatches(kernel).filter((patch) => patch.enabled);
  // The one in transition counts soon.
  const highest = enabled.reduce((most, patch) => Math.max(most, patch.version), kernel.latestVersion);
  const above = `Load a livepatch with a version above ${highest}`;
  const holders = enabled.filter((patch) => patch.version >= version);
  const sticky = holders.find((patch) => patch.sticky && patch.name !== kernel.transition?.patch);
  if (sticky !== undefined) return `${above}. ${sticky.name} is sticky, so it cannot be disabled to lower the counter.`;
  if (holders.length === 0) return `${above}, or wait until the transition completes: the counter falls then.`;
  const names = holders.map(({ name }) => name);
  return `${above}, or ${disableWords(kernel, names)}: the counter falls when that is done.`;
}

/**
 * The cover letter asks for increasing version numbers: a patch with `version > 0` loads only if
 * `version > latest_version`; version 0 opts out (changelog of patch 1/2). Refuses with -EINVAL (reading 1).
 */
export function versionNotNewer(kernel: Kernel, { module }: On<'insmod'>): Verdict {
  const version = livepatchImageOf(kernel, module)?.version ?? 0;
  const latest = kernel.latestVersion;
  if (version === 0) {
    return permitted('versionNotNewer', compare(`version of ${module}`, 0, '=', 'opted out', 0, true));
  }
  const compared = compare(`version of ${module}`, version, '>', 'latest_version', latest, version > latest);
  if (version > latest) return permitted('versionNotNewer', compared);
  return refused('versionNotNewer', {
    errno: 'EINVAL',
    because:
      version === latest
        ? `Version ${version} of ${module} equals the latest version ${latest}; equal is not newer.`
        : `Version ${version} of ${module} is older than the latest version ${latest}.`,
    wayOut: staleRemedy(kernel, version),
    compared: [compared],
    source: {
      mail: versioningMail,
      rfc: 'Only livepatches with increasing version numbers may load.',
      reading: version === latest ? 'equal' : 'errno',
    },
  });
}

/** "decrementing" is read as: the highest version among the patches enabled now, or 0 (reading 2). */
export const highestEnabled = (kernel: Kernel): number =>
  listedPatches(kernel).reduce((highest, { enabled, version }) => (enabled ? Math.max(highest, version) : highest), 0);

export const updateLatestVersion = (kernel: Kernel): Kernel => {
  const latestVersion = highestEnabled(kernel);
  return latestVersion === kernel.latestVersion ? kernel : { ...kernel, latestVersion };
};
