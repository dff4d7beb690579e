/**
 * Signals, and what they do to a system call. One that cannot be acted on yet waits: TIF_NOTIFY_SIGNAL or TIF_SIGPENDING is
 * looked at by the next interruptible sleep and on the way out of the kernel. `kernel/signal.c`, `include/linux/sched/signal.h`.
 */
import { withPlace } from './crowd';
import type { On, SleepState } from './events';
import type { Kernel, PendingSignals, Task } from './model';
import { isCurrent } from './stack';
import { updatePatchState } from './transition';

/** The first process: SIGSTOP and SIGKILL are not delivered to it (`sig_task_ignored()`, SIGNAL_UNKILLABLE). */
export const isFirstProcess = ({ kind, tid }: Task): boolean => kind === 'user' && tid === 1;

/** A process with a user space to return to. */
export const hasUserSpace = ({ kind, userWorker }: Task): boolean => kind === 'user' && userWorker !== true;

export const withoutSignals = ({ signals: _, ...task }: Task): Task => task;

const withSignal = (task: Task, signal: keyof PendingSignals): Task =>
  task.signals?.[signal] === true ? task : { ...task, signals: { ...task.signals, [signal]: true } };

/** Off its CPU, out of its sleep. */
export const runnable = (task: Task): Task => withPlace(task, { where: 'runnable', cpu: null, freezable: false });

const NO_FRAMES: Task['stack'] = [];

/**
 * The task in user space: its kernel stack is empty, and TIF_PATCH_PENDING was handled on the way.
 *
 * Simplified: a system call that a signal ends leaves the task in user space. The kernel may restart it (ERESTARTSYS), and the
 * task is back in the same function a moment later, in the new one.
 * Reason: which calls restart is up to each driver and to the flags of the signal's handler; a call that is made again is a
 * step of its own.
 * Matters to: signal:ends the system call, switched:fake signal.
 */
const inUserSpace = (kernel: Kernel, task: Task): Task =>
  withPlace(updatePatchState(kernel, task), {
    where: isCurrent(task) ? 'user' : 'runnable',
    freezable: false,
    stack: NO_FRAMES,
  });

/**
 * `exit_to_user_mode_loop()`: the task switches first, then `get_signal()` acts on what waits. A kill ends it (`null`), a stop
 * stops it, the fake signal has done its work.
 */
export function leaveKernel(kernel: Kernel, task: Task): Task | null {
  if (task.signals?.kill === true) return null;
  const left = inUserSpace(kernel, task);
  if (task.signals === undefined) return left;
  const settled = withoutSignals(left);
  return task.signals.stop === true ? { ...settled, where: 'stopped', cpu: null } : settled;
}

/** `signal_pending_state()`: a sleep of this kind does not begin, or ends at once, for what waits. */
export const endsSleep = ({ signals }: Task, state: SleepState): boolean =>
  signals !== undefined && (state === 'interruptible' || (state === 'killable' && signals.kill === true));

/** Where a task is that a signal reaches at once, and not only on its way out. */
const reachedAtOnce = ({ where, stack }: Task): boolean =>
  where === 'interruptible' || where === 'user' || where === 'stopped' || (where === 'runnable' && stack.length === 0);

/** `wake_up_state(task, TASK_INTERRUPTIBLE)`: it looks at its loop again. */
export const woken = (task: Task): Task => (task.where === 'interruptible' ? runnable(task) : task);

/**
 * `set_notify_signal()` for one task: an interruptible sleep ends and the task leaves the kernel; one in user space passes the
 * exit path. Whoever runs or was preempted inside the kernel, or sleeps otherwise, goes on with the flag set.
 */
export function notify(kernel: Kernel, task: Task): Task | null {
  // A worker's get_signal() takes the flag away and returns to its loop: it has no user space to leave for.
  if (task.userWorker === true) return task.where === 'interruptible' ? woken(task) : withSignal(task, 'notify');
  return reachedByNotify(task) ? leaveKernel(kernel, task) : withSignal(task, 'notify');
}

/**
 * Simplified: a task off the CPU with an empty stack was preempted in user space, and the fake signal finds it there.
 * Reason: the exit path lies between it and its next line of code, whatever the scheduler does; only the moment is early.
 * Matters to: switched:fake signal.
 */
export const reachedByNotify = (task: Task): boolean =>
  hasUserSpace(task) && reachedAtOnce(task) && task.where !== 'stopped';

/**
 * What `kill -STOP`, `kill -CONT` or `kill -KILL` does to one task; `null` when it is gone.
 *
 * Simplified: a signal reaches one task. The kernel stops, continues and kills a process with all its threads.
 * Reason: the tasks of a machine here are threads without a process; a range of thread ids says the same for several.
 * Matters to: task.signal.
 */
export function deliver(kernel: Kernel, task: Task, signal: On<'task.signal'>['signal']): Task | null {
  switch (signal) {
    case 'SIGCONT': {
      const { stop: _, ...others } = task.signals ?? {};
      const { signals: __, ...without } = task;
      const kept = Object.keys(others).length > 0 ? { ...without, signals: others } : without;
      return task.where === 'stopped' ? leaveKernel(kernel, { ...kept, where: 'runnable' }) : kept;
    }
    case 'SIGSTOP':
      return actsNow(task, signal) ? leaveKernel(kernel, withSignal(task, 'stop')) : withSignal(task, 'stop');
    case 'SIGKILL':
      return actsNow(task, signal) ? null : withSignal(task, 'kill');
  }
}

/** The signal takes the task out of the kernel now; otherwise it waits. */
export const actsNow = (task: Task, signal: On<'task.signal'>['signal']): boolean =>
  reachedAtOnce(task) || (signal === 'SIGKILL' && task.killable === true);

/** A system call that a signal ends early: it was asleep, interruptibly or killably, inside the kernel. */
export const isInSystemCall = ({ where, stack, killable }: Task): boolean =>
  stack.length > 0 && (where === 'interruptible' || killable === true);
