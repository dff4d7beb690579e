/** What a task is doing in the transition that runs: the one answer, for all who ask. `kernel/livepatch/transition.c`. */
import { type Kernel, KLP_PATCHED, KLP_UNDEFINED, type Task } from './model';
import { hasUserSpace } from './signals';
import { attemptCpu, type Blocker, blocker, framesLeftBehind, isCurrent } from './stack';

/**
 * `init…`: initialised for a transition in that direction, which has not started. `pending…`: TIF_PATCH_PENDING, has still
 * to switch to that side. `patched`, `unpatched`: in the target state. `undefined`: KLP_UNDEFINED, there are no sides.
 * `leftBehind`: waits for nothing, and a frame that a forced transition left behind is still on its stack.
 */
export type TaskStatus =
  | 'undefined'
  | 'initPatched'
  | 'pendingPatched'
  | 'patched'
  | 'initUnpatched'
  | 'pendingUnpatched'
  | 'unpatched'
  | 'leftBehind';

export interface TaskFinding {
  readonly status: TaskStatus;
  /** It has still to switch, and attempts leave it where it is until something changes that no way to user space changes. */
  readonly blocked: boolean;
  /** Frames were left behind by force, whatever the status. */
  readonly leftBehind: boolean;
}

/** The transition has still to switch it, or will when it has started. */
export const hasToSwitch = ({ transition }: Kernel, { patchState }: Task): boolean =>
  transition !== null && patchState !== KLP_UNDEFINED && patchState !== transition.target;

/**
 * `klp_check_and_switch_task()` answers -EBUSY for a task that runs on another CPU, before it looks at any stack. A user task
 * switches without an attempt, at its next interrupt or on its way back to user space: it is pending. Whoever has no user
 * space is switched by nothing but an attempt, so one that is always on a CPU holds the transition up as a sleeper does. The
 * idle task is woken by each attempt, and switches in its loop.
 */
const holdsUp = (task: Task, { why }: Blocker): boolean =>
  why === 'sleeping' || why === 'unreliable' || (why === 'running' && !switchesItself(task));

const switchesItself = (task: Task): boolean => task.kind === 'idle' || hasUserSpace(task);

function find(kernel: Kernel, task: Task): TaskFinding {
  const leftBehind = framesLeftBehind(kernel, task).length > 0;
  if (hasToSwitch(kernel, task)) {
    const found = blocker(kernel, task);
    const side = kernel.transition?.target === KLP_PATCHED ? 'Patched' : 'Unpatched';
    const status: TaskStatus = `${task.pending ? 'pending' : 'init'}${side}`;
    return { status, blocked: holdsUp(task, found), leftBehind };
  }
  return { status: restingStatus(kernel, task, leftBehind), blocked: false, leftBehind };
}

function restingStatus({ transition }: Kernel, { patchState }: Task, leftBehind: boolean): TaskStatus {
  if (leftBehind) return 'leftBehind';
  if (transition === null || patchState === KLP_UNDEFINED) return 'undefined';
  return patchState === KLP_PATCHED ? 'patched' : 'unpatched';
}

interface Known {
  /** The CPU of the attempt, whose task is looked at although it runs. */
  readonly aside: number;
  readonly answers: Map<Task['stack'], TaskFinding>[];
}

const known = new WeakMap<Kernel, Known>();
const EMPTY: Task['stack'] = [];

const knownOf = (kernel: Kernel): Known => {
  const found = known.get(kernel) ?? { aside: attemptCpu(kernel), answers: [] };
  known.set(kernel, found);
  return found;
};

/** Many tasks share one stack and nothing else of them matters but a few bits, so each combination is asked about once. */
export function taskStatus(kernel: Kernel, task: Task): TaskFinding {
  const { aside, answers } = knownOf(kernel);
  const runs = isCurrent(task) ? (task.cpu === aside ? 2 : 1) : 0;
  const own = switchesItself(task) ? 4 : 0;
  const bits = ((task.patchState + 1) * 3 + runs) * 8 + own + (task.reliable ? 2 : 0) + (task.pending ? 1 : 0);
  const ofBits = answers[bits] ?? new Map<Task['stack'], TaskFinding>();
  answers[bits] = ofBits;
  const stack = task.stack.length === 0 ? EMPTY : task.stack;
  const finding = ofBits.get(stack) ?? find(kernel, task);
  ofBits.set(stack, finding);
  return finding;
}
