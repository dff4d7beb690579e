/** The task panel in words. Kernel words stand in backticks, which the panel sets in the monospaced face. */

import { hasTick } from '../kernel/cpus';
import {
  type Frame,
  type Kernel,
  KLP_PATCHED,
  KLP_UNDEFINED,
  type PatchState,
  type Task,
  VMLINUX,
} from '../kernel/model';
import { funcKey, livepatchImageOf, oldNameOf, opsOf } from '../kernel/queries';
import { type OwnWay, ownWay, type Reached, signalFor, type Unreached } from '../kernel/reach';
import { woken } from '../kernel/signals';
import { type Blocker, blocker, busyCpus, framesLeftBehind, runs, watchedFunctions } from '../kernel/stack';
import { nextSignal } from '../kernel/switching';
import { taskName } from '../kernel/taskName';
import { hasToSwitch } from '../kernel/taskStatus';
import { counted, plural } from '../phrases/plural';
import { LANE_STATUSES, type LaneStatus, type TaskSummary, type Thread, taskSummary, threads } from './threads';

/** How the panel calls a thread: `bash:1204`, as the kernel's log does. An idle task has pid 0. */
export const threadName = ({ task }: Thread): string => taskName(task);

export const KIND_WORDS: Readonly<Record<Task['kind'], string>> = {
  user: 'user task',
  kthread: 'kernel thread',
  idle: 'idle task',
};

export const LANE_STATUS_WORDS: Readonly<Record<LaneStatus, string>> = {
  settled: 'no transition',
  unpatched: 'unpatched',
  patched: 'patched',
  pending: 'pending',
  blocked: 'blocked',
  leftBehind: 'left behind',
};

export const patchStateName = (state: PatchState): string => {
  if (state === KLP_UNDEFINED) return 'KLP_UNDEFINED';
  return state === KLP_PATCHED ? 'KLP_PATCHED' : 'KLP_UNPATCHED';
};

const isBusy = (kernel: Kernel, cpu: number): boolean => busyCpus(kernel).has(cpu);

const idleWords = (kernel: Kernel, cpu: number): string => {
  if (kernel.cpus[cpu]?.online === false) return `CPU ${cpu} is offline`;
  return isBusy(kernel, cpu) ? `waiting: CPU ${cpu} is busy` : `idling on CPU ${cpu}`;
};

/** Where a thread is: on which CPU, or how it sleeps. */
export const whereWords = (kernel: Kernel, { task, idleOf }: Thread): string => {
  if (idleOf !== null) return idleWords(kernel, idleOf);
  const freezable = task.freezable ? ', freezably' : '';
  switch (task.where) {
    case 'user':
      return `on CPU ${task.cpu}, in user space`;
    case 'kernel':
      return `on CPU ${task.cpu}, in the kernel`;
    case 'runnable':
      return 'runnable, off the CPU';
    case 'interruptible':
      return `asleep, interruptibly${freezable}`;
    case 'uninterruptible':
      return `asleep, uninterruptibly${freezable}`;
    case 'stopped':
      return 'stopped by a signal';
  }
};

export interface LaneFrame {
  readonly frame: Frame;
  /** How many frames are below it: a frame keeps its height while newer ones come and go. */
  readonly height: number;
  /** As `/proc/<pid>/stack` names what runs, without the offsets. */
  readonly name: string;
  /** As `/proc/<pid>/stack` adds it: the module the code is in; `null` for the kernel itself. */
  readonly module: string | null;
  /** There is, or was, more than one implementation of it, so which one runs is worth a word. */
  readonly patched: boolean;
  /** The stack check of the running transition looks for exactly this frame, and the task has still to switch. */
  readonly affected: boolean;
  /** A forced transition left it behind. */
  readonly leftBehind: boolean;
}

const runningName = (kernel: Kernel, frame: Frame): string => {
  const old = oldNameOf(frame.func);
  if (frame.impl === null) return old;
  const object = livepatchImageOf(kernel, frame.impl)?.objects.find(({ name }) => name === frame.object);
  return object?.funcs.find((func) => funcKey(func) === frame.func)?.newName ?? old;
};

