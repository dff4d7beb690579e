/** The only list of changes: each is what one step of the kernel's own code does to the state. */
import * as cpus from './cpus';
import * as files from './files';
import * as loading from './loading';
import type { Kernel } from './model';
import { forAnyEvent, forEvents, type Registered } from './registry';
import * as replace from './replace';
import { replacesSameSet } from './replaceSets';
import * as switching from './switching';
import * as targetModule from './targetModule';
import * as targets from './targets';
import * as tasks from './tasks';
import * as transition from './transition';
import { updateLatestVersion } from './versioning';

export const updates = {
  taintKernel: forEvents(['insmod'], loading.taintKernel),
  insertModule: forEvents(['insmod'], loading.insertModule),
  freeModule: forEvents(['insmod', 'rmmod'], loading.freeModule),
  takeModuleReference: forEvents(['insmod'], loading.takeModuleReference),
  initReturned: forAnyEvent(loading.initReturned),
  addPatch: forEvents(['insmod'], loading.addPatch),
  listPatch: forEvents(['insmod'], loading.listPatch),
  undoPatch: forEvents(['insmod'], loading.undoPatch),
  replacesAllListed: forEvents(['insmod'], replace.replacesAllListed),
  replacesSameSet: forEvents(['insmod'], replacesSameSet),
  addNops: forEvents(['insmod'], replace.addNops),
  initPatching: forEvents(['insmod'], transition.initPatching),
  initUnpatching: forEvents(['echo.enabled'], transition.initUnpatching),
  firstLoadedObject: forAnyEvent(transition.firstLoadedObject),
  nextLoadedObject: forAnyEvent(transition.nextLoadedObject),
  firstPatchedObject: forAnyEvent(transition.firstPatchedObject),
  nextPatchedObject: forAnyEvent(transition.nextPatchedObject),
  prePatchSucceeded: forAnyEvent(transition.prePatchSucceeded),
  prePatchFailed: forAnyEvent(transition.prePatchFailed),
  patchCurrentObject: forAnyEvent(transition.patchCurrentObject),
  cancelAfterPrePatch: forAnyEvent(transition.cancelAfterPrePatch),
  cancelAfterFtrace: forAnyEvent(transition.cancelAfterFtrace),
  startTransition: forAnyEvent(transition.startTransition),
  markEnabled: forAnyEvent(transition.markEnabled),
  markDisabled: forAnyEvent(transition.markDisabled),
  trySwitchTasks: forAnyEvent(switching.trySwitchTasks),
  switchIdleTasks: forAnyEvent(switching.switchIdleTasks),
  callerReturns: forAnyEvent(switching.callerReturns),
  sendSignals: forAnyEvent(switching.sendSignals),
  countAttempt: forAnyEvent(switching.countAttempt),
  unpatchReplacedPatches: forAnyEvent(replace.unpatchReplacedPatches),
  discardNops: forAnyEvent(replace.discardNops),
  unpatchTransitionPatch: forAnyEvent(transition.unpatchTransitionPatch),
  resetTasks: forAnyEvent(transition.resetTasks),
  postCallbackDone: forAnyEvent(transition.postCallbackDone),
  endTransition: forAnyEvent(transition.endTransition),
  updateLatestVersion: forAnyEvent(updateLatestVersion),
  unlistDisabled: forAnyEvent(transition.unlistDisabled),
  unlistReplaced: forAnyEvent(transition.unlistReplaced),
  freePatches: forEvents(['free'], transition.freePatches),
  reverseTransition: forEvents(['echo.enabled'], transition.reverseTransition),
  forceTransition: forEvents(['echo.force'], transition.forceTransition),
  startLoop: forAnyEvent(targets.startLoop),
  applyToModule: forEvents(['insmod'], targets.applyToModule),
  cleanUpAfterSymbol: forEvents(['insmod'], targets.cleanUpAfterSymbol),
  cleanUpAfterPrePatch: forEvents(['insmod'], targets.cleanUpAfterPrePatch),
  cleanUpAfterFtrace: forEvents(['insmod'], targets.cleanUpAfterFtrace),
  revertObject: forEvents(['insmod', 'rmmod'], targets.revertObject),
  runInit: forEvents(['insmod'], targetModule.runInit),
  waitInInit: forEvents(['insmod'], targetModule.waitInInit),
  runExit: forEvents(['rmmod'], targetModule.runExit),
  moduleGoes: forEvents(['insmod', 'rmmod'], targetModule.moduleGoes),
  setParameter: forEvents(['echo.param'], files.setParameter),
  keepFirstValues: forEvents(['echo.param'], files.keepFirstValues),
  dismissWorker: forEvents(['echo.param'], targetModule.dismissWorker),
  keepFtraceOn: forEvents(['sysctl.ftrace'], files.keepFtraceOn),
  setFtrace: forEvents(['sysctl.ftrace'], files.setFtrace),
  callFunction: forEvents(['task.call'], tasks.callFunction),
  returnFromFunction: forEvents(['task.return'], tasks.returnFromFunction),
  fallAsleep: forEvents(['task.sleep'], tasks.fallAsleep),
  switchSleepers: forEvents(['task.sleep'], tasks.switchSleepers),
  wakeUp: forEvents(['task.wake'], tasks.wakeUp),
  getOnCpu: forEvents(['task.run'], tasks.getOnCpu),
  getOffCpu: forEvents(['task.preempt'], tasks.getOffCpu),
  returnToUserSpace: forEvents(['task.user'], tasks.returnToUserSpace),
  forkChild: forEvents(['task.fork'], tasks.forkChild),
  exitTask: forEvents(['task.exit'], tasks.exitTask),
  deliverSignal: forEvents(['task.signal'], tasks.deliverSignal),
  interruptCpus: forEvents(['tick'], cpus.interruptCpus),
  takeCpuOffline: forEvents(['cpu.offline'], cpus.takeCpuOffline),
  bringCpuOnline: forEvents(['cpu.online'], cpus.bringCpuOnline),
  endCall: forAnyEvent(transition.endCall),
} as const satisfies Record<string, Registered<Kernel>>;

export type UpdateName = keyof typeof updates;
