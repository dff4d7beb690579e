/** The only list of reports: what a step tells the world, read from the kernel at that moment. They change nothing. */

import type { CallbackRun } from '../kernel/callbacks';
import { callbackRun } from '../kernel/callbacks';
import { calledLines } from '../kernel/called';
import { interrupted } from '../kernel/cpus';
import type { KernelEvent, On } from '../kernel/events';
import { type Unregistrable, unregistrable } from '../kernel/ftrace';
import * as loading from '../kernel/loading';
import type { Kernel, Task } from '../kernel/model';
import { KLP_PATCHED, KLP_UNPATCHED, type TargetState } from '../kernel/model';
import { moduleOf, transitionPatch } from '../kernel/queries';
import { forAnyEvent, forEvents, type Registered } from '../kernel/registry';
import { taskEvents } from '../kernel/rules';
import { isInSystemCall } from '../kernel/signals';
import { tasksInside, unseenFrames } from '../kernel/stack';
import {
  callerSwitches,
  firstSignals,
  flagged,
  type Stayed,
  signalled,
  sweepOf,
  wokenIdleCpus,
} from '../kernel/switching';
import { arrivalProblem, type NameProblem, nameProblem } from '../kernel/symbols';
import * as targetModule from '../kernel/targetModule';
import * as targets from '../kernel/targets';
import type { TaskEvent } from '../kernel/taskObjections';
import { staysOnFreezableSleep, switchedOnExit, switchesOnFreezableSleep } from '../kernel/tasks';
import { currentObject, postCallback, readsBeyondList, waitingForWorker } from '../kernel/transition';
import { updateLatestVersion } from '../kernel/versioning';
import type { Fact, SwitchedBy } from './facts';
import { signalDoes, signalFacts } from './signalReports';

type Facts = readonly Fact[];

const callback = (run: CallbackRun | null): Facts => (run === null ? [] : [{ type: 'callback', ...run }]);

/** The transition that runs, for the facts that name it. */
const running = (kernel: Kernel): { readonly patch: string; readonly target: TargetState } => ({
  patch: kernel.transition?.patch ?? '',
  target: kernel.transition?.target ?? KLP_UNPATCHED,
});

const switched = (by: SwitchedBy, tids: readonly number[], cpus: readonly number[] = []): Facts =>
  tids.length + cpus.length === 0 ? [] : [{ type: 'switched', tids, cpus, by }];

const named = (name: 'pre_patch' | 'pre_unpatch') => (kernel: Kernel) =>
  callback(callbackRun(kernel, running(kernel).patch, currentObject(kernel)?.name ?? '', name));

const aroundObject = (
  type: 'applying' | 'reverting',
  runs: {
    readonly patch: string;
    readonly pre: CallbackRun | null;
    readonly post: CallbackRun | null;
    readonly leaving?: boolean;
  },
  module: string,
): Facts => {
  const line: Fact = { type, patch: runs.patch, module, ...(runs.leaving === true && { leaving: true }) };
  return type === 'applying'
    ? [line, ...callback(runs.pre), ...callback(runs.post)]
    : [...callback(runs.pre), line, ...callback(runs.post)];
};

const tidsOf = (tasks: readonly Task[]): readonly number[] => tasks.map(({ tid }) => tid);

const stayedItself = (tasks: readonly Stayed[]): Facts => (tasks.length === 0 ? [] : [{ type: 'stayedItself', tasks }]);

const symbolFacts = (problem: NameProblem | null): Facts => {
  if (problem === null || !('sympos' in problem)) return [];
  const { why, object, func, sympos } = problem;
  return [
    {
      type: 'symbolNotFound',
      object,
      func,
      ...(why === 'ambiguous' && { ambiguous: true }),
      ...(why === 'no such position' && { sympos }),
    },
  ];
};

const ftraceFailed = (failed: Unregistrable | null): Facts => [
  { type: 'ftraceFailed', func: failed?.func ?? '', errno: failed?.errno ?? 'EBUSY' },
];

const moduleRefused = (kernel: Kernel, event: On<'insmod'>): Fact => ({
  type: 'moduleRefused',
  patch: targets.reachedPatch(kernel, event)?.name ?? '',
  module: event.module,
});

