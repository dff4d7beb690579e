/** What an ordinary module does by itself: its init function, the worker that this may start, and its exit function. */

import { withModule } from './changed';
import { errnoOf, initErrno } from './errno';
import type { On } from './events';
import { freeTid } from './freeTid';
import { effectLog } from './ftrace';
import type { TargetImage, WorkerImage } from './images';
import { initReturned } from './loading';
import { type Frame, type Kernel, KLP_UNDEFINED, type Task, VMLINUX } from './model';
import { imageOf, isObjectLoaded, moduleOf, paramNumber } from './queries';
import { implementationFor } from './stack';
import { startLoop } from './targets';
import type { Verdict } from './verdict';
import { permitted, refused } from './verdicts';

const targetImage = (kernel: Kernel, name: string): TargetImage | undefined => {
  const image = imageOf(kernel, name);
  return image?.kind === 'target' ? image : undefined;
};

const filled = (lines: readonly string[], module: string): readonly string[] =>
  lines.map((line) => line.replaceAll('{module}', module));

/** What the module's init function returns: always the same, or what a parameter says. Of a livepatch, before it enables itself. */
const initReturns = (kernel: Kernel, module: string): number => {
  const image = imageOf(kernel, module);
  if (image?.initReturns !== undefined) return image.initReturns;
  const param = targetImage(kernel, module)?.initReturnsParam;
  return param === undefined ? 0 : paramNumber(kernel, module, param);
};

/** `register_kprobe()` returns -ENOENT for a function of a module that is not there, or has none of that name. */
function probesNothing(kernel: Kernel, module: string): Verdict | null {
  const { object = VMLINUX, func } = targetImage(kernel, module)?.kprobe ?? {};
  const isThere = () => targetImage(kernel, object)?.functions.some(({ name }) => name === func) === true;
  if (object === VMLINUX || (isObjectLoaded(kernel, object) && isThere())) return null;
  return refused('initFails', {
    errno: 'ENOENT',
    because: `${module} sets a kprobe on ${func}() of ${object}, and there is no such function.`,
    wayOut: `Load ${object} first, or probe a function that it has.`,
    source: { kernel: 'kernel/kprobes.c: register_kprobe()' },
  });
}

/** The module's init function returns an error of its own. */
export function initFails(kernel: Kernel, { module }: On<'insmod'>): Verdict {
  const unset = probesNothing(kernel, module);
  if (unset !== null) return unset;
  const returned = errnoOf(initReturns(kernel, module));
  if (returned === null) return permitted('initFails');
  return refused('initFails', {
    errno: initErrno(returned),
    because: `The init function of ${module} returned -${returned}.`,
    wayOut:
      imageOf(kernel, module)?.initReturns === undefined
        ? `Load it with ${targetImage(kernel, module)?.initReturnsParam}=0.`
        : 'Let its init function return 0.',
    source: { kernel: 'kernel/module/main.c: do_init_module()' },
  });
}

/** A livepatch whose init function returns a positive number instead of enabling it. */
export const neverEnables = (kernel: Kernel, { module }: On<'insmod'>): boolean => initReturns(kernel, module) > 0;

/** A positive number is no error to the loader: the module stays, with a warning. */
export const positiveInit = (kernel: Kernel, { module }: On<'insmod'>): number | null => {
  const value = initReturns(kernel, module);
  return value > 0 ? value : null;
};

/** A kprobe with a post handler needs IPMODIFY for itself, and a livepatch already has it. */
const kprobeIsFree = (kernel: Kernel, module: string, kprobe: NonNullable<TargetImage['kprobe']>): boolean =>
  paramNumber(kernel, module, kprobe.postHandlerParam) === 0 ||
  !kernel.ops.some(({ object, func }) => object === kprobe.object && func === kprobe.func);

/**
 * `__register_kprobe()` takes the probe off its list when `arm_kprobe()` fails, and returns 0 all the same (7.1 and 7.2): the
 * module is live, its probe is not set, and nothing is logged.
 */
