/**
 * Posted in January 2025, not merged: stickiness comes back, per state, and the versions of states go.
 * Simplified: the checks of patch 4 of 19 on today's per-object callbacks. Patch 1 moves the callbacks from objects to
 * states, and lets those of a replaced patch run for the states that its successor drops.
 */
import { blockedDisabled } from '../blockDisable';
import type { Policy } from './policy';

export const blockDisable: Policy = {
  id: 'block-disable',
  title: 'Block disable: sticky per state',
  since: 'Posted in January 2025, not merged',
  summary:
    'A livepatch may say of a state it changes that this cannot be undone: then it may be neither disabled nor reversed, and a cumulative successor must list the state. Only the checks are modelled (patch 4 of 19), on today’s callbacks per object; the series also moves callbacks to states, and runs a replaced livepatch’s own for states that are dropped.',
  onLoad: ['blockedStateNotListed'],
  onWrite: ['disableNotSupported'],
  onDisable: [],
  replaces: 'replacesAllListed',
  onComplete: [],
  question: 'Does it list every state with `block_disable`?',
  insteadOfACounter:
    'No version is compared, of livepatches or of states: a cumulative livepatch must only list every state that may not be undone.',
  invariants: [blockedDisabled],
  looksAt: ['replace', 'states', 'blockDisable'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order'],
};
