/** Target modules that come and go, and rmmod. */
import { klp, refuse } from '../klp';

const core = 'kernel/livepatch/core.c';
const loader = 'kernel/module/main.c';

const moduleComing = klp.createStateConfig({
  description: 'Every patch that names the new module is applied to it, in list order.',
  meta: { source: `${core}: klp_module_coming()` },
  always: [
    {
      guard: 'everyPatchSeen',
      target: 'do_init_module',
      actions: ['tellParameters'],
      description: 'No further patch names the module.',
      meta: { source: `${core}: klp_module_coming()` },
    },
    refuse('symbolNotFoundInModule', `${core}: klp_init_object_loaded()`, {
      target: 'klp_cleanup_module_patches_limited',
      actions: ['tellSymbolNotFoundForModule', 'cleanUpAfterSymbol'],
    }),
    refuse('prePatchFailsForModule', `${core}: klp_module_coming()`, {
      target: 'klp_cleanup_module_patches_limited',
      actions: ['tellPrePatchFailedForModule', 'cleanUpAfterPrePatch'],
    }),
    refuse('ftraceFailsForModule', 'kernel/livepatch/patch.c: klp_patch_object()', {
      target: 'klp_cleanup_module_patches_limited',
      actions: ['tellFtraceFailedForModule', 'cleanUpAfterFtrace'],
    }),
    {
      target: 'klp_module_coming',
      actions: ['tellApplying', 'applyToModule'],
      description: 'pre_patch runs, the functions are pushed, and post_patch runs unless the patch is in transition.',
      meta: { source: `${core}: klp_module_coming()` },
    },
  ],
});

const cleanupModulePatches = klp.createStateConfig({
  description: 'The patches before the one that failed are reverted, in list order; then insmod fails.',
  meta: { source: `${core}: klp_cleanup_module_patches_limited()` },
  always: [
    {
      guard: 'cleanupDone',
      target: '#return',
      actions: ['freeModule'],
      description: 'The module never ran its init function and is gone.',
      meta: { source: `${core}: klp_module_coming(): refusing to load module` },
    },
    {
      target: 'klp_cleanup_module_patches_limited',
      actions: ['tellReverting', 'revertObject'],
      description: 'The patch’s functions leave the module again.',
      meta: { source: `${core}: klp_cleanup_module_patches_limited()` },
    },
  ],
});

const initModule = klp.createStateConfig({
  description: 'The module’s parameters are parsed; then its own init function runs.',
  meta: { source: `${loader}: do_init_module()` },
  always: [
    refuse('parameterInvalid', `${loader}: load_module() → parse_args()`, {
      target: 'klp_module_going',
      actions: ['moduleGoes'],
    }),
    refuse('initFails', `${loader}: do_init_module()`, {
      target: 'klp_module_going',
      actions: ['tellInitPrints', 'moduleGoes'],
    }),
    {
      guard: 'initNeverReturns',
      target: '#return',
      actions: ['tellInitPrints', 'tellInitWaits', 'waitInInit'],
      description: 'Its init waits for a function that is redirected: insmod never returns, the module stays COMING.',
      meta: { source: `${loader}: do_init_module() → do_one_initcall()` },
    },
    {
      target: '#return',
      actions: ['tellInitPrints', 'tellInitSuspicious', 'tellKprobeNotSet', 'runInit', 'tellModuleLive'],
      description: 'The module is live.',
      meta: { source: `${loader}: do_init_module()` },
    },
  ],
});

const deleteModule = klp.createStateConfig({
  description: 'rmmod: is the module loaded, and is it unused?',
  meta: { source: `${loader}: delete_module()` },
  always: [
    refuse('moduleNotLoaded', `${loader}: find_module()`),
    refuse('moduleInUse', `${loader}: try_stop_module()`),
    refuse('moduleHasNoExit', `${loader}: delete_module()`),
    {
      guard: 'removesLivepatch',
      target: '#return',
      actions: ['tellLivepatchPrintsExit', 'freeModule', 'tellModuleGone'],
      description: 'The livepatch module is removed; it may be loaded again.',
      meta: { source: `${loader}: free_module()` },
    },
    {
      target: 'klp_module_going',
      actions: ['tellLeftModule', 'tellExitPrints', 'runExit'],
      description: 'The module’s exit function has run; klp_module_going() is next.',
      meta: { source: `${loader}: delete_module() → klp_module_going()` },
    },
  ],
});

const moduleGoing = klp.createStateConfig({
  description: 'Every patch that names the module is reverted for it, in list order.',
  meta: { source: `${core}: klp_module_going()` },
  always: [
    {
      guard: 'everyPatchSeen',
      target: '#return',
      actions: ['tellGoneAfterExit', 'freeModule'],
      description: 'The module is gone.',
      meta: { source: `${loader}: free_module()` },
    },
    {
      target: 'klp_module_going',
      actions: ['tellReverting', 'revertObject'],
      description:
        'pre_unpatch runs unless the patch is in transition; the functions are removed, and post_unpatch runs.',
      meta: { source: `${core}: klp_cleanup_module_patches_limited()` },
    },
  ],
});

export const targets = klp.createStateConfig({
  description: 'A target module comes or goes, or rmmod asks for a module.',
  meta: { source: core },
  initial: 'klp_module_coming',
  states: {
    klp_module_coming: moduleComing,
    klp_cleanup_module_patches_limited: cleanupModulePatches,
    do_init_module: initModule,
    delete_module: deleteModule,
    klp_module_going: moduleGoing,
  },
});
