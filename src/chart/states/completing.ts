/** `klp_complete_transition()` and what is freed after it. */
import { keepsCounter, type Policy } from '../../kernel/policies';
import { klp } from '../klp';

const source = 'kernel/livepatch/transition.c: klp_complete_transition()';
const core = 'kernel/livepatch/core.c';

const completeTransition = klp.createStateConfig({
  description: 'Functions that are no longer needed leave the func_stacks, and every patch_state is reset.',
  meta: { source },
  always: [
    {
      guard: 'isUnpatching',
      target: 'klp_post_callbacks',
      actions: ['unpatchTransitionPatch', 'resetTasks', 'firstLoadedObject'],
      description: 'The patch’s functions leave their func_stacks.',
      meta: { source: 'kernel/livepatch/patch.c: klp_unpatch_objects()' },
    },
    {
      guard: 'replacesOnCompletion',
      target: 'klp_post_callbacks',
      actions: ['tellReplaced', 'unpatchReplacedPatches', 'discardNops', 'resetTasks', 'firstLoadedObject'],
      description: 'The replaced patches are disabled without their own callbacks; then the nops go.',
      meta: { source: `${core}: klp_unpatch_replaced_patches(), klp_discard_nops()` },
    },
    {
      target: 'klp_post_callbacks',
      actions: ['resetTasks', 'firstLoadedObject'],
      description: 'Nothing is replaced; the functions stay on top.',
      meta: { source },
    },
  ],
});

const postCallbacks = (policy: Policy) =>
  klp.createStateConfig({
    description: 'For each loaded object: post_patch, or post_unpatch where pre_patch had succeeded.',
    meta: { source },
    always: [
      {
        guard: 'objectsDone',
        target: 'klp_free_patch_async',
        actions: [
          'tellComplete',
          'endTransition',
          ...(keepsCounter(policy) ? (['tellCounter'] as const) : []),
          ...policy.onComplete,
        ],
        description: 'The transition is complete.',
        meta: { source },
      },
      {
        target: 'klp_post_callbacks',
        actions: ['tellPostCallback', 'postCallbackDone'],
        description: 'The object’s post callback has run.',
        meta: { source: 'kernel/livepatch/core.h: klp_post_patch_callback(), klp_post_unpatch_callback()' },
      },
    ],
  });

const freePatchAsync = klp.createStateConfig({
  description: 'A disabled patch and every replaced one leave klp_patches.',
  meta: { source: 'kernel/livepatch/transition.c: klp_try_complete_transition()' },
  always: [
    {
      guard: 'initReturnsPositive',
      target: '#return',
      actions: ['undoPatch', 'tellInitSuspicious'],
      description:
        'Enabling failed with a positive number: the list entry and the directory are removed, and the module stays.',
      meta: { source: 'kernel/module/main.c: do_init_module()' },
    },
    {
      guard: 'wasCancelled',
      target: '#return',
      actions: ['undoPatch', 'freeModule'],
      description:
        'Enabling failed: the list entry, the directory and the module are removed at once, and insmod fails.',
      meta: { source: `${core}: klp_enable_patch(): klp_free_patch_start(), klp_free_patch_finish()` },
    },
    {
      guard: 'completedPatchIsDisabled',
      target: '#return',
      actions: ['unlistDisabled'],
      description: 'The patch leaves klp_patches; a worker will remove its directory and drop its reference.',
      meta: { source: `${core}: klp_free_patch_async()` },
    },
    {
      guard: 'completedPatchReplaced',
      target: '#return',
      actions: ['unlistReplaced'],
      description: 'The replaced patches leave klp_patches; a worker will remove their directories.',
      meta: { source: `${core}: klp_free_replaced_patches_async()` },
    },
    { target: '#return', description: 'There is nothing to free.', meta: { source: 'kernel/livepatch/transition.c' } },
  ],
});

export const completing = (policy: Policy) =>
  klp.createStateConfig({
    description: 'Every task has switched, or the transition was cancelled: what is no longer needed is removed.',
    meta: { source },
    initial: 'klp_complete_transition',
    states: {
      klp_complete_transition: completeTransition,
      klp_post_callbacks: postCallbacks(policy),
      klp_free_patch_async: freePatchAsync,
    },
  });
