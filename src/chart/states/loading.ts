/** insmod of a livepatch, up to the start of its transition. */
import type { Policy } from '../../kernel/policies';
import { klp, refuse } from '../klp';

const core = 'kernel/livepatch/core.c';
const loader = 'kernel/module/main.c';

const loadModule = klp.createStateConfig({
  description: 'The module loader looks at the file.',
  meta: { source: `${loader}: load_module()` },
  always: [
    refuse('moduleFileMissing', 'kmod: insmod'),
    refuse('signatureRejected', 'kernel/module/signing.c: module_sig_check()'),
    refuse('vermagicWrong', `${loader}: check_modinfo()`),
    refuse('livepatchSupportOff', `${loader}: check_modinfo_livepatch()`),
    refuse('moduleAlreadyLoaded', `${loader}: module_patient_check_exists()`),
    refuse('symbolUnresolved', `${loader}: simplify_symbols()`, { before: ['tellTainting', 'taintKernel'] }),
    {
      guard: 'isLivepatch',
      target: 'klp_enable_patch',
      actions: ['tellTainting', 'taintKernel', 'insertModule', 'tellParameters', 'tellLivepatchPrints'],
      description:
        'A marked livepatch taints the kernel; once its parameters are parsed, its init calls klp_enable_patch().',
      meta: { source: `${loader}: module_augment_kernel_taints()` },
    },
    {
      target: '#klp_module_coming',
      actions: ['insertModule', 'startLoop'],
      description: 'It is an ordinary module: klp_module_coming() runs before its own init function.',
      meta: { source: `${loader}: prepare_coming_module()` },
    },
  ],
});

const enablePatch = (policy: Policy) =>
  klp.createStateConfig({
    description: 'The module’s parameters are good; the policy is asked whether this livepatch may load.',
    meta: { source: `${core}: klp_enable_patch()` },
    always: [
      refuse('parameterInvalid', `${loader}: load_module() → parse_args()`, { actions: ['freeModule'] }),
      refuse('initFails', `${loader}: do_init_module()`, { actions: ['freeModule'] }),
      {
        guard: 'neverEnables',
        target: '#return',
        actions: ['tellInitSuspicious', 'initReturned', 'tellModuleLive'],
        description:
          'Its init returns a positive number without klp_enable_patch(): the module stays, and is not enabled.',
        meta: { source: `${loader}: do_init_module()` },
      },
      refuse('notMarkedLivepatch', `${core}: klp_enable_patch()`, { actions: ['freeModule'] }),
      ...policy.onLoad.map((rule) =>
        refuse(rule, policy.sources[rule] ?? `${core}: klp_enable_patch()`, { actions: ['freeModule'] }),
      ),
      {
        target: 'klp_init_patch',
        actions: ['takeModuleReference', 'addPatch', policy.replaces, 'addNops'],
        description: 'It may load: its reference is taken and it appears in sysfs; a cumulative patch gets its nops.',
        meta: { source: `${core}: klp_init_patch_early(), klp_init_patch(), klp_add_nops()` },
      },
    ],
  });

const initPatch = klp.createStateConfig({
  description: 'Each object and function gets its directory; the symbols of every loaded object are looked up.',
  meta: { source: `${core}: klp_init_patch()` },
  always: [
    refuse('nameTooLong', `${core}: klp_init_object(), klp_init_func()`, { actions: ['undoPatch', 'freeModule'] }),
    refuse('nameTwice', `${core}: klp_init_object(), klp_init_func()`, {
      actions: ['tellNameTwice', 'undoPatch', 'freeModule'],
    }),
    refuse('symbolNotFound', `${core}: klp_find_object_symbol()`, {
      actions: ['tellSymbolNotFound', 'undoPatch', 'freeModule'],
    }),
    {
      target: '__klp_enable_patch',
      actions: ['listPatch'],
      description: 'All symbols are found; the patch is appended to klp_patches.',
      meta: { source: `${core}: klp_init_patch(): list_add_tail()` },
    },
  ],
});

