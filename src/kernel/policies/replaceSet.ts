/** Posted on 29 May 2026 (version 2), under discussion: a number per patch in the place of the `replace` flag. */
import { replaceSetsMail as mail } from '../replaceSets';
import type { Policy } from './policy';

export const replaceSet: Policy = {
  id: 'replace-set',
  title: 'Replace sets: cumulative per set',
  since: 'Version 2 posted on 29 May 2026, under discussion',
  summary:
    'Every livepatch is in a replace set, 0 unless it names another, and replaces only the livepatch of that set. Sets may not share states or functions; within a set, states are compared as under system-state.',
  onLoad: ['setStatesNotCompatible', 'stateOfAnotherSet', 'functionOfAnotherSet'],
  onWrite: [],
  onDisable: [],
  replaces: 'replacesSameSet',
  onComplete: [],
  question:
    'Is each of its state versions at least that of its replace set, and are its states and functions free of other sets?',
  asks: {
    setStatesNotCompatible: 'state versions ≥ its set’s',
    stateOfAnotherSet: 'no state of another set',
    functionOfAnotherSet: 'no function of another set',
  },
  insteadOfACounter:
    'Each livepatch belongs to a replace set and replaces the loaded livepatch of that set. State versions are compared within the set only; sets may not share states or functions.',
  looksAt: ['replaceSet', 'states', 'stateVersions'],
  replaceFlag: 'changes nothing: it is cumulative within its set',
  patchFiles: ['replace_set'],
  sources: { setStatesNotCompatible: mail, stateOfAnotherSet: mail, functionOfAnotherSet: mail },
};
