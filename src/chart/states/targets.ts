/** Target modules that come and go, and rmmod. */
import { type PhaseConfig, refuse } from '../edge';

const core = 'kernel/livepatch/core.c';
const loader = 'kernel/module/main.c';

export const moduleComing: PhaseConfig = {
  description: 'Every patch that names the new module is applied to it, in list order.',
  source: `${core}: klp_module_coming()`,
  always: [
    {
      when: 'everyPatchSeen',
      to: 'do_init_module',
      says: 'No (further) patch names the module.',
      source: `${core}: klp_module_coming()`,
    },
    refuse('symbolNotFoundInModule', `${core}: klp_init_object_loaded()`, {
      to: 'klp_cleanup_module_patches_limited',
      run: ['symbolFailureForModule', 'cleanUpAfterSymbol'],
    }),
    refuse('prePatchFailsForModule', `${core}: klp_module_coming()`, {
      to: 'klp_cleanup_module_patches_limited',
      run: ['prePatchFailureForModule', 'cleanUpAfterPrePatch'],
    }),
    refuse('ftraceFailsForModule', 'kernel/livepatch/patch.c: klp_patch_object()', {
      to: 'klp_cleanup_module_patches_limited',
      run: ['ftraceFailureForModule', 'cleanUpAfterFtrace'],
    }),
    {
      to: 'klp_module_coming',
      run: ['applying', 'applyToModule'],
      says: 'pre_patch, functions pushed, and post_patch unless the patch is in transition.',
      source: `${core}: klp_module_coming()`,
    },
  ],
};

export const cleanupModulePatches: PhaseConfig = {
  description: 'The patches before the one that failed are reverted, in list order; then insmod fails.',
  source: `${core}: klp_cleanup_module_patches_limited()`,
  always: [
    {
      when: 'cleanupDone',
      to: 'return',
      run: ['freeModule'],
      says: 'The module never ran its init function and is gone.',
      source: `${core}: klp_module_coming(): refusing to load module`,
    },
    {
      to: 'klp_cleanup_module_patches_limited',
      run: ['reverting', 'revertObject'],
      says: 'The patch’s functions leave the module again.',
      source: `${core}: klp_cleanup_module_patches_limited()`,
    },
  ],
};

export const initModule: PhaseConfig = {
  description: 'The module’s parameters are parsed; then its own init function runs.',
  source: `${loader}: do_init_module()`,
  always: [
    refuse('parameterInvalid', `${loader}: load_module() → parse_args()`, {
      to: 'klp_module_going',
      run: ['moduleGoes'],
    }),
    refuse('kprobeConflicts', 'kernel/kprobes.c: register_kprobe()', { to: 'klp_module_going', run: ['moduleGoes'] }),
    refuse('initFails', `${loader}: do_init_module()`, { to: 'klp_module_going', run: ['moduleGoes'] }),
    {
      to: 'return',
      run: ['initPrints', 'runInit', 'moduleLive'],
      says: 'The module is live.',
      source: `${loader}: do_init_module()`,
    },
  ],
};

export const deleteModule: PhaseConfig = {
  description: 'rmmod: is the module there, and is it unused?',
  source: `${loader}: delete_module()`,
  always: [
    refuse('moduleNotLoaded', `${loader}: find_module()`),
    refuse('moduleInUse', `${loader}: try_stop_module()`),
    {
      when: 'removesLivepatch',
      to: 'return',
      run: ['freeModule', 'moduleGone'],
      says: 'The livepatch module is removed; it may be loaded again.',
      source: `${loader}: free_module()`,
    },
    {
      to: 'klp_module_going',
      run: ['exitPrints', 'runExit'],
      says: 'The module’s exit function has run; the livepatch core sees it go.',
      source: `${loader}: delete_module() → klp_module_going()`,
    },
  ],
};

export const moduleGoing: PhaseConfig = {
  description: 'Every patch that names the module is reverted for it, in list order.',
  source: `${core}: klp_module_going()`,
  always: [
    {
      when: 'everyPatchSeen',
      to: 'return',
      run: ['freeModule'],
      says: 'The module is gone.',
      source: `${loader}: free_module()`,
    },
    {
      to: 'klp_module_going',
      run: ['reverting', 'revertObject'],
      says: 'pre_unpatch unless the patch is in transition, functions removed, post_unpatch.',
      source: `${core}: klp_cleanup_module_patches_limited()`,
    },
  ],
};
