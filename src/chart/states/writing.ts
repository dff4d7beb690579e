/** Writes to `enabled` and `force`: disable, reverse, force. */
import type { Policy } from '../../kernel/policies';
import { type PhaseConfig, refuse, refuseAll } from '../edge';

const core = 'kernel/livepatch/core.c';
const source = 'kernel/livepatch/transition.c';

export const enabledStore = (policy: Policy): PhaseConfig => ({
  description: 'A value has been written to enabled.',
  source: `${core}: enabled_store()`,
  always: [
    refuse('directoryMissing', 'fs/kernfs: no such file'),
    refuse('valueNotBoolean', 'lib/kstrtox.c: kstrtobool()'),
    refuse('sameValue', `${core}: enabled_store()`),
    ...refuseAll(policy.onWrite, `${core}: enabled_store()`),
    {
      when: 'isTransitionPatch',
      to: 'klp_reverse_transition',
      says: 'It is the patch in transition: the direction is to be reversed.',
      source: `${core}: enabled_store()`,
    },
    refuse('cannotReenable', `${core}: enabled_store()`),
    {
      to: '__klp_disable_patch',
      says: 'The patch is to be disabled.',
      source: `${core}: enabled_store() → __klp_disable_patch()`,
    },
  ],
});

export const reverseTransition: PhaseConfig = {
  description: 'The running transition turns round.',
  source: `${source}: klp_reverse_transition()`,
  always: [
    {
      to: 'return',
      run: ['reversing', 'reverseTransition', 'starting', 'startTransition'],
      says: 'Flags cleared, enabled and target flipped, and started again; no attempt is made now.',
      source: `${source}: klp_reverse_transition(), klp_start_transition()`,
    },
  ],
};

export const disable = (policy: Policy): PhaseConfig => ({
  description: 'The policy is asked whether this patch may be disabled; then, one transition at a time.',
  source: `${core}: __klp_disable_patch()`,
  always: [
    ...refuseAll(policy.onDisable, `${core}: enabled_store()`),
    refuse('transitionInProgress', `${core}: __klp_disable_patch()`),
    {
      to: 'klp_pre_unpatch_callback',
      run: ['initUnpatching', 'initializing', 'firstPatchedObject'],
      says: 'The transition is initialised: every task’s patch_state is KLP_PATCHED.',
      source: `${source}: klp_init_transition()`,
    },
  ],
});

export const preUnpatchCallback: PhaseConfig = {
  description: 'pre_unpatch for each patched object; then the transition starts.',
  source: `${core}: __klp_disable_patch(), klp_pre_unpatch_callback()`,
  always: [
    {
      when: 'objectsDone',
      to: 'klp_try_complete_transition',
      run: ['starting', 'startTransition', 'markDisabled', 'sweeping', 'trySwitchTasks'],
      says: 'Every task has TIF_PATCH_PENDING; one pass over all of them tries to switch each.',
      source: `${source}: klp_start_transition(), klp_try_complete_transition()`,
    },
    {
      to: 'klp_pre_unpatch_callback',
      run: ['preUnpatch', 'nextPatchedObject'],
      says: 'The object’s pre_unpatch callback has run.',
      source: 'kernel/livepatch/core.h: klp_pre_unpatch_callback()',
    },
  ],
};

export const forceStore: PhaseConfig = {
  description: 'A value has been written to force.',
  source: `${core}: force_store()`,
  always: [
    refuse('directoryMissing', 'fs/kernfs: no such file'),
    refuse('valueNotBoolean', 'lib/kstrtox.c: kstrtobool()'),
    {
      when: 'forceValueIsZero',
      to: 'return',
      says: 'Zero: nothing happens, and the write succeeds.',
      source: `${core}: force_store()`,
    },
    refuse('notInTransition', `${core}: force_store()`),
    {
      to: 'return',
      run: ['forcing', 'forceTransition'],
      says: 'Every pending task is switched whatever its stack; patches on their way out are marked forced.',
      source: `${source}: klp_force_transition()`,
    },
  ],
};
