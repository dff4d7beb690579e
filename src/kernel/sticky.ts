/** Sticky livepatches, the second half of the RFC of 11 February 2019. */
import type { On } from './events';
import type { Kernel } from './model';
import { patchOf } from './queries';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

/** Where the rule was proposed; no kernel has it. */
export const stickyMail = 'RFC of 11 February 2019, live-patching list: cover letter';

/**
 * A sticky patch that is fully patched may not be disabled directly. It may be reversed during its own patching
 * transition (not asked here: that is a reversal). Refuses with -EPERM (reading 1).
 */
export function stickyMayNotBeDisabled(kernel: Kernel, { patch: name }: On<'echo.enabled'>): Verdict {
  const patch = patchOf(kernel, name);
  const sticky = patch?.sticky ?? false;
  const compared = compare(`sticky of ${name}`, sticky ? 1 : 0, '=', 'needed', 0, !sticky);
  if (!sticky) return permitted('stickyMayNotBeDisabled', compared);
  return refused('stickyMayNotBeDisabled', {
    errno: 'EPERM',
    because: `${name} is sticky and fully patched, so it may not be disabled.`,
    wayOut:
      'Load a cumulative livepatch that replaces it. Whether that one may be disabled depends on its own sticky flag.',
    compared: [compared],
    source: { mail: stickyMail, rfc: 'A sticky livepatch may not be disabled (directly).', reading: 'directly' },
  });
}
