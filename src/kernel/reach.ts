/** What makes a task switch that an attempt leaves where it is: its own way, and the signal that reaches it. */
import type { Task } from './model';
import { actsNow, hasUserSpace, isFirstProcess, reachedByNotify } from './signals';
import type { Blocker } from './stack';

/** What lets a task switch if nobody does anything about it. */
export type OwnWay =
  /** `exit_to_user_mode_loop()`, once its sleep has ended and its system call returns. */
  | 'sleep ends'
  /** The same; nothing keeps it in the kernel but its own work. */
  | 'user space'
  /** Only an attempt that finds it out of the function. */
  | 'returns'
  /** Only an attempt that finds it off the CPU. */
  | 'off the CPU'
  /** `exit_to_user_mode_loop()`, once something has taken it into the kernel: no tick does. */
  | 'system call'
  /** SIGCONT. */
  | 'continued'
  /** Only an attempt that finds it out of whatever makes its stack unreliable. */
  | 'unwinds'
  /** It has no user space, and its stack does not unwind, whatever it is in. */
  | 'none';

/** Why a signal does not let a task switch at once. */
export type Unreached = 'kthread' | 'user worker' | 'uninterruptible' | 'in the kernel';

/**
 * What lets it switch now: the fake signal and SIGSTOP alike, which take it out of the kernel or interrupt it in user space; the
 * fake signal alone, SIGCONT, or SIGKILL, which ends it.
 */
export type Reached = 'any signal' | 'interrupted' | 'fake signal' | 'SIGCONT' | 'SIGKILL';

/** By what has been found to hold it back, the way that needs nobody. */
export function ownWay(task: Task, { why }: Blocker): OwnWay {
  if (!hasUserSpace(task)) {
    if (why === 'unreliable') return task.stack.length > 0 ? 'unwinds' : 'none';
    return why === 'running' ? 'off the CPU' : 'returns';
  }
  if (task.where === 'stopped') return 'continued';
  if (task.where === 'user') return 'system call';
  return task.where === 'interruptible' || task.where === 'uninterruptible' ? 'sleep ends' : 'user space';
}

/** `klp_send_signals()` and `kill`: whom they make leave the kernel, and whom not. */
export function signalFor(task: Task): Reached | Unreached {
  if (task.kind !== 'user') return 'kthread';
  if (task.userWorker === true) return 'user worker';
  if (task.where === 'stopped') return 'SIGCONT';
  if (reachedByNotify(task)) {
    if (isFirstProcess(task)) return 'fake signal';
    return task.where === 'user' ? 'interrupted' : 'any signal';
  }
  if (actsNow(task, 'SIGKILL') && !isFirstProcess(task)) return 'SIGKILL';
  return task.where === 'uninterruptible' ? 'uninterruptible' : 'in the kernel';
}
