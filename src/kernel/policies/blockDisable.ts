/**
 * Posted in January 2025, not merged: stickiness comes back, per state, and the versions of states go.
 *
 * Simplified: of the posted series only the checks of patch 4 of 19, on today's callbacks of objects. Its patch 1 moves the
 * callbacks from objects to states, and lets those of a replaced livepatch run for the states that its successor drops.
 * Reason: with other callbacks the same events could not be compared under the other policies.
 * Matters to: callback@block-disable, replaced@block-disable.
 */
import { disableMail, loadMail } from '../blockDisable';
import type { Policy } from './policy';

export const blockDisable: Policy = {
  id: 'block-disable',
  title: 'Block disable: sticky per state',
  since: 'Posted in January 2025, not merged',
  summary:
    'A livepatch may mark a state that it changes with block_disable: then it can be neither disabled nor reversed, and a cumulative successor must list the state. Only the checks are modelled (patch 4 of 19), with today’s callbacks per object.',
  onLoad: ['blockedStateNotListed'],
  onWrite: ['disableNotSupported'],
  onDisable: [],
  replaces: 'replacesAllListed',
  onComplete: [],
  question: 'Does it list every state with `block_disable`?',
  asks: { blockedStateNotListed: 'lists blocked states', disableNotSupported: 'no blocked state' },
  insteadOfACounter:
    'No versions are compared, neither of livepatches nor of states. A cumulative livepatch only has to list every state that cannot be undone.',
  looksAt: ['replace', 'states', 'blockDisable'],
  replaceFlag: 'makes it cumulative',
  patchFiles: ['replace', 'stack_order'],
  sources: { blockedStateNotListed: loadMail, disableNotSupported: disableMail },
};
