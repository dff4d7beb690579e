/** The only list of guards: refusals (rules that answer with a verdict) and conditions (which way a step goes). */
import { blockedStateNotListed, disableNotSupported } from './blockDisable';
import * as cpus from './cpus';
import * as files from './files';
import * as loader from './loader';
import * as loading from './loading';
import { forAnyEvent, forEvents, type Registered } from './registry';
import * as removing from './removing';
import { replacesOnCompletion } from './replace';
import { functionOfAnotherSet, setStatesNotCompatible, stateOfAnotherSet } from './replaceSets';
import { statesNotCompatible } from './states';
import { stickyMayNotBeDisabled } from './sticky';
import * as switching from './switching';
import * as symbols from './symbols';
import * as targetModule from './targetModule';
import * as targets from './targets';
import * as tasks from './tasks';
import * as transition from './transition';
import type { Verdict } from './verdict';
import { versionNotNewer } from './versioning';

export const taskEvents = [
  'task.call',
  'task.return',
  'task.sleep',
  'task.wake',
  'task.run',
  'task.preempt',
  'task.user',
  'task.fork',
  'task.exit',
  'task.signal',
] as const;

export const rules = {
  moduleFileMissing: forEvents(['insmod'], loading.moduleFileMissing),
  signatureRejected: forEvents(['insmod'], loader.signatureRejected),
  vermagicWrong: forEvents(['insmod'], loader.vermagicWrong),
  livepatchSupportOff: forEvents(['insmod'], loader.livepatchSupportOff),
  moduleAlreadyLoaded: forEvents(['insmod'], loading.moduleAlreadyLoaded),
  symbolUnresolved: forEvents(['insmod'], loader.symbolUnresolved),
  parameterInvalid: forEvents(['insmod'], loading.parameterInvalid),
  notMarkedLivepatch: forEvents(['insmod'], loader.notMarkedLivepatch),
  versionNotNewer: forEvents(['insmod'], versionNotNewer),
  statesNotCompatible: forEvents(['insmod'], statesNotCompatible),
  blockedStateNotListed: forEvents(['insmod'], blockedStateNotListed),
  setStatesNotCompatible: forEvents(['insmod'], setStatesNotCompatible),
  stateOfAnotherSet: forEvents(['insmod'], stateOfAnotherSet),
  functionOfAnotherSet: forEvents(['insmod'], functionOfAnotherSet),
  nameTooLong: forEvents(['insmod'], symbols.nameTooLong),
  nameTwice: forEvents(['insmod'], symbols.nameTwice),
  symbolNotFound: forEvents(['insmod'], symbols.symbolNotFound),
  transitionInProgress: forAnyEvent(loading.transitionInProgress),
  prePatchFails: forAnyEvent(transition.prePatchFails),
  ftraceRegistrationFails: forAnyEvent(transition.ftraceRegistrationFails),
  symbolNotFoundInModule: forEvents(['insmod'], targets.symbolNotFoundInModule),
  prePatchFailsForModule: forEvents(['insmod'], targets.prePatchFailsForModule),
  ftraceFailsForModule: forEvents(['insmod'], targets.ftraceFailsForModule),
  initFails: forEvents(['insmod'], targetModule.initFails),
  moduleNotLoaded: forEvents(['rmmod'], removing.moduleNotLoaded),
  moduleInUse: forEvents(['rmmod'], removing.moduleInUse),
  moduleHasNoExit: forEvents(['rmmod'], removing.moduleHasNoExit),
  directoryMissing: forEvents(['echo.enabled', 'echo.force'], files.directoryMissing),
  valueNotBoolean: forEvents(['echo.enabled', 'echo.force'], files.valueNotBoolean),
  sameValue: forEvents(['echo.enabled'], files.sameValue),
  disableNotSupported: forEvents(['echo.enabled'], disableNotSupported),
  cannotReenable: forEvents(['echo.enabled'], files.cannotReenable),
  stickyMayNotBeDisabled: forEvents(['echo.enabled'], stickyMayNotBeDisabled),
  notInTransition: forEvents(['echo.force'], files.notInTransition),
  parameterMissing: forEvents(['echo.param'], files.parameterMissing),
  parameterReadOnly: forEvents(['echo.param'], files.parameterReadOnly),
  parameterValueInvalid: forEvents(['echo.param'], files.parameterValueInvalid),
  ftraceValueInvalid: forEvents(['sysctl.ftrace'], files.ftraceValueInvalid),
  ftraceNeeded: forEvents(['sysctl.ftrace'], files.ftraceNeeded),
  noTransition: forEvents(['attempt'], switching.noTransition),
  nothingToFree: forEvents(['free'], transition.nothingToFree),
  taskCannot: forEvents(taskEvents, tasks.taskCannot),
  tidTaken: forEvents(['task.fork'], tasks.tidTaken),
  cpuMissing: forEvents(['cpu.offline', 'cpu.online', 'task.run'], cpus.cpuMissing),
  cpuWithoutFile: forEvents(['cpu.offline', 'cpu.online'], cpus.cpuWithoutFile),
} as const satisfies Record<string, Registered<Verdict>>;

export type RuleName = keyof typeof rules;

export const conditions = {
  isLivepatch: forEvents(['insmod'], loading.isLivepatch),
  removesLivepatch: forEvents(['rmmod'], removing.removesLivepatch),
  isTransitionPatch: forEvents(['echo.enabled', 'echo.force'], files.isTransitionPatch),
  forceValueIsZero: forEvents(['echo.force'], files.forceValueIsZero),
  prePatchReturnsPositive: forAnyEvent(transition.prePatchReturnsPositive),
  initReturnsPositive: forAnyEvent(loading.initReturnsPositive),
  initNeverReturns: forEvents(['insmod'], targetModule.initNeverReturns),
  neverEnables: forEvents(['insmod'], targetModule.neverEnables),
  cpuAlreadyThere: forEvents(['cpu.offline', 'cpu.online'], cpus.cpuAlreadyThere),
  objectsDone: forAnyEvent(transition.objectsDone),
  everyTaskSwitched: forAnyEvent(transition.everyTaskSwitched),
  signalsAreDue: forAnyEvent(switching.signalsAreDue),
  idleTasksWoken: forAnyEvent(switching.idleTasksWoken),
  isUnpatching: forAnyEvent(transition.isUnpatching),
  replacesOnCompletion: forAnyEvent(replacesOnCompletion),
  wasCancelled: forAnyEvent(transition.wasCancelled),
  completedPatchIsDisabled: forAnyEvent(transition.completedPatchIsDisabled),
  completedPatchReplaced: forAnyEvent(transition.completedPatchReplaced),
  everyPatchSeen: forEvents(['insmod', 'rmmod'], targets.everyPatchSeen),
  cleanupDone: forEvents(['insmod', 'rmmod'], targets.cleanupDone),
  workerReleased: forEvents(['echo.param'], targetModule.workerReleased),
  sleepsFreezably: forEvents(['task.sleep'], tasks.sleepsFreezably),
  transitionRuns: forAnyEvent((kernel) => kernel.transition !== null),
} as const satisfies Record<string, Registered<boolean>>;

export type ConditionName = keyof typeof conditions;
