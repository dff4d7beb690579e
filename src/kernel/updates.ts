/** The only list of changes: each is what one step of the kernel's own code does to the state. */
import * as cpus from './cpus';
import * as files from './files';
import * as loading from './loading';
import type { Kernel } from './model';
import { always, on, type Registered } from './registry';
import * as replace from './replace';
import { replacesSameSet } from './replaceSets';
import * as switching from './switching';
import * as targets from './targets';
import * as tasks from './tasks';
import * as transition from './transition';
import { updateLatestVersion } from './versioning';

export const updates = {
  taintKernel: on(['insmod'], loading.taintKernel),
  insertModule: on(['insmod'], loading.insertModule),
  freeModule: on(['insmod', 'rmmod'], loading.freeModule),
  takeModuleReference: on(['insmod'], loading.takeModuleReference),
  initReturned: always(loading.initReturned),
  addPatch: on(['insmod'], loading.addPatch),
  listPatch: on(['insmod'], loading.listPatch),
  undoPatch: on(['insmod'], loading.undoPatch),
  replacesAllListed: on(['insmod'], replace.replacesAllListed),
  replacesSameSet: on(['insmod'], replacesSameSet),
  addNops: on(['insmod'], replace.addNops),
  initPatching: on(['insmod'], transition.initPatching),
  initUnpatching: on(['echo.enabled'], transition.initUnpatching),
  firstLoadedObject: always(transition.firstLoadedObject),
  nextLoadedObject: always(transition.nextLoadedObject),
  firstPatchedObject: always(transition.firstPatchedObject),
  nextPatchedObject: always(transition.nextPatchedObject),
  prePatchSucceeded: always(transition.prePatchSucceeded),
  prePatchFailed: always(transition.prePatchFailed),
  patchCurrentObject: always(transition.patchCurrentObject),
  cancelAfterPrePatch: always(transition.cancelAfterPrePatch),
  cancelAfterFtrace: always(transition.cancelAfterFtrace),
  startTransition: always(transition.startTransition),
  markEnabled: always(transition.markEnabled),
  markDisabled: always(transition.markDisabled),
  trySwitchTasks: always(switching.trySwitchTasks),
  switchIdleTasks: always(switching.switchIdleTasks),
  sendSignals: always(switching.sendSignals),
  countAttempt: always(switching.countAttempt),
  unpatchReplacedPatches: always(replace.unpatchReplacedPatches),
  discardNops: always(replace.discardNops),
  unpatchTransitionPatch: always(transition.unpatchTransitionPatch),
  resetTasks: always(transition.resetTasks),
  postCallbackDone: always(transition.postCallbackDone),
  endTransition: always(transition.endTransition),
  updateLatestVersion: always(updateLatestVersion),
  unlistDisabled: always(transition.unlistDisabled),
  unlistReplaced: always(transition.unlistReplaced),
  freePatches: on(['free'], transition.freePatches),
  reverseTransition: on(['echo.enabled'], transition.reverseTransition),
  forceTransition: on(['echo.force'], transition.forceTransition),
  startLoop: always(targets.startLoop),
  applyToModule: on(['insmod'], targets.applyToModule),
  cleanUpAfterSymbol: on(['insmod'], targets.cleanUpAfterSymbol),
  cleanUpAfterPrePatch: on(['insmod'], targets.cleanUpAfterPrePatch),
  cleanUpAfterFtrace: on(['insmod'], targets.cleanUpAfterFtrace),
  revertObject: on(['insmod', 'rmmod'], targets.revertObject),
  runInit: on(['insmod'], targets.runInit),
  waitInInit: on(['insmod'], targets.waitInInit),
  runExit: on(['rmmod'], targets.runExit),
  moduleGoes: on(['insmod', 'rmmod'], targets.moduleGoes),
  setParameter: on(['echo.param'], files.setParameter),
  dismissWorker: on(['echo.param'], targets.dismissWorker),
  setFtrace: on(['sysctl.ftrace'], files.setFtrace),
  callFunction: on(['task.call'], tasks.callFunction),
  returnFromFunction: on(['task.return'], tasks.returnFromFunction),
  fallAsleep: on(['task.sleep'], tasks.fallAsleep),
  switchSleepers: on(['task.sleep'], tasks.switchSleepers),
  wakeUp: on(['task.wake'], tasks.wakeUp),
  getOnCpu: on(['task.run'], tasks.getOnCpu),
  getOffCpu: on(['task.preempt'], tasks.getOffCpu),
  returnToUserSpace: on(['task.user'], tasks.returnToUserSpace),
  forkChild: on(['task.fork'], tasks.forkChild),
  exitTask: on(['task.exit'], tasks.exitTask),
  deliverSignal: on(['task.signal'], tasks.deliverSignal),
  interruptCpus: on(['tick'], cpus.interruptCpus),
  takeCpuOffline: on(['cpu.offline'], cpus.takeCpuOffline),
  bringCpuOnline: on(['cpu.online'], cpus.bringCpuOnline),
  endCall: always(transition.endCall),
} as const satisfies Record<string, Registered<Kernel>>;

export type UpdateName = keyof typeof updates;