/** `applying …`, then `pre_patch`, which failed: no `post_patch`. */
const applyUntilPrePatch = (kernel: Kernel, event: On<'insmod'>): Facts => {
  const { patch, pre } = targets.applyCallbacks(kernel, event);
  return [{ type: 'applying', patch, module: event.module }, ...callback(pre)];
};

const unseen = (kernel: Kernel, tids: readonly number[]): Facts => {
  const frames = unseenFrames(kernel, new Set(tids));
  return frames.length === 0 ? [] : [{ type: 'unseen', frames }];
};

const beyondList = (kernel: Kernel): Facts => {
  const funcs = readsBeyondList(kernel);
  return funcs.length === 0 ? [] : [{ type: 'readsBeyondList', patch: running(kernel).patch, funcs }];
};

const textGone = (kernel: Kernel, module: string): Facts => {
  const tids = tidsOf(tasksInside(kernel, module));
  return tids.length === 0 ? [] : [{ type: 'textGone', module, tids }];
};

const sweepFacts = (kernel: Kernel, event: KernelEvent): Facts => {
  const sweep = sweepOf(kernel, event);
  return [
    ...(sweep.aside === undefined ? [] : [{ type: 'aside', tid: sweep.aside } as const]),
    ...(sweep.stayed.length === 0 ? [] : [{ type: 'stayed', tasks: sweep.stayed } as const]),
    ...switched('attempt', sweep.switched, sweep.switchedCpus),
    ...unseen(kernel, sweep.switched),
    ...switched('offline CPU', [], sweep.offlineCpus),
  ];
};

/** Who `klp_force_transition()` switches. */
const forcedTasks = (kernel: Kernel): Facts =>
  switched(
    'force',
    kernel.tasks.filter(({ pending }) => pending).map(({ tid }) => tid),
    kernel.cpus.flatMap(({ idle }, cpu) => (idle.pending ? [cpu] : [])),
  );

