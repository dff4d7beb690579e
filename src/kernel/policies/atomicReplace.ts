import type { Policy } from './policy';

/**
 * The checks of Linux 5.1 to 5.4: none.
 *
 * Simplified: the checks of Linux 5.1 to 5.4 on the mechanics of 7.1. In those kernels replaced livepatches left the list and
 * sysfs before `post_patch`, a force marked every livepatch on the list, and a kthread that was always on a CPU had nothing but
 * the periodic check.
 * Reason: under the same mechanics two policies differ exactly where their rules do.
 * Matters to: replaced@atomic-replace, forcing@atomic-replace.
 */
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
  asks: {},
  insteadOfACounter: 'Versions are not compared, so an older livepatch may load over a newer one.',
  looksAt: ['replace'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order'],
  sources: {},
};