/** The kernel call stack, newest frame first. */
export const laneFrames = (kernel: Kernel, task: Task): readonly LaneFrame[] => {
  const leftBehind = framesLeftBehind(kernel, task);
  const watched = hasToSwitch(kernel, task) ? watchedFunctions(kernel) : [];
  return task.stack.map((frame, depth) => ({
    frame,
    height: task.stack.length - 1 - depth,
    name: runningName(kernel, frame),
    module: frame.impl ?? (frame.object === VMLINUX ? null : frame.object),
    patched: frame.impl !== null || leftBehind.includes(frame) || opsOf(kernel, frame.object, frame.func) !== undefined,
    affected: watched.some((each) => runs(frame, each)),
    leftBehind: leftBehind.includes(frame),
  }));
};

const idleWaits = (kernel: Kernel, cpu: number): string =>
  kernel.cpus[cpu]?.online === false || isBusy(kernel, cpu)
    ? 'Does not run: the next attempt switches it.'
    : 'Is running: it switches in the idle loop, and each attempt wakes it for that.';

const RUNNING_WORDS: Partial<Record<OwnWay, string>> = {
  'off the CPU': 'Is running: an attempt cannot check it before it is off the CPU.',
  'user space': 'Is running, in the kernel: it switches on its way back to user space.',
};

const runningWords = (kernel: Kernel, task: Task, way: OwnWay): string =>
  RUNNING_WORDS[way] ??
  (hasTick(kernel, task.cpu)
    ? 'Is running, in user space: it switches at its next interrupt or system call, on the way back.'
    : 'Is running, in user space, without a tick: it switches on the way back from its next system call, or when a signal interrupts it.');

const UNRELIABLE_WORDS: Partial<Record<OwnWay, string>> = {
  none: ', and no way back to user space.',
  unwinds: ', and no way back to user space: an attempt can check it once it has left what makes it so.',
  continued: ': only its way back to user space can switch it, and SIGCONT lets it go there.',
};

/** The kernel's debug line says “is sleeping on function” of a runnable task, too. */
const isInside = ({ where }: Task): string => (where === 'runnable' ? 'Runnable inside' : 'Sleeping on');

const blockedIn = (kernel: Kernel, task: Task, { oldName, impl }: Extract<Blocker, { why: 'sleeping' }>): string => {
  const { transition } = kernel;
  const func = `\`${oldName}\``;
  const patch = `\`${transition?.patch}\``;
  if (transition?.target === KLP_PATCHED) {
    return impl === null
      ? `${isInside(task)} ${func}, which ${patch} is about to patch.`
      : `${isInside(task)} ${func} of \`${impl}\`, which ${patch} patches as well.`;
  }
  return impl === null
    ? `${isInside(task)} the original ${func}. ${patch} covers it with a nop, which is about to be removed.`
    : `${isInside(task)} ${func} of ${patch}, which is about to be unpatched.`;
};

const LEAVES = 'The fake signal makes it leave the kernel, and it switches on the way out.';
const RETURNS = 'It has to return from there first.';
const WAITS = `${RETURNS} The fake signal does not make it: that waits for the next interruptible sleep.`;
const DROPPED = 'The fake signal does nothing for it there.';

const SIGNAL_WORDS: Readonly<Record<Reached | Unreached, string>> = {
  'any signal': LEAVES,
  interrupted: LEAVES,
  'fake signal': LEAVES,
  SIGCONT: 'SIGCONT lets it go on, and it switches on the way out. The fake signal does not.',
  SIGKILL: `${RETURNS} Of all signals only SIGKILL ends its sleep, and the task with it.`,
  uninterruptible: WAITS,
  'in the kernel': WAITS,
  kthread: DROPPED,
  'user worker': DROPPED,
};

/** What a signal would do for a task that the stack check holds back. */
const signalWords = (task: Task): string => {
  const words = SIGNAL_WORDS[signalFor(task)];
  return words === DROPPED && woken(task) !== task ? 'The fake signal only wakes it.' : words;
};

const leftBehindWords = (kernel: Kernel, task: Task): string => {
  const [frame] = framesLeftBehind(kernel, task);
  if (!frame) return '';
  const runs = frame.impl === null ? 'the original' : `\`${frame.impl}\``;
  return `Left behind by force: its frame in \`${oldNameOf(frame.func)}\` goes on running ${runs} until it returns.`;
};

