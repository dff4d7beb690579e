/** The RFC of 11 February 2019: versioning and sticky patches. The default. */
import { stickyDisabled, stickyMail } from '../sticky';
import { counterWrong, versioningMail } from '../versioning';
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
  insteadOfACounter: null,
  invariants: [stickyDisabled, counterWrong],
  looksAt: ['version', 'sticky', 'replace'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order', 'sticky', 'version'],
  sources: { versionNotNewer: versioningMail, stickyMayNotBeDisabled: stickyMail },
};
