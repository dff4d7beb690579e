/** The RFC of 11 February 2019: versioning and sticky patches. The default. */
import type { On } from '../events';
import { compare, permitted, refused } from '../judge';
import type { Kernel } from '../model';
import { listedPatches, livepatchImageOf, patchOf } from '../queries';
import type { Verdict } from '../verdict';
import type { Policy } from './policy';

/**
 * The cover letter asks for increasing version numbers: a patch with `version > 0` loads only if
 * `version > latest_version`; version 0 opts out (changelog of patch 1/2). Refuses with −EINVAL (reading 1).
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
    wayOut: `Load a version above ${latest}, or disable the newer patch so that the counter falls.`,
    compared: [compared],
    source: {
      rfc: 'Only livepatches with increasing version numbers may load.',
      reading: version === latest ? 'equal' : 'errno',
    },
  });
}

/**
 * A sticky patch that is fully patched may not be disabled directly. It may be reversed during its own patching
 * transition (not asked here: that is a reversal). Refuses with −EPERM (reading 1).
 */
export function stickyMayNotBeDisabled(kernel: Kernel, { patch: name }: On<'echo.enabled'>): Verdict {
  const patch = patchOf(kernel, name);
  const sticky = patch?.sticky ?? false;
  const compared = compare(`sticky of ${name}`, sticky ? 1 : 0, '=', 'needed', 0, !sticky);
  if (!sticky) return permitted('stickyMayNotBeDisabled', compared);
  return refused('stickyMayNotBeDisabled', {
    errno: 'EPERM',
    because: `${name} is sticky and fully patched, so it may not be disabled.`,
    wayOut: 'Load a cumulative patch that replaces it; the new patch’s own sticky flag then counts.',
    compared: [compared],
    source: { rfc: 'A sticky livepatch may not be disabled (directly).', reading: 'directly' },
  });
}

/** "decrementing" is read as: the highest version among the patches enabled now, or 0 (reading 2). */
export const updateLatestVersion = (kernel: Kernel): Kernel => {
  const latestVersion = listedPatches(kernel).reduce(
    (highest, { enabled, version }) => (enabled ? Math.max(highest, version) : highest),
    0,
  );
  return latestVersion === kernel.latestVersion ? kernel : { ...kernel, latestVersion };
};

export const rfc2019: Policy = {
  id: 'rfc-2019',
  title: 'RFC 2019: versioning and sticky',
  since: 'Proposed on 11 February 2019, not merged',
  summary:
    'Only livepatches with increasing version numbers may load; a sticky livepatch may not be disabled once it is fully patched.',
  onLoad: ['versionNotNewer'],
  onWrite: [],
  onDisable: ['stickyMayNotBeDisabled'],
  replaces: 'replacesAllListed',
  onComplete: ['updateLatestVersion'],
  counter: true,
  looksAt: ['version', 'sticky', 'replace'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order', 'sticky', 'version'],
};