const enable = klp.createStateConfig({
  description: 'No other transition may be running.',
  meta: { source: `${core}: __klp_enable_patch()` },
  always: [
    refuse('transitionInProgress', `${core}: __klp_enable_patch()`, { actions: ['undoPatch', 'freeModule'] }),
    {
      target: 'klp_pre_patch_callback',
      actions: ['tellEnabling', 'initPatching', 'tellInitializing', 'firstLoadedObject'],
      description: 'The transition is initialised: every task’s patch_state is KLP_UNPATCHED.',
      meta: { source: 'kernel/livepatch/transition.c: klp_init_transition()' },
    },
  ],
});

/** Cancelled before it has started: completion towards KLP_UNPATCHED, and insmod fails. */
const prePatchCallback = klp.createStateConfig({
  description: 'For each loaded object, in declared order: first its pre_patch callback.',
  meta: { source: `${core}: __klp_enable_patch(), klp_pre_patch_callback()` },
  always: [
    {
      guard: 'objectsDone',
      target: 'klp_start_transition',
      description: 'Every loaded object is patched.',
      meta: { source: `${core}: __klp_enable_patch()` },
    },
    refuse('prePatchFails', `${core}: __klp_enable_patch() → klp_cancel_transition()`, {
      target: '#klp_complete_transition',
      actions: ['tellPrePatchFailed', 'prePatchFailed', 'cancelAfterPrePatch', 'tellCompleting'],
    }),
    {
      guard: 'prePatchReturnsPositive',
      target: '#klp_complete_transition',
      actions: ['tellPrePatchFailed', 'prePatchFailed', 'cancelAfterPrePatch', 'tellCompleting'],
      description:
        'pre_patch returned a positive number: the transition is cancelled as for an error, but to the loader it is none.',
      meta: { source: `${core}: __klp_enable_patch() → klp_cancel_transition()` },
    },
    {
      target: 'klp_patch_object',
      actions: ['tellPrePatch', 'prePatchSucceeded'],
      description: 'pre_patch succeeded, or the object has none.',
      meta: { source: 'kernel/livepatch/core.h: klp_pre_patch_callback()' },
    },
  ],
});

const patchObject = klp.createStateConfig({
  description: 'The object’s functions are pushed on their func_stacks.',
  meta: { source: 'kernel/livepatch/patch.c: klp_patch_object()' },
  always: [
    refuse('ftraceRegistrationFails', 'kernel/livepatch/patch.c: klp_patch_func()', {
      target: '#klp_complete_transition',
      actions: ['tellFtraceFailed', 'cancelAfterFtrace', 'tellCompleting'],
    }),
    {
      target: 'klp_pre_patch_callback',
      actions: ['patchCurrentObject', 'nextLoadedObject'],
      description: 'The functions are on top of their func_stacks.',
      meta: { source: 'kernel/livepatch/patch.c: klp_patch_func()' },
    },
  ],
});

const startTransition = klp.createStateConfig({
  description: 'TIF_PATCH_PENDING is set, the patch counts as enabled, and the first attempt follows at once.',
  meta: { source: 'kernel/livepatch/transition.c: klp_start_transition()' },
  always: [
    {
      target: '#klp_try_complete_transition',
      actions: ['tellStarting', 'startTransition', 'markEnabled', 'tellSweep', 'trySwitchTasks'],
      description: 'Every task has TIF_PATCH_PENDING; one pass over all of them tries to switch each.',
      meta: { source: 'kernel/livepatch/transition.c: klp_start_transition(), klp_try_complete_transition()' },
    },
  ],
});

export const loading = (policy: Policy) =>
  klp.createStateConfig({
    description: 'insmod, from the module loader to the start of the transition.',
    meta: { source: `${loader}: load_module()` },
    initial: 'load_module',
    states: {
      load_module: loadModule,
      klp_enable_patch: enablePatch(policy),
      klp_init_patch: initPatch,
      __klp_enable_patch: enable,
      klp_pre_patch_callback: prePatchCallback,
      klp_patch_object: patchObject,
      klp_start_transition: startTransition,
    },
  });
