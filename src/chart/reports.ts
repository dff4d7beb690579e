/** The only list of reports: what a step tells the world, read from the kernel at that moment. They change nothing. */
import type { CallbackRun } from '../kernel/callbacks';
import { callbackRun } from '../kernel/callbacks';
import type { KernelEvent, On } from '../kernel/events';
import { unregistrable } from '../kernel/ftrace';
import { missingSymbol } from '../kernel/loading';
import type { Kernel } from '../kernel/model';
import { KLP_PATCHED, KLP_UNPATCHED, type TargetState } from '../kernel/model';
import { transitionPatch } from '../kernel/queries';
import { always, on, type Registered } from '../kernel/registry';
import { taskEvents } from '../kernel/rules';
import { firstSignals, signalled, sweepOf, wokenIdleCpus } from '../kernel/switching';
import * as targets from '../kernel/targets';
import { interrupted, switchedOnExit, switchesOnFreezableSleep, type TaskEvent } from '../kernel/tasks';
import { currentObject, postCallback, waitingForWorker } from '../kernel/transition';
import { updateLatestVersion } from '../kernel/versioning';
import type { Fact, SwitchedBy } from './facts';

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
  runs: { readonly patch: string; readonly pre: CallbackRun | null; readonly post: CallbackRun | null },
  module: string,
): Facts => {
  const line: Fact = { type, patch: runs.patch, module };
  return type === 'applying'
    ? [line, ...callback(runs.pre), ...callback(runs.post)]
    : [...callback(runs.pre), line, ...callback(runs.post)];
};

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

