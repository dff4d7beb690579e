/** Names the phases and lets the policy add its refusals; nothing else. */
import type { Policy } from '../kernel/policies';
import type { Phase, PhaseConfig } from './edge';
import { klpMachine } from './setup';
import * as completing from './states/completing';
import * as loading from './states/loading';
import * as switching from './states/switching';
import * as targets from './states/targets';
import * as waiting from './states/waiting';
import * as writing from './states/writing';

/** Every phase of the chart under a policy, in the order a reader meets them. */
export const phasesOf = (policy: Policy): Readonly<Record<Phase, PhaseConfig>> => ({
  idle: waiting.idle,
  load_module: loading.loadModule,
  klp_enable_patch: loading.enablePatch(policy),
  klp_init_patch: loading.initPatch,
  __klp_enable_patch: loading.enable,
  klp_pre_patch_callback: loading.prePatchCallback,
  klp_patch_object: loading.patchObject,
  klp_start_transition: loading.startTransition,
  patching: waiting.patching,
  klp_transition_work_fn: switching.transitionWork,
  klp_try_complete_transition: switching.tryComplete,
  klp_send_signals: switching.sendSignals,
  do_idle: switching.doIdle,
  klp_complete_transition: completing.completeTransition,
  klp_post_callbacks: completing.postCallbacks(policy),
  klp_free_patch_async: completing.freePatchAsync,
  enabled_store: writing.enabledStore(policy),
  klp_reverse_transition: writing.reverseTransition,
  __klp_disable_patch: writing.disable(policy),
  klp_pre_unpatch_callback: writing.preUnpatchCallback,
  unpatching: waiting.unpatching,
  force_store: writing.forceStore,
  klp_module_coming: targets.moduleComing,
  klp_cleanup_module_patches_limited: targets.cleanupModulePatches,
  do_init_module: targets.initModule,
  delete_module: targets.deleteModule,
  klp_module_going: targets.moduleGoing,
  return: waiting.returning,
});

/** The statechart of the livepatch core under a policy. */
export const makeChart = (policy: Policy) => klpMachine(policy.id, phasesOf(policy));
export type Chart = ReturnType<typeof makeChart>;