export const reports = {
  tellTainting: forEvents(
    ['insmod'],
    (kernel, event): Facts => (loading.taints(kernel, event) ? [{ type: 'tainting', module: event.module }] : []),
  ),
  tellParameters: forEvents(
    ['insmod'],
    (kernel, event): Facts =>
      loading.parameterComplaints(kernel, event).map((complaint) => ({
        type: 'parameter',
        module: event.module,
        name: complaint.name,
        value: loading.loggedValue(complaint),
        problem: complaint.errno === null ? 'unknown' : 'invalid',
      })),
  ),
  /** The livepatch's own init function, which runs once its parameters are good. */
  tellLivepatchPrints: forEvents(
    ['insmod'],
    (kernel, event): Facts =>
      loading.parameterInvalid(kernel, event).refused
        ? []
        : printed(event.module, loading.ownLines(kernel, event.module, 'before')),
  ),
  /** What its init function prints after `klp_enable_patch()` has succeeded. */
  tellLivepatchPrintsLast: forAnyEvent((kernel, event): Facts => {
    const module = event.type === 'insmod' ? moduleOf(kernel, event.module) : undefined;
    const succeeded = module?.state === 'COMING' && kernel.call?.returned === undefined;
    return module !== undefined && succeeded
      ? printed(module.name, loading.ownLines(kernel, module.name, 'after'))
      : [];
  }),
  tellLivepatchPrintsExit: forEvents(
    ['rmmod'],
    (kernel, { module }): Facts => printed(module, loading.ownLines(kernel, module, 'exit')),
  ),
  tellCalled: forEvents(
    ['task.call'],
    (kernel, event): Facts => calledLines(kernel, event).flatMap(({ module, lines }) => printed(module, lines)),
  ),
  tellSymbolNotFound: forEvents(['insmod'], (kernel, { module }): Facts => symbolFacts(nameProblem(kernel, module))),
  tellNameTwice: forEvents(['insmod'], (kernel, { module }): Facts => {
    const problem = nameProblem(kernel, module);
    if (problem?.why !== 'twice') return [];
    return [{ type: 'nameTwice', patch: module, object: problem.object, func: problem.func }];
  }),
  tellEnabling: forEvents(['insmod'], (_kernel, { module }): Facts => [{ type: 'enabling', patch: module }]),
  tellInitializing: forAnyEvent((kernel): Facts => [{ type: 'initializing', ...running(kernel) }]),
  tellPrePatch: forAnyEvent(named('pre_patch')),
  tellPreUnpatch: forAnyEvent(named('pre_unpatch')),
  tellPrePatchFailed: forAnyEvent(
    (kernel): Facts => [
      ...named('pre_patch')(kernel),
      { type: 'prePatchFailed', object: currentObject(kernel)?.name ?? '' },
      { type: 'enableFailed', patch: running(kernel).patch },
      { type: 'canceling', patch: running(kernel).patch },
    ],
  ),
  tellFtraceFailed: forAnyEvent((kernel): Facts => {
    const object = currentObject(kernel);
    const failed = object === undefined ? null : unregistrable(kernel, object);
    return [
      ...ftraceFailed(failed),
      { type: 'patchObjectFailed', object: object?.name ?? '' },
      { type: 'enableFailed', patch: running(kernel).patch },
      { type: 'canceling', patch: running(kernel).patch },
    ];
  }),
  tellStarting: forAnyEvent((kernel): Facts => [{ type: 'starting', ...running(kernel) }]),
  tellReversing: forAnyEvent(
    (kernel): Facts => [
      {
        type: 'reversing',
        patch: running(kernel).patch,
        target: running(kernel).target === KLP_PATCHED ? KLP_UNPATCHED : KLP_PATCHED,
      },
      ...beyondList(kernel),
    ],
  ),
  tellForcing: forAnyEvent(
    (kernel): Facts => [{ type: 'forcing', patch: running(kernel).patch }, ...forcedTasks(kernel)],
  ),
  tellSweep: forAnyEvent(sweepFacts),
  tellIdleLoop: forAnyEvent((kernel): Facts => switched('idle loop', [], wokenIdleCpus(kernel))),
  tellSignaling: forAnyEvent(
    (kernel): Facts => [
      ...(firstSignals(kernel) ? [{ type: 'signaling' } as const] : []),
      ...switched('fake signal', tidsOf(signalled(kernel))),
      ...signalDoes('fake signal', 'ends the system call', tidsOf(signalled(kernel).filter(isInSystemCall))),
      ...signalDoes('fake signal', 'waits', tidsOf(flagged(kernel))),
    ],
  ),
  tellCompleting: forAnyEvent((kernel): Facts => [{ type: 'completing', ...running(kernel) }]),
  tellReplaced: forAnyEvent((kernel): Facts => {
    const patches = transitionPatch(kernel)?.replaces ?? [];
    return patches.length === 0 ? [] : [{ type: 'replaced', patches, by: running(kernel).patch }];
  }),
  tellPostCallback: forAnyEvent((kernel): Facts => callback(postCallback(kernel))),
  tellComplete: forAnyEvent((kernel): Facts => [{ type: 'complete', ...running(kernel) }]),
  /** For policies that keep the counter; before it is updated. */
  tellCounter: forAnyEvent((kernel): Facts => {
    const from = kernel.latestVersion;
    const to = updateLatestVersion(kernel).latestVersion;
    return from === to ? [] : [{ type: 'counter', from, to }];
  }),
  tellFreed: forEvents(['free'], (kernel): Facts => [{ type: 'freed', patches: waitingForWorker(kernel) }]),
  tellApplying: forEvents(
    ['insmod'],
    (kernel, event): Facts => aroundObject('applying', targets.applyCallbacks(kernel, event), event.module),
  ),
  tellSymbolNotFoundForModule: forEvents(['insmod'], (kernel, event): Facts => {
    const patch = targets.reachedPatch(kernel, event)?.name ?? '';
    return [
      ...symbolFacts(arrivalProblem(kernel, patch, event.module)),
      { type: 'initForModuleFailed', patch, module: event.module },
      moduleRefused(kernel, event),
    ];
  }),
  tellPrePatchFailedForModule: forEvents(
    ['insmod'],
    (kernel, event): Facts => [
      ...applyUntilPrePatch(kernel, event),
      { type: 'prePatchFailed', object: event.module },
      moduleRefused(kernel, event),
    ],
  ),
  tellFtraceFailedForModule: forEvents(['insmod'], (kernel, event): Facts => {
    const patch = targets.reachedPatch(kernel, event);
    const object = patch?.objects.find(({ name }) => name === event.module);
    const failed = object === undefined ? null : unregistrable(kernel, object);
    return [
      ...applyUntilPrePatch(kernel, event),
      ...ftraceFailed(failed),
      { type: 'applyFailed', patch: patch?.name ?? '', module: event.module, errno: failed?.errno ?? 'EBUSY' },
      ...callback(callbackRun(kernel, patch?.name ?? '', event.module, 'post_unpatch')),
      moduleRefused(kernel, event),
    ];
  }),
  tellReverting: forEvents(
    ['insmod', 'rmmod'],
    (kernel, event): Facts => aroundObject('reverting', targets.revertCallbacks(kernel, event), event.module),
  ),
  tellInitPrints: forEvents(
    ['insmod'],
    (kernel, event): Facts => printed(event.module, targetModule.initLines(kernel, event)),
  ),
  tellExitPrints: forEvents(
    ['rmmod'],
    (kernel, event): Facts => printed(event.module, targetModule.exitLines(kernel, event)),
  ),
  tellWorkerPrints: forEvents(
    ['echo.param'],
    (kernel, event): Facts => printed(event.module, targetModule.releasedLines(kernel, event)),
  ),
  tellModuleLive: forEvents(['insmod'], (_kernel, { module }): Facts => [{ type: 'moduleLive', module }]),
  tellModuleGone: forEvents(
    ['rmmod'],
    (kernel, { module }): Facts => [{ type: 'moduleGone', module }, ...textGone(kernel, module)],
  ),
  /** Both ways to it: the livepatch's transition was cancelled with a positive number, or a target's own init returned one. */
  tellInitSuspicious: forEvents(['insmod'], (kernel, event): Facts => {
    const returned = kernel.call?.returned ?? targetModule.positiveInit(kernel, event);
    return returned === null ? [] : [{ type: 'initSuspicious', module: event.module, returned }];
  }),
  tellInitWaits: forEvents(['insmod'], (_kernel, { module }): Facts => [{ type: 'initWaits', module }]),
  tellKprobeNotSet: forEvents(['insmod'], (kernel, event): Facts => {
    const missed = targetModule.kprobeNotSet(kernel, event);
    return missed === null ? [] : [{ type: 'kprobeNotSet', module: event.module, ...missed }];
  }),
  /** Of a target that rmmod removed; one that was refused or failed in init has never been there. */
  tellGoneAfterExit: forAnyEvent(
    (_kernel, event): Facts => (event.type === 'rmmod' ? [{ type: 'moduleGone', module: event.module }] : []),
  ),
  tellLeftModule: forEvents(['rmmod'], (kernel, event): Facts => {
    const tids = tidsOf(targetModule.insideModule(kernel, event));
    return tids.length === 0 ? [] : [{ type: 'leftModule', module: event.module, tids }];
  }),
  tellSwitchedOnExit: forEvents(
    taskEvents,
    (kernel, event: TaskEvent): Facts => switched('exit to user space', switchedOnExit(kernel, event)),
  ),
  tellCallerSwitched: forAnyEvent(
    (kernel, event): Facts => switched('exit to user space', callerSwitches(kernel, event)),
  ),
  /** What waited for the task acts now, or goes on waiting. */
  tellSignals: forEvents(taskEvents, (kernel, event: TaskEvent): Facts => signalFacts(kernel, event)),
  tellSwitchedAsleep: forEvents(
    ['task.sleep'],
    (kernel, event): Facts => [
      ...stayedItself(staysOnFreezableSleep(kernel, event)),
      ...switched('freezable sleep', switchesOnFreezableSleep(kernel, event)),
    ],
  ),
  tellSwitchedByInterrupt: forEvents(['tick'], (kernel): Facts => switched('exit to user space', interrupted(kernel))),
} as const satisfies Record<string, Registered<Facts>>;

function printed(module: string, lines: readonly string[]): Facts {
  return lines.length === 0 ? [] : [{ type: 'printed', module, lines }];
}

export type ReportName = keyof typeof reports;