const sweepFacts = (kernel: Kernel, event: KernelEvent): Facts => {
  const sweep = sweepOf(kernel, event);
  return [
    ...(sweep.stayed.length === 0 ? [] : [{ type: 'stayed', tasks: sweep.stayed } as const]),
    ...switched('attempt', sweep.switched, sweep.switchedCpus),
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
  tellTainting: on(['insmod'], (kernel, { module }): Facts => (kernel.tainted ? [] : [{ type: 'tainting', module }])),
  tellSymbolNotFound: on(['insmod'], (kernel, { module }): Facts => {
    const missing = missingSymbol(kernel, module);
    return missing === null ? [] : [{ type: 'symbolNotFound', ...missing }];
  }),
  tellEnabling: on(['insmod'], (_kernel, { module }): Facts => [{ type: 'enabling', patch: module }]),
  tellInitializing: always((kernel): Facts => [{ type: 'initializing', ...running(kernel) }]),
  tellPrePatch: always(named('pre_patch')),
  tellPreUnpatch: always(named('pre_unpatch')),
  tellPrePatchFailed: always(
    (kernel): Facts => [
      ...named('pre_patch')(kernel),
      { type: 'prePatchFailed', object: currentObject(kernel)?.name ?? '' },
      { type: 'enableFailed', patch: running(kernel).patch },
      { type: 'canceling', patch: running(kernel).patch },
    ],
  ),
  tellFtraceFailed: always((kernel): Facts => {
    const object = currentObject(kernel);
    const func = object === undefined ? null : unregistrable(kernel, object);
    return [
      { type: 'ftraceFailed', func: func ?? '', errno: 'EBUSY' },
      { type: 'patchObjectFailed', object: object?.name ?? '' },
      { type: 'enableFailed', patch: running(kernel).patch },
      { type: 'canceling', patch: running(kernel).patch },
    ];
  }),
  tellStarting: always((kernel): Facts => [{ type: 'starting', ...running(kernel) }]),
  tellReversing: always(
    (kernel): Facts => [
      {
        type: 'reversing',
        patch: running(kernel).patch,
        target: running(kernel).target === KLP_PATCHED ? KLP_UNPATCHED : KLP_PATCHED,
      },
    ],
  ),
  tellForcing: always((kernel): Facts => [{ type: 'forcing', patch: running(kernel).patch }, ...forcedTasks(kernel)]),
  tellSweep: always(sweepFacts),
  tellIdleLoop: always((kernel): Facts => switched('idle loop', [], wokenIdleCpus(kernel))),
  tellSignaling: always(
    (kernel): Facts => [
      ...(firstSignals(kernel) ? [{ type: 'signaling' } as const] : []),
      ...switched(
        'fake signal',
        signalled(kernel).map(({ tid }) => tid),
      ),
    ],
  ),
  tellCompleting: always((kernel): Facts => [{ type: 'completing', ...running(kernel) }]),
  tellReplaced: always((kernel): Facts => {
    const patches = transitionPatch(kernel)?.replaces ?? [];
    return patches.length === 0 ? [] : [{ type: 'replaced', patches, by: running(kernel).patch }];
  }),
  tellPostCallback: always((kernel): Facts => callback(postCallback(kernel))),
  tellComplete: always((kernel): Facts => [{ type: 'complete', ...running(kernel) }]),
  /** For policies that keep the counter; before it is updated. */
  tellCounter: always((kernel): Facts => {
    const from = kernel.latestVersion;
    const to = updateLatestVersion(kernel).latestVersion;
    return from === to ? [] : [{ type: 'counter', from, to }];
  }),
  tellFreed: on(['free'], (kernel): Facts => [{ type: 'freed', patches: waitingForWorker(kernel) }]),
  tellApplying: on(
    ['insmod'],
    (kernel, event): Facts => aroundObject('applying', targets.applyCallbacks(kernel, event), event.module),
  ),
  tellSymbolNotFoundForModule: on(['insmod'], (kernel, event): Facts => {
    const patch = targets.reachedPatch(kernel, event)?.name ?? '';
    const missing = missingSymbol(kernel, patch, event.module);
    return [
      ...(missing === null ? [] : [{ type: 'symbolNotFound', ...missing } as const]),
      { type: 'initForModuleFailed', patch, module: event.module },
      moduleRefused(kernel, event),
    ];
  }),
  tellPrePatchFailedForModule: on(
    ['insmod'],
    (kernel, event): Facts => [
      ...applyUntilPrePatch(kernel, event),
      { type: 'prePatchFailed', object: event.module },
      moduleRefused(kernel, event),
    ],
  ),
  tellFtraceFailedForModule: on(['insmod'], (kernel, event): Facts => {
    const patch = targets.reachedPatch(kernel, event);
    const object = patch?.objects.find(({ name }) => name === event.module);
    return [
      ...applyUntilPrePatch(kernel, event),
      { type: 'ftraceFailed', func: (object && unregistrable(kernel, object)) ?? '', errno: 'EBUSY' },
      { type: 'applyFailed', patch: patch?.name ?? '', module: event.module, errno: 'EBUSY' },
      ...callback(callbackRun(kernel, patch?.name ?? '', event.module, 'post_unpatch')),
      moduleRefused(kernel, event),
    ];
  }),
  tellReverting: on(
    ['insmod', 'rmmod'],
    (kernel, event): Facts => aroundObject('reverting', targets.revertCallbacks(kernel, event), event.module),
  ),
  tellInitPrints: on(['insmod'], (kernel, event): Facts => printed(event.module, targets.initLines(kernel, event))),
  tellExitPrints: on(['rmmod'], (kernel, event): Facts => printed(event.module, targets.exitLines(kernel, event))),
  tellWorkerPrints: on(
    ['echo.param'],
    (kernel, event): Facts => printed(event.module, targets.releasedLines(kernel, event)),
  ),
  tellModuleLive: on(['insmod'], (_kernel, { module }): Facts => [{ type: 'moduleLive', module }]),
  tellModuleGone: on(['rmmod'], (_kernel, { module }): Facts => [{ type: 'moduleGone', module }]),
  tellSwitchedOnExit: on(
    taskEvents,
    (kernel, event: TaskEvent): Facts => switched('exit to user space', switchedOnExit(kernel, event)),
  ),
  tellSwitchedAsleep: on(
    ['task.sleep'],
    (kernel, event): Facts => switched('freezable sleep', switchesOnFreezableSleep(kernel, event)),
  ),
  tellSwitchedByInterrupt: on(['tick'], (kernel): Facts => switched('exit to user space', interrupted(kernel))),
} as const satisfies Record<string, Registered<Facts>>;

function printed(module: string, lines: readonly string[]): Facts {
  return lines.length === 0 ? [] : [{ type: 'printed', module, lines }];
}

export type ReportName = keyof typeof reports;
