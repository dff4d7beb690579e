import type { Policy } from './policy';

/** The checks of Linux 5.1 to 5.4: none. */
export const atomicReplace: Policy = {
  id: 'atomic-replace',
  title: 'Atomic replace: no checks',
  since: 'Linux 5.1 to 5.4',
  summary: 'Any livepatch may load and any may be disabled, one transition at a time.',
  onLoad: [],
  onWrite: [],
  onDisable: [],
  replaces: 'replacesAllListed',
  onComplete: [],
  question: 'Nothing is compared.',
  insteadOfACounter: 'Versions are not compared, so an older livepatch may load over a newer one.',
  invariants: [],
  looksAt: ['replace'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order'],
  sources: {},
};
