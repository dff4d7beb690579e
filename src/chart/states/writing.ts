/** Writes to `enabled` and `force`: disable, reverse, force. */
import type { Policy } from '../../kernel/policies';
import { klp, refuse } from '../klp';

const core = 'kernel/livepatch/core.c';
const source = 'kernel/livepatch/transition.c';

const enabledStore = (policy: Policy) =>
  klp.createStateConfig({
    description: 'A value has been written to enabled.',
    meta: { source: `${core}: enabled_store()` },
    always: [
      refuse('directoryMissing', 'fs/kernfs: no such file'),
      refuse('valueNotBoolean', 'lib/kstrtox.c: kstrtobool()'),
      refuse('sameValue', `${core}: enabled_store()`),
      ...policy.onWrite.map((rule) => refuse(rule, policy.sources[rule] ?? `${core}: enabled_store()`)),
      {
        guard: 'isTransitionPatch',
        target: 'klp_reverse_transition',
        description: 'It is the patch in transition: the direction is to be reversed.',
        meta: { source: `${core}: enabled_store()` },
      },
      refuse('cannotReenable', `${core}: enabled_store()`),
      {
        target: '__klp_disable_patch',
        description: 'The patch is to be disabled.',
        meta: { source: `${core}: enabled_store() → __klp_disable_patch()` },
      },
    ],
  });

const reverseTransition = klp.createStateConfig({
  description: 'The running transition is reversed.',
  meta: { source: `${source}: klp_reverse_transition()` },
  always: [
    {
      target: '#return',
      actions: ['tellReversing', 'reverseTransition', 'tellStarting', 'startTransition'],
      description:
        'The flags are cleared, enabled and the target are flipped, and the transition starts again; no attempt is made now.',
      meta: { source: `${source}: klp_reverse_transition(), klp_start_transition()` },
    },
  ],
});

const disable = (policy: Policy) =>
  klp.createStateConfig({
    description: 'The policy is asked whether this patch may be disabled; then no other transition may be running.',
    meta: { source: `${core}: __klp_disable_patch()` },
    always: [
      ...policy.onDisable.map((rule) => refuse(rule, policy.sources[rule] ?? `${core}: enabled_store()`)),
      refuse('transitionInProgress', `${core}: __klp_disable_patch()`),
      {
        target: 'klp_pre_unpatch_callback',
        actions: ['initUnpatching', 'tellInitializing', 'firstPatchedObject'],
        description: 'The transition is initialised: every task’s patch_state is KLP_PATCHED.',
        meta: { source: `${source}: klp_init_transition()` },
      },
    ],
  });

const preUnpatchCallback = klp.createStateConfig({
  description: 'pre_unpatch runs for each patched object; then the transition starts.',
  meta: { source: `${core}: __klp_disable_patch(), klp_pre_unpatch_callback()` },
  always: [
    {
      guard: 'objectsDone',
      target: '#klp_try_complete_transition',
      actions: ['tellStarting', 'startTransition', 'markDisabled', 'tellSweep', 'trySwitchTasks'],
      description: 'Every task has TIF_PATCH_PENDING; one pass over all of them tries to switch each.',
      meta: { source: `${source}: klp_start_transition(), klp_try_complete_transition()` },
    },
    {
      target: 'klp_pre_unpatch_callback',
      actions: ['tellPreUnpatch', 'nextPatchedObject'],
      description: 'The object’s pre_unpatch callback has run.',
      meta: { source: 'kernel/livepatch/core.h: klp_pre_unpatch_callback()' },
    },
  ],
});

const forceStore = klp.createStateConfig({
  description: 'A value has been written to force.',
  meta: { source: `${core}: force_store()` },
  always: [
    refuse('directoryMissing', 'fs/kernfs: no such file'),
    refuse('valueNotBoolean', 'lib/kstrtox.c: kstrtobool()'),
    {
      guard: 'forceValueIsZero',
      target: '#return',
      description: 'The value is 0: nothing happens, and the write succeeds.',
      meta: { source: `${core}: force_store()` },
    },
    refuse('notInTransition', `${core}: force_store()`),
    {
      target: '#return',
      actions: ['tellForcing', 'forceTransition'],
      description: 'Every pending task is switched whatever its stack; patches on their way out are marked forced.',
      meta: { source: `${source}: klp_force_transition()` },
    },
  ],
});

export const writing = (policy: Policy) =>
  klp.createStateConfig({
    description: 'A value has been written to a file in sysfs.',
    meta: { source: core },
    initial: 'enabled_store',
    states: {
      enabled_store: enabledStore(policy),
      klp_reverse_transition: reverseTransition,
      __klp_disable_patch: disable(policy),
      klp_pre_unpatch_callback: preUnpatchCallback,
      force_store: forceStore,
    },
  });
