/** `klp_complete_transition()` and what is freed after it. */
import type { Policy } from '../../kernel/policies';
import type { PhaseConfig } from '../edge';

const source = 'kernel/livepatch/transition.c: klp_complete_transition()';
const core = 'kernel/livepatch/core.c';

export const completeTransition: PhaseConfig = {
  description: 'What must go leaves the func_stacks; every patch_state is reset.',
  source,
  always: [
    {
      when: 'isUnpatching',
      to: 'klp_post_callbacks',
      run: ['unpatchTransitionPatch', 'resetTasks', 'firstLoadedObject'],
      says: 'The patch’s functions leave their func_stacks.',
      source: 'kernel/livepatch/patch.c: klp_unpatch_objects()',
    },
    {
      when: 'replacesOnCompletion',
      to: 'klp_post_callbacks',
      run: ['replaced', 'unpatchReplacedPatches', 'discardNops', 'resetTasks', 'firstLoadedObject'],
      says: 'The replaced patches are disabled without their own callbacks; then the nops go.',
      source: `${core}: klp_unpatch_replaced_patches(), klp_discard_nops()`,
    },
    {
      to: 'klp_post_callbacks',
      run: ['resetTasks', 'firstLoadedObject'],
      says: 'Nothing is replaced; the functions stay on top.',
      source,
    },
  ],
};

export const postCallbacks = (policy: Policy): PhaseConfig => ({
  description: 'post_patch, or post_unpatch where pre_patch had succeeded, for each loaded object.',
  source,
  always: [
    {
      when: 'objectsDone',
      to: 'klp_free_patch_async',
      run: ['complete', 'endTransition', ...(policy.counter ? (['counter'] as const) : []), ...policy.onComplete],
      says: 'The transition is complete.',
      source,
    },
    {
      to: 'klp_post_callbacks',
      run: ['postCallback', 'postCallbackDone'],
      says: 'The object’s post callback has run.',
      source: 'kernel/livepatch/core.h: klp_post_patch_callback(), klp_post_unpatch_callback()',
    },
  ],
});

export const freePatchAsync: PhaseConfig = {
  description: 'A disabled patch and every replaced one leave klp_patches.',
  source: 'kernel/livepatch/transition.c: klp_try_complete_transition()',
  always: [
    {
      when: 'wasCancelled',
      to: 'return',
      run: ['undoPatch', 'freeModule'],
      says: 'The enabling had failed: list entry, directory and module go at once, and insmod fails.',
      source: `${core}: klp_enable_patch(): klp_free_patch_start(), klp_free_patch_finish()`,
    },
    {
      when: 'completedPatchIsDisabled',
      to: 'return',
      run: ['unlistDisabled'],
      says: 'The patch leaves klp_patches; a worker will remove its directory and drop its reference.',
      source: `${core}: klp_free_patch_async()`,
    },
    {
      when: 'completedPatchReplaced',
      to: 'return',
      run: ['unlistReplaced'],
      says: 'The replaced patches leave klp_patches; a worker will remove their directories.',
      source: `${core}: klp_free_replaced_patches_async()`,
    },
    { to: 'return', says: 'Nothing is to be freed.', source: 'kernel/livepatch/transition.c' },
  ],
};