/** What a thread waits for, or why it waits for nothing. Empty when there is nothing to say. */
export const waitsFor = (kernel: Kernel, { task, idleOf }: Thread): string => {
  const left = leftBehindWords(kernel, task);
  if (!hasToSwitch(kernel, task)) return left;
  if (idleOf !== null) return idleWaits(kernel, idleOf);
  const found = blocker(kernel, task);
  switch (found.why) {
    case 'running':
      return runningWords(kernel, task, ownWay(task, found));
    case 'unreliable':
      return `Has an unreliable stack${UNRELIABLE_WORDS[ownWay(task, found)] ?? ': only its way back to user space can switch it.'}`;
    case 'sleeping':
      return `${blockedIn(kernel, task, found)} ${signalWords(task)}`;
    case 'safe':
      return 'Nothing affected on its stack: the next attempt switches it.';
  }
};

export interface Convergence {
  /** One sentence: who goes where, and how far. */
  readonly says: string;
  /** `null` outside a transition. */
  readonly attempts: string | null;
}

/** Which of the sentences the step has changed: a transition began or ended, or an attempt was made. */
export interface ConvergenceChanges {
  readonly says: boolean;
  readonly attempts: boolean;
}

export const convergenceChanges = (before: Kernel | null, { transition }: Kernel): ConvergenceChanges => ({
  says: before !== null && before.transition?.patch !== transition?.patch,
  attempts: before !== null && before.transition?.signals !== transition?.signals,
});

const SUFFIXES = ['th', 'st', 'nd', 'rd'];

/** `1st`, `22nd`, `113th`. */
const ordinal = (n: number): string => {
  const isTeen = n % 100 > 10 && n % 100 < 14;
  return `${counted(n)}${(isTeen ? undefined : SUFFIXES[n % 10]) ?? 'th'}`;
};

const attemptWords = (attempts: number, first: string | null): string => {
  const signal = `the fake signal comes on the ${ordinal(nextSignal(attempts))}.`;
  return attempts === 0
    ? `No attempt has failed so far; ${signal}`
    : `${plural(attempts, 'attempt')} failed so far${first === null ? '' : `, ${attempts === 1 ? '' : 'the first '}by ${first} itself`}; ${signal}`;
};

/**
 * The state of the transition as a whole.
 * @param first who made the first of the failed attempts, if that was not the worker.
 */
export const convergence = (kernel: Kernel, summary: TaskSummary, first: string | null = null): Convergence => {
  const { transition } = kernel;
  if (transition === null) {
    const left = summary.leftBehind
      ? ` ${plural(summary.leftBehind, 'task still runs', 'tasks still run')} a frame that force left behind.`
      : '';
    return {
      says: `No transition is running: \`patch_state\` is -1 for ${plural(summary.threads, 'task')}, ${counted(kernel.cpus.length)} of them idle (\`swapper\`).${left}`,
      attempts: null,
    };
  }
  const direction = transition.target === KLP_PATCHED ? 'towards patched' : 'towards unpatched';
  const all = summary.switched === summary.threads;
  return {
    says: `\`${transition.patch}\` ${direction}: ${counted(summary.switched)} of ${plural(summary.threads, 'task has', 'tasks have')} switched.`,
    attempts: all ? 'All have switched; the next attempt completes it.' : attemptWords(transition.signals, first),
  };
};

const MOST_NAMED = 4;

/** Who exited in this step. */
export const goneWords = (gone: readonly Task[]): string =>
  gone.length > MOST_NAMED
    ? `${plural(gone.length, 'task', 'tasks')} exited in this step.`
    : `Exited in this step: ${gone.map(taskName).join(', ')}.`;

/** The tasks that a slide does not show: `and 5 more: 3 patched, 2 pending`. Empty when it shows them all. */
export const restWords = (kernel: Kernel, shown: ReadonlySet<number>): string => {
  const { status } = taskSummary(kernel);
  const rest = threads(kernel).filter(({ index }) => !shown.has(index));
  if (rest.length === 0) return '';
  const each = LANE_STATUSES.flatMap((word, code) => {
    const count = rest.filter(({ index }) => status[index] === code).length;
    return count === 0 ? [] : [{ count, word: LANE_STATUS_WORDS[word] }];
  });
  const [only] = each;
  const words =
    each.length === 1 && only !== undefined
      ? only.word
      : each.map(({ count, word }) => `${counted(count)} ${word}`).join(', ');
  return `and ${counted(rest.length)} more: ${words}`;
};