export function kprobeNotSet(kernel: Kernel, { module }: On<'insmod'>): { object: string; func: string } | null {
  const kprobe = targetImage(kernel, module)?.kprobe;
  if (kprobe === undefined || kprobeIsFree(kernel, module, kprobe)) return null;
  return { object: kprobe.object, func: kprobe.func };
}

const wantsToStay = (kernel: Kernel, module: string, worker: WorkerImage): boolean =>
  paramNumber(kernel, module, worker.whileParam) !== 0;

/**
 * A kworker of the pool has slept with a clean stack so far: it is on the side of an idle task, which every attempt and every
 * force switches, too.
 *
 * Simplified: a pool of kworkers is not in the list of tasks; one appears when a module's work function keeps it, on the side
 * that the idle task of CPU 0 is on.
 * Reason: a machine has dozens of them, all asleep with a clean stack, and the first attempt switches every one.
 * Matters to: test_klp_callbacks_busy.
 */
const poolWorker = ({ cpus }: Kernel): Pick<Task, 'patchState' | 'pending'> => {
  const idle = cpus[0]?.idle;
  return { patchState: idle?.patchState ?? KLP_UNDEFINED, pending: idle?.pending ?? false };
};

/** Which implementation the worker enters: it is an ordinary caller. */
const workerImplementation = (kernel: Kernel, module: string, worker: WorkerImage): string | null =>
  implementationFor(kernel, module, worker.func, poolWorker(kernel).patchState);

/**
 * Lines of the init function, the worker's among them. One that always fails prints them all the same; one that a parameter
 * makes fail looks at it first.
 */
export function initLines(kernel: Kernel, event: On<'insmod'>): readonly string[] {
  const { module } = event;
  const image = targetImage(kernel, module);
  if (image === undefined || (image.initReturns === undefined && initReturns(kernel, module) !== 0)) return [];
  const { worker } = image;
  if (worker === undefined || initFails(kernel, event).refused) return filled(image.initLog, module);
  const impl = workerImplementation(kernel, module, worker);
  const own = wantsToStay(kernel, module, worker) ? worker.enterLog : [...worker.enterLog, ...worker.exitLog];
  const work = impl === null ? own : effectLog(kernel, impl, module, worker.func);
  return filled([...image.initLog, ...work], module);
}

const isWorkerOf = (task: Task, module: string, worker: WorkerImage): boolean =>
  task.comm === worker.comm && task.stack.some(({ object, func }) => object === module && func === worker.func);

const workerOf = (kernel: Kernel, module: string): Task | undefined => {
  const worker = targetImage(kernel, module)?.worker;
  return worker === undefined ? undefined : kernel.tasks.find((task) => isWorkerOf(task, module, worker));
};

/** MODULE_STATE_LIVE; a worker that stays in its function appears as a kthread in uninterruptible sleep. */
export function runInit(kernel: Kernel, event: On<'insmod'>): Kernel {
  const { module } = event;
  const image = targetImage(kernel, module);
  const probes = image?.kprobe !== undefined && kprobeNotSet(kernel, event) === null;
  const live = withModule(initReturned(kernel, event), module, (found) =>
    probes ? { ...found, kprobeSet: true } : found,
  );
  const worker = image?.worker;
  if (worker === undefined || !wantsToStay(kernel, module, worker)) return live;
  const settled = asleepIn(kernel, worker.comm, 'kthread', { object: module, func: worker.func, impl: null });
  return { ...live, tasks: [...live.tasks, settled] };
}

const asleepIn = (kernel: Kernel, comm: string, kind: 'user' | 'kthread', frame: Frame): Task => ({
  tid: freeTid(kernel),
  comm,
  kind,
  where: 'uninterruptible',
  cpu: null,
  freezable: false,
  reliable: true,
  stack: [frame],
  ...poolWorker(kernel),
});

/**
 * The init function waits until the worker has entered the original function (`wait_for_completion()`), and a livepatch has
 * redirected the worker: insmod never returns.
 */
