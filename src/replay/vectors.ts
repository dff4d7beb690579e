/** The vectors of the self-tests, by the id of their scenario, as their files have them. */

import callbacksAtomicReplace from './more/test-callbacks__atomic-replace.json';
import callbacksBusyTargetModule from './more/test-callbacks__busy-target-module.json';
import callbacksModuleComingPrePatchCallbackEnodev from './more/test-callbacks__module-coming-pre-patch-callback-enodev.json';
import callbacksMultipleLivepatches from './more/test-callbacks__multiple-livepatches.json';
import ftraceLivepatchInteractionWithFtraceEnabledSysctl from './more/test-ftrace__livepatch-interaction-with-ftrace-enabled-sysctl.json';
import kprobeLivepatchInteractionWithKprobedFunctionWithPostHandler from './more/test-kprobe__livepatch-interaction-with-kprobed-function-with-post-handler.json';
import kprobeLivepatchInteractionWithKprobedFunctionWithoutPostHandler from './more/test-kprobe__livepatch-interaction-with-kprobed-function-without-post-handler.json';
import sysfsSysfsReplaceDisabled from './more/test-sysfs__sysfs-test-replace-disabled.json';
import sysfsSysfsStackOrderValue from './more/test-sysfs__sysfs-test-stack-order-value.json';
import callbacksModuleComingAndModuleGoingNotifiers from './vectors/test-callbacks__module-coming-and-module-going-notifiers.json';
import callbacksModuleComingNotifier from './vectors/test-callbacks__module-coming-notifier.json';
import callbacksModuleGoingNotifier from './vectors/test-callbacks__module-going-notifier.json';
import callbacksMultipleTargetModules from './vectors/test-callbacks__multiple-target-modules.json';
import callbacksPrePatchCallbackEnodev from './vectors/test-callbacks__pre-patch-callback-enodev.json';
import callbacksTargetModuleBeforeLivepatch from './vectors/test-callbacks__target-module-before-livepatch.json';
import callbacksTargetModuleNotPresent from './vectors/test-callbacks__target-module-not-present.json';
import livepatchAtomicReplaceLivepatch from './vectors/test-livepatch__atomic-replace-livepatch.json';
import livepatchBasicFunctionPatching from './vectors/test-livepatch__basic-function-patching.json';
import livepatchModuleFunctionPatching from './vectors/test-livepatch__module-function-patching.json';
import livepatchModuleFunctionPatchingLivepatchFirst from './vectors/test-livepatch__module-function-patching-livepatch-first.json';
import livepatchMultipleLivepatches from './vectors/test-livepatch__multiple-livepatches.json';
import stateCompatibleCumulativeLivepatches from './vectors/test-state__compatible-cumulative-livepatches.json';
import stateIncompatibleCumulativeLivepatches from './vectors/test-state__incompatible-cumulative-livepatches.json';
import stateSystemStateModification from './vectors/test-state__system-state-modification.json';
import stateTakingOverSystemStateModification from './vectors/test-state__taking-over-system-state-modification.json';
import sysfsSysfsTest from './vectors/test-sysfs__sysfs-test.json';
import sysfsSysfsObjectPatched from './vectors/test-sysfs__sysfs-test-object-patched.json';
import sysfsSysfsReplaceEnabled from './vectors/test-sysfs__sysfs-test-replace-enabled.json';

export const vectors: Readonly<Record<string, unknown>> = {
  'selftest-callbacks-module-coming-and-module-going-notifiers': callbacksModuleComingAndModuleGoingNotifiers,
  'selftest-callbacks-module-coming-notifier': callbacksModuleComingNotifier,
  'selftest-callbacks-module-going-notifier': callbacksModuleGoingNotifier,
  'selftest-callbacks-multiple-target-modules': callbacksMultipleTargetModules,
  'selftest-callbacks-pre-patch-callback-enodev': callbacksPrePatchCallbackEnodev,
  'selftest-callbacks-target-module-before-livepatch': callbacksTargetModuleBeforeLivepatch,
  'selftest-callbacks-target-module-not-present': callbacksTargetModuleNotPresent,
  'selftest-livepatch-atomic-replace-livepatch': livepatchAtomicReplaceLivepatch,
  'selftest-livepatch-basic-function-patching': livepatchBasicFunctionPatching,
  'selftest-livepatch-module-function-patching-livepatch-first': livepatchModuleFunctionPatchingLivepatchFirst,
  'selftest-livepatch-module-function-patching': livepatchModuleFunctionPatching,
  'selftest-livepatch-multiple-livepatches': livepatchMultipleLivepatches,
  'selftest-state-compatible-cumulative-livepatches': stateCompatibleCumulativeLivepatches,
  'selftest-state-incompatible-cumulative-livepatches': stateIncompatibleCumulativeLivepatches,
  'selftest-state-system-state-modification': stateSystemStateModification,
  'selftest-state-taking-over-system-state-modification': stateTakingOverSystemStateModification,
  'selftest-sysfs-object-patched': sysfsSysfsObjectPatched,
  'selftest-sysfs-replace-enabled': sysfsSysfsReplaceEnabled,
  'selftest-sysfs': sysfsSysfsTest,
  'selftest-callbacks-atomic-replace': callbacksAtomicReplace,
  'selftest-callbacks-busy-target-module': callbacksBusyTargetModule,
  'selftest-callbacks-module-coming-pre-patch-callback-enodev': callbacksModuleComingPrePatchCallbackEnodev,
  'selftest-callbacks-multiple-livepatches': callbacksMultipleLivepatches,
  'selftest-ftrace-ftrace-enabled-sysctl': ftraceLivepatchInteractionWithFtraceEnabledSysctl,
  'selftest-kprobe-kprobed-function-with-post-handler': kprobeLivepatchInteractionWithKprobedFunctionWithPostHandler,
  'selftest-kprobe-kprobed-function-without-post-handler':
    kprobeLivepatchInteractionWithKprobedFunctionWithoutPostHandler,
  'selftest-sysfs-replace-disabled': sysfsSysfsReplaceDisabled,
  'selftest-sysfs-stack-order-value': sysfsSysfsStackOrderValue,
};
