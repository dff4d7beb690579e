/** What was merged instead (Linux 5.5): versions per state, checked against every livepatch installed. */
import type { Policy } from './policy';

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
  question: 'Are its states ≥ those that are there?',
  insteadOfACounter:
    'Each livepatch lists the system states it changes, each with a version of its own; those are compared, one by one, with the livepatches that are there.',
  invariants: [],
  looksAt: ['replace', 'states', 'stateVersions'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order'],
};
