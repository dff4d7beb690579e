/** The ways out of a transition that tasks hold up, and what each would do to these tasks. `Documentation/livepatch/livepatch.rst`. */
import { isHolder } from './cpus';
import type { Kernel, Task } from './model';
import { actsNow, hasUserSpace, isFirstProcess, reachedByNotify } from './signals';
import { type Blocker, blocker, framesLeftBehind } from './stack';
import { hasToSwitch } from './taskStatus';
import { forceTransition, reverseTransition, startTransition } from './transition';

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

/** Waiting is enough: nothing but the way back to user space is needed. */
export const comesByItself = (way: OwnWay): boolean => way === 'sleep ends' || way === 'user space';

export interface Holder {
  readonly task: Task;
  readonly found: Exclude<Blocker, { readonly why: 'safe' }>;
  readonly ownWay: OwnWay;
  readonly signal: Reached | Unreached;
}

function ownWay(task: Task, { why }: Blocker): OwnWay {
  if (!hasUserSpace(task)) {
    if (why === 'unreliable') return task.stack.length > 0 ? 'unwinds' : 'none';
    return why === 'running' ? 'off the CPU' : 'returns';
  }
  if (task.where === 'stopped') return 'continued';
  if (task.where === 'user') return 'system call';
  return task.where === 'interruptible' || task.where === 'uninterruptible' ? 'sleep ends' : 'user space';
}

/** `klp_send_signals()` and `kill`: whom they make leave the kernel, and whom not. */
function signalFor(task: Task): Reached | Unreached {
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

/** The tasks that hold the running transition up (`isHolder()`), in the order of the list. */
export function holders(kernel: Kernel): readonly Holder[] {
  if (kernel.transition === null) return [];
  return kernel.tasks.flatMap((task): Holder[] => {
    if (!isHolder(kernel, task)) return [];
    const found = blocker(kernel, task);
    if (found.why === 'safe') return [];
    return [{ task, found, ownWay: ownWay(task, found), signal: signalFor(task) }];
  });
}

export interface Reversed {
  /** Those that have not switched, idle tasks among them: they are where a reversal wants them. */
  readonly stay: number;
  /** Those that have, and must go back. */
  readonly goBack: number;
  /** Those of them that hold the reversed transition up. */
  readonly heldBy: readonly Holder[];
}

/** What `klp_reverse_transition()` would leave to be done, whether or not a policy allows it. */
export function ifReversed(kernel: Kernel): Reversed {
  const reversed = startTransition(reverseTransition(kernel));
  const all = [...reversed.tasks, ...reversed.cpus.map(({ idle }) => idle)];
  const goBack = all.filter((task) => hasToSwitch(reversed, task)).length;
  return { stay: all.length - goBack, goBack, heldBy: holders(reversed) };
}

export interface Forced {
  /** Tasks that would go on in a function of the other side. */
  readonly leftBehind: readonly Task[];
  /** Livepatches whose modules would stay for ever (`patch->forced`). */
  readonly kept: readonly string[];
}

/** What `klp_force_transition()` would cost. */
export function ifForced(kernel: Kernel): Forced {
  const forced = forceTransition(kernel);
  return {
    leftBehind: forced.tasks.filter((task) => framesLeftBehind(forced, task).length > 0),
    kept: forced.patches
      .filter((patch, at) => patch.forced && kernel.patches[at]?.forced === false)
      .map(({ name }) => name),
  };
}
