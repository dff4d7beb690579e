/**
 * The RFC of 11 February 2019: versioning and sticky patches. The default.
 *
 * Simplified: the RFC's rules on the mechanics of Linux 7.1. It was written on 5.1, where replaced livepatches left the list
 * and sysfs before `post_patch` (until 5.5), and a force marked every livepatch on the list (until 5.18).
 * Reason: under the same mechanics two policies differ exactly where their rules do.
 * Matters to: replaced@rfc-2019, forcing@rfc-2019.
 */
import { stickyMail } from '../sticky';
import { versioningMail } from '../versioning';
import type { Policy } from './policy';

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
  question: 'Is its `version` > `latest_version`?',
  asks: { versionNotNewer: 'version > latest_version', stickyMayNotBeDisabled: 'not sticky' },
  insteadOfACounter: null,
  looksAt: ['version', 'sticky', 'replace'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order', 'sticky', 'version'],
  sources: { versionNotNewer: versioningMail, stickyMayNotBeDisabled: stickyMail },
};