export const initNeverReturns = (kernel: Kernel, { module }: On<'insmod'>): boolean => {
  const worker = targetImage(kernel, module)?.worker;
  return worker !== undefined && workerImplementation(kernel, module, worker) !== null;
};

/** The module stays COMING, and insmod sleeps uninterruptibly in its init function. */
export const waitInInit = (kernel: Kernel, { module }: On<'insmod'>): Kernel => {
  const insmod = asleepIn(kernel, 'insmod', 'user', { object: module, func: `${module}_init`, impl: null });
  return withModule({ ...kernel, tasks: [...kernel.tasks, insmod] }, module, (found) => ({
    ...found,
    initWaits: true,
  }));
};

/** With its module a kprobe is gone for good (`kill_kprobe()`): nobody sets it again when the module comes back. */
const killKprobes = (kernel: Kernel, module: string): Kernel['modules'] =>
  kernel.modules.map(({ kprobeSet, ...found }) => {
    const isGone = targetImage(kernel, found.name)?.kprobe?.object === module;
    return kprobeSet === true && !isGone ? { ...found, kprobeSet } : found;
  });

/** The init function failed, or `rmmod` asks: MODULE_STATE_GOING. */
export const moduleGoes = (kernel: Kernel, { module }: On<'insmod' | 'rmmod'>): Kernel => {
  const without = { ...kernel, modules: killKprobes(kernel, module) };
  return startLoop(withModule(without, module, (found) => ({ ...found, state: 'GOING', refcnt: 0 })));
};

/** Lines of the exit function; a worker that still runs is told to return first. */
export function exitLines(kernel: Kernel, { module }: On<'insmod' | 'rmmod'>): readonly string[] {
  const image = targetImage(kernel, module);
  if (image === undefined) return [];
  const busy = workerOf(kernel, module) === undefined ? [] : (image.worker?.exitLog ?? []);
  return filled([...busy, ...image.exitLog], module);
}

/** The worker returns from the function and its kthread goes back to the pool. */
export function dismissWorker(kernel: Kernel, { module }: { readonly module: string }): Kernel {
  const task = workerOf(kernel, module);
  return task === undefined ? kernel : { ...kernel, tasks: kernel.tasks.filter(({ tid }) => tid !== task.tid) };
}

const returnedFrom = (task: Task, module: string): Task => {
  const oldest = task.stack.findLastIndex(({ object }) => object === module);
  return oldest === -1 ? task : { ...task, stack: task.stack.slice(oldest + 1) };
};

/** Who is still in functions of the module, originals or replacements, when its exit function is called. */
export const insideModule = (kernel: Kernel, { module }: On<'insmod' | 'rmmod'>): readonly Task[] => {
  const { tasks } = dismissWorker(kernel, { module });
  return tasks.filter(({ stack }) => stack.some(({ object }) => object === module));
};

/**
 * Simplified: tasks that are in a module when its exit function runs return from it at once, wherever they sleep, so that rmmod
 * ends.
 * Reason: whether rmmod waits for them, hangs or crashes is the module's own affair; the livepatch core takes no notice of
 * them.
 * Matters to: leftModule.
 */
export const runExit = (kernel: Kernel, event: On<'insmod' | 'rmmod'>): Kernel => {
  const { tasks } = dismissWorker(kernel, event);
  return moduleGoes({ ...kernel, tasks: tasks.map((task) => returnedFrom(task, event.module)) }, event);
};

/** After the write, the worker no longer wants to stay. */
export const workerReleased = (kernel: Kernel, { module, param, value }: On<'echo.param'>): boolean => {
  const worker = targetImage(kernel, module)?.worker;
  if (worker?.whileParam !== param || workerOf(kernel, module) === undefined) return false;
  return paramNumber(kernel, module, param, value) === 0;
};

export const releasedLines = (kernel: Kernel, { module }: On<'echo.param'>): readonly string[] =>
  filled(targetImage(kernel, module)?.worker?.exitLog ?? [], module);

export const isModuleLoaded = (kernel: Kernel, name: string): boolean => moduleOf(kernel, name) !== undefined;
