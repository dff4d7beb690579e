/** insmod of a livepatch, up to the start of its transition. */
import type { Policy } from '../../kernel/policies';
import { type PhaseConfig, refuse, refuseAll } from '../edge';

const core = 'kernel/livepatch/core.c';
const loader = 'kernel/module/main.c';

export const loadModule: PhaseConfig = {
  description: 'The module loader looks at the file.',
  source: `${loader}: load_module()`,
  always: [
    refuse('moduleFileMissing', 'kmod: insmod'),
    refuse('moduleAlreadyLoaded', `${loader}: add_unformed_module()`),
    {
      when: 'isLivepatch',
      to: 'klp_enable_patch',
      run: ['tainting', 'taintKernel', 'insertModule'],
      says: 'It is a livepatch: the kernel is tainted; once its parameters are parsed, its init calls klp_enable_patch().',
      source: `${loader}: check_modinfo_livepatch()`,
    },
    {
      to: 'klp_module_coming',
      run: ['insertModule', 'startLoop'],
      says: 'It is an ordinary module: the livepatch core sees it before its own init function runs.',
      source: `${loader}: prepare_coming_module()`,
    },
  ],
};

export const enablePatch = (policy: Policy): PhaseConfig => ({
  description: 'The module’s parameters are good; the policy is asked whether this livepatch may load.',
  source: `${core}: klp_enable_patch()`,
  always: [
    refuse('parameterInvalid', `${loader}: load_module() → parse_args()`, { run: ['freeModule'] }),
    ...refuseAll(policy.onLoad, `${core}: klp_enable_patch()`, { run: ['freeModule'] }),
    {
      to: 'klp_init_patch',
      run: ['takeModuleReference', 'addPatch', policy.replaces, 'addNops'],
      says: 'It may load: its reference is taken and it appears in sysfs; a cumulative patch gets its nops.',
      source: `${core}: klp_init_patch_early(), klp_init_patch(), klp_add_nops()`,
    },
  ],
});

export const initPatch: PhaseConfig = {
  description: 'The symbols of every loaded object are looked up.',
  source: `${core}: klp_init_patch()`,
  always: [
    refuse('symbolNotFound', `${core}: klp_find_object_symbol()`, {
      run: ['symbolNotFound', 'undoPatch', 'freeModule'],
    }),
    {
      to: '__klp_enable_patch',
      run: ['listPatch'],
      says: 'All symbols are found; the patch is appended to klp_patches.',
      source: `${core}: klp_init_patch(): list_add_tail()`,
    },
  ],
};

export const enable: PhaseConfig = {
  description: 'One transition at a time.',
  source: `${core}: __klp_enable_patch()`,
  always: [
    refuse('transitionInProgress', `${core}: __klp_enable_patch()`, { run: ['undoPatch', 'freeModule'] }),
    {
      to: 'klp_pre_patch_callback',
      run: ['enabling', 'initPatching', 'initializing', 'firstLoadedObject'],
      says: 'The transition is initialised: every task’s patch_state is KLP_UNPATCHED.',
      source: 'kernel/livepatch/transition.c: klp_init_transition()',
    },
  ],
};

/** Cancelled before it has started: completion towards KLP_UNPATCHED, and insmod fails. */
export const prePatchCallback: PhaseConfig = {
  description: 'Each loaded object in declared order: first its pre_patch callback.',
  source: `${core}: __klp_enable_patch(), klp_pre_patch_callback()`,
  always: [
    {
      when: 'objectsDone',
      to: 'klp_start_transition',
      says: 'Every loaded object is patched.',
      source: `${core}: __klp_enable_patch()`,
    },
    refuse('prePatchFails', `${core}: __klp_enable_patch() → klp_cancel_transition()`, {
      to: 'klp_complete_transition',
      run: ['prePatchFailure', 'prePatchFailed', 'cancelAfterPrePatch', 'completing'],
    }),
    {
      to: 'klp_patch_object',
      run: ['prePatch', 'prePatchSucceeded'],
      says: 'pre_patch succeeded, or the object has none.',
      source: 'kernel/livepatch/core.h: klp_pre_patch_callback()',
    },
  ],
};

export const patchObject: PhaseConfig = {
  description: 'The object’s functions are pushed on their func_stacks.',
  source: 'kernel/livepatch/patch.c: klp_patch_object()',
  always: [
    refuse('ftraceRegistrationFails', 'kernel/livepatch/patch.c: klp_patch_func()', {
      to: 'klp_complete_transition',
      run: ['ftraceFailure', 'cancelAfterFtrace', 'completing'],
    }),
    {
      to: 'klp_pre_patch_callback',
      run: ['patchCurrentObject', 'nextLoadedObject'],
      says: 'The functions are on top of their func_stacks.',
      source: 'kernel/livepatch/patch.c: klp_patch_func()',
    },
  ],
};

export const startTransition: PhaseConfig = {
  description: 'TIF_PATCH_PENDING goes up, the patch counts as enabled, and the first attempt follows at once.',
  source: 'kernel/livepatch/transition.c: klp_start_transition()',
  always: [
    {
      to: 'klp_try_complete_transition',
      run: ['starting', 'startTransition', 'markEnabled', 'moduleGoesLive', 'sweeping', 'trySwitchTasks'],
      says: 'Every task has TIF_PATCH_PENDING; one pass over all of them tries to switch each.',
      source: 'kernel/livepatch/transition.c: klp_start_transition(), klp_try_complete_transition()',
    },
  ],
};
