/** The only list of guards: refusals (rules that answer with a verdict) and conditions (which way a step goes). */
import { blockedStateNotListed, disableNotSupported } from './blockDisable';
import * as cpus from './cpus';
import * as files from './files';
import * as loader from './loader';
import * as loading from './loading';
import { always, on, type Registered } from './registry';
import { replacesOnCompletion } from './replace';
import { functionOfAnotherSet, setStatesNotCompatible, stateOfAnotherSet } from './replaceSets';
import { statesNotCompatible } from './states';
import { stickyMayNotBeDisabled } from './sticky';
import * as switching from './switching';
import * as symbols from './symbols';
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
  moduleFileMissing: on(['insmod'], loading.moduleFileMissing),
  signatureRejected: on(['insmod'], loader.signatureRejected),
  vermagicWrong: on(['insmod'], loader.vermagicWrong),
  livepatchSupportOff: on(['insmod'], loader.livepatchSupportOff),
  moduleAlreadyLoaded: on(['insmod'], loading.moduleAlreadyLoaded),
  symbolUnresolved: on(['insmod'], loader.symbolUnresolved),
  parameterInvalid: on(['insmod'], loading.parameterInvalid),
  notMarkedLivepatch: on(['insmod'], loader.notMarkedLivepatch),
  versionNotNewer: on(['insmod'], versionNotNewer),
  statesNotCompatible: on(['insmod'], statesNotCompatible),
  blockedStateNotListed: on(['insmod'], blockedStateNotListed),
  setStatesNotCompatible: on(['insmod'], setStatesNotCompatible),
  stateOfAnotherSet: on(['insmod'], stateOfAnotherSet),
  functionOfAnotherSet: on(['insmod'], functionOfAnotherSet),
  nameTooLong: on(['insmod'], symbols.nameTooLong),
  nameTwice: on(['insmod'], symbols.nameTwice),
  symbolNotFound: on(['insmod'], symbols.symbolNotFound),
  transitionInProgress: always(loading.transitionInProgress),
  prePatchFails: always(transition.prePatchFails),
  ftraceRegistrationFails: always(transition.ftraceRegistrationFails),
  symbolNotFoundInModule: on(['insmod'], targets.symbolNotFoundInModule),
  prePatchFailsForModule: on(['insmod'], targets.prePatchFailsForModule),
  ftraceFailsForModule: on(['insmod'], targets.ftraceFailsForModule),
  initFails: on(['insmod'], targets.initFails),
  moduleNotLoaded: on(['rmmod'], loading.moduleNotLoaded),
  moduleInUse: on(['rmmod'], loading.moduleInUse),
  directoryMissing: on(['echo.enabled', 'echo.force'], files.directoryMissing),
  valueNotBoolean: on(['echo.enabled', 'echo.force'], files.valueNotBoolean),
  sameValue: on(['echo.enabled'], files.sameValue),
  disableNotSupported: on(['echo.enabled'], disableNotSupported),
  cannotReenable: on(['echo.enabled'], files.cannotReenable),
  stickyMayNotBeDisabled: on(['echo.enabled'], stickyMayNotBeDisabled),
  notInTransition: on(['echo.force'], files.notInTransition),
  parameterMissing: on(['echo.param'], files.parameterMissing),
  parameterReadOnly: on(['echo.param'], files.parameterReadOnly),
  parameterValueInvalid: on(['echo.param'], files.parameterValueInvalid),
  ftraceValueInvalid: on(['sysctl.ftrace'], files.ftraceValueInvalid),
  ftraceNeeded: on(['sysctl.ftrace'], files.ftraceNeeded),
  noTransition: on(['attempt'], switching.noTransition),
  nothingToFree: on(['free'], transition.nothingToFree),
  taskCannot: on(taskEvents, tasks.taskCannot),
  tidTaken: on(['task.fork'], tasks.tidTaken),
  cpuMissing: on(['cpu.offline', 'cpu.online', 'task.run'], cpus.cpuMissing),
  cpuWithoutFile: on(['cpu.offline', 'cpu.online'], cpus.cpuWithoutFile),
} as const satisfies Record<string, Registered<Verdict>>;

export type RuleName = keyof typeof rules;

export const conditions = {
  isLivepatch: on(['insmod'], loading.isLivepatch),
  removesLivepatch: on(['rmmod'], loading.removesLivepatch),
  isTransitionPatch: on(['echo.enabled', 'echo.force'], files.isTransitionPatch),
  forceValueIsZero: on(['echo.force'], files.forceValueIsZero),
  prePatchReturnsPositive: always(transition.prePatchReturnsPositive),
  initReturnsPositive: always(loading.initReturnsPositive),
  initNeverReturns: on(['insmod'], targets.initNeverReturns),
  cpuAlreadyThere: on(['cpu.offline', 'cpu.online'], cpus.cpuAlreadyThere),
  objectsDone: always(transition.objectsDone),
  everyTaskSwitched: always(transition.everyTaskSwitched),
  signalsAreDue: always(switching.signalsAreDue),
  idleTasksWoken: always(switching.idleTasksWoken),
  isUnpatching: always(transition.isUnpatching),
  replacesOnCompletion: always(replacesOnCompletion),
  wasCancelled: always(transition.wasCancelled),
  completedPatchIsDisabled: always(transition.completedPatchIsDisabled),
  completedPatchReplaced: always(transition.completedPatchReplaced),
  everyPatchSeen: on(['insmod', 'rmmod'], targets.everyPatchSeen),
  cleanupDone: on(['insmod', 'rmmod'], targets.cleanupDone),
  workerReleased: on(['echo.param'], targets.workerReleased),
  sleepsFreezably: on(['task.sleep'], tasks.sleepsFreezably),
  transitionRuns: always((kernel) => kernel.transition !== null),
} as const satisfies Record<string, Registered<boolean>>;

export type ConditionName = keyof typeof conditions;
