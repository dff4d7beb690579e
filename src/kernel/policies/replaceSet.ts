/** Posted on 29 May 2026 (version 2), under discussion: a number per patch in the place of the `replace` flag. */
import { setsMixed } from '../replaceSets';
import type { Policy } from './policy';

export const replaceSet: Policy = {
  id: 'replace-set',
  title: 'Replace sets: cumulative per set',
  since: 'Version 2 posted on 29 May 2026, under discussion',
  summary:
    'Every livepatch names a replace set, 0 when it says nothing, and replaces the livepatch of that set and no other. Sets share no state and no function; within a set, states are taken over as in system-state.',
  onLoad: ['setStatesNotCompatible', 'stateOfAnotherSet', 'functionOfAnotherSet'],
  onWrite: [],
  onDisable: [],
  replaces: 'replacesSameSet',
  onComplete: [],
  question: 'Are its states ≥ those of its set, and has no other set its states and functions?',
  insteadOfACounter:
    'Each livepatch is in a set and replaces the one that is there of it; the versions of states are compared within a set, and sets share nothing.',
  invariants: [setsMixed],
  looksAt: ['replaceSet', 'states', 'stateVersions'],
  replaceFlag: 'changes nothing: it is cumulative within its set',
  patchFiles: ['replace_set'],
};
