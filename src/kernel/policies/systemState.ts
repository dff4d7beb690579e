/** What was merged instead (Linux 5.5): versions per state, checked against every livepatch installed. */
import { statesSource } from '../states';
import type { Policy } from './policy';

export const systemState: Policy = {
  id: 'system-state',
  title: 'System state: versions per state',
  since: 'Linux 5.5 and later',
  summary:
    'A livepatch lists the system states that it changes, each with a version. A cumulative livepatch must list every state of the installed livepatches, and no livepatch may list one with a lower version.',
  onLoad: ['statesNotCompatible'],
  onWrite: [],
  onDisable: [],
  replaces: 'replacesAllListed',
  onComplete: [],
  question: 'Is each of its state versions at least that of the installed livepatches?',
  asks: { statesNotCompatible: 'state versions ≥ theirs' },
  insteadOfACounter:
    'The versions of the states that a livepatch lists are compared, one by one, with those of the installed livepatches.',
  looksAt: ['replace', 'states', 'stateVersions'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order'],
  sources: { statesNotCompatible: statesSource },
};
