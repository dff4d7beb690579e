/** What tasks do by themselves: call, return, sleep, wake, get on and off a CPU, go back to user space, fork, exit. */

import { withModule } from './changed';
import { changeOrDrop, withPlace } from './crowd';
import type { On } from './events';
import { type Frame, type Kernel, type Module, type PatchState, type Task, VMLINUX, type Whereabouts } from './model';
import { isObjectLoaded, livepatchImageOf } from './queries';
import {
  actsNow,
  deliver,
  endsSleep,
  hasUserSpace,
  isInSystemCall,
  leaveKernel,
  runnable,
  withoutSignals,
} from './signals';
import { implementationFor, isCurrent, stackBlocker } from './stack';
import { type Stayed, stayedFor, switchThese } from './switching';
import { objection, type TaskEvent } from './taskObjections';
import type { Verdict } from './verdict';
import { permitted, refused } from './verdicts';

const lastTid = (event: TaskEvent): number => ('to' in event ? (event.to ?? event.tid) : event.tid);

/** The tasks from `tid` to `to` that `also` holds for. One pass over all tasks, and nothing made for those in between. */
const named = (kernel: Kernel, event: TaskEvent, also: (task: Task) => boolean = () => true): readonly Task[] => {
  const last = lastTid(event);
  const found: Task[] = [];
  for (const task of kernel.tasks) if (task.tid >= event.tid && task.tid <= last && also(task)) found.push(task);
  return found;
};

/** Asked before every task verb. For a range of tasks the event is allowed if at least one of them can do it; the others are skipped. */
export function taskCannot(kernel: Kernel, event: TaskEvent): Verdict {
  const object = event.type === 'task.call' ? (event.object ?? VMLINUX) : VMLINUX;
  if (!isObjectLoaded(kernel, object)) {
    return refused('taskCannot', {
      errno: null,
      because: `${object} is not loaded, so nobody can call its functions.`,
      wayOut: `insmod ${object} first.`,
      source: { kernel: 'kernel/livepatch/core.c: klp_find_object_module()' },
    });
  }
  const tasks = named(kernel, event);
  const first = tasks[0];
  if (first === undefined) {
    return refused('taskCannot', {
      errno: null,
      because: `There is no task ${event.tid}.`,
      wayOut: 'Choose a task of the list.',
      source: { kernel: 'kernel/pid.c: find_task_by_vpid()' },
    });
  }
  const objected = objection(first, event);
  if (objected === null || tasks.some((task) => isAble(task, event))) return permitted('taskCannot');
  const { because, wayOut, source } = objected;
  return refused('taskCannot', { errno: null, because, wayOut, source: { kernel: source } });
}

const isAble = (task: Task, event: TaskEvent): boolean => objection(task, event) === null;

/** The named tasks that can do it, and for which `also` holds. */
export const reached = (kernel: Kernel, event: TaskEvent, also?: (task: Task) => boolean): readonly Task[] =>
  named(kernel, event, (task) => isAble(task, event) && (also === undefined || also(task)));

/** `null` from `update`: the task is gone. */
const change = (kernel: Kernel, event: TaskEvent, update: (task: Task) => Task | null): Kernel => {
  const last = lastTid(event);
  return {
    ...kernel,
    tasks: changeOrDrop(kernel.tasks, (task) =>
      task.tid >= event.tid && task.tid <= last && isAble(task, event) ? update(task) : task,
    ),
  };
};

const intoKernel = ({ where }: Task): Whereabouts => (where === 'user' ? 'kernel' : where);

/** A livepatch whose file counts the processes that have not called its function yet takes note of those that do. */
const noteCallers = (kernel: Kernel, event: On<'task.call'>): Kernel => {
  const counts = ({ name }: Module) => livepatchImageOf(kernel, name)?.awaits?.func === event.func;
  if (!kernel.modules.some(counts)) return kernel;
  const object = event.object ?? VMLINUX;
  return kernel.modules.filter(counts).reduce((noted, { name }) => {
    const callers = reached(kernel, event, ({ patchState }) => {
      return implementationFor(kernel, object, event.func, patchState) === name;
    }).map(({ tid }) => tid);
    return withModule(noted, name, (module) => ({ ...module, called: [...(module.called ?? []), ...callers] }));
  }, kernel);
};

/**
 * The frame gets the implementation that `klp_ftrace_handler()` chooses now, and keeps it until it returns. Tasks that come
 * from the same place share their stack.
 */
export const callFunction = (kernel: Kernel, event: On<'task.call'>): Kernel => {
  const object = event.object ?? VMLINUX;
  const frames = new Map<PatchState, Frame>();
  const frameFor = (patchState: PatchState): Frame => {
    const known = frames.get(patchState);
    if (known !== undefined) return known;
    const frame = { object, func: event.func, impl: implementationFor(kernel, object, event.func, patchState) };
    frames.set(patchState, frame);
    return frame;
  };
  let below: Task['stack'] | null = null;
  let stack: Task['stack'] = [];
  const called = noteCallers(kernel, event);
  return change(called, event, (task) => {
    const frame = frameFor(task.patchState);
    if (task.stack !== below || stack[0] !== frame) stack = [frame, ...task.stack];
    below = task.stack;
    return withPlace(task, { where: intoKernel(task), stack });
  });
};

export const returnFromFunction = (kernel: Kernel, event: On<'task.return'>): Kernel =>
  change(kernel, event, (task) => withPlace(task, { stack: task.stack.slice(1) }));

const asleepIn = (task: Task, { state, freezable = false }: On<'task.sleep'>): Task => {
  const asleepNow = withPlace(task, { where: state === 'killable' ? 'uninterruptible' : state, cpu: null, freezable });
  return state === 'killable' ? { ...asleepNow, killable: true } : asleepNow;
};

/** A worker of the kernel takes the flag away in its loop and sleeps on; anyone else leaves the kernel for a signal. */
const leavesInstead = (task: Task, { state }: On<'task.sleep'>): boolean =>
  hasUserSpace(task) && endsSleep(task, state);

export const fallAsleep = (kernel: Kernel, event: On<'task.sleep'>): Kernel =>
  change(kernel, event, (task) => {
    if (leavesInstead(task, event)) return leaveKernel(kernel, task);
    if (task.userWorker === true && endsSleep(task, event.state)) {
      return task.signals?.kill === true ? null : asleepIn(withoutSignals(task), event);
    }
    return asleepIn(task, event);
  });

/** The sleeps that end before they begin, because a signal waits. */
export const interruptedSleepers = (kernel: Kernel, event: On<'task.sleep'>): readonly Task[] =>
  reached(kernel, event, (task) => leavesInstead(task, event));

export const sleepsFreezably = (_kernel: Kernel, event: On<'task.sleep'>): boolean => event.freezable === true;

/**
 * Simplified: there is no scheduler. Nobody wakes, is preempted or gets on a CPU by itself, and a kthread in a loop stays on
 * its CPU until a step takes it off.
 * Reason: whatever a scheduler may do can be said as steps, and then the same steps show the same every time.
 * Matters to: stayed:running, task.run, task.preempt.
 */
export const wakeUp = (kernel: Kernel, event: On<'task.wake'>): Kernel => change(kernel, event, runnable);

export const getOffCpu = (kernel: Kernel, event: On<'task.preempt'>): Kernel => change(kernel, event, runnable);

/** It was preempted on its way to user space, or has not been there yet: on the CPU again it goes on to it. */
export const runsInUserSpace = (task: Task): boolean => hasUserSpace(task) && task.stack.length === 0;

/** Whoever was on the CPU becomes runnable. One that goes on in user space gets there through `exit_to_user_mode_loop()`. */
export const getOnCpu = (kernel: Kernel, event: On<'task.run'>): Kernel => ({
  ...kernel,
  tasks: changeOrDrop(kernel.tasks, (task) => {
    if (task.tid !== event.tid) return task.cpu === event.cpu && isCurrent(task) ? runnable(task) : task;
    const running = withPlace(task, { where: 'kernel', cpu: event.cpu });
    return runsInUserSpace(task) ? leaveKernel(kernel, running) : running;
  }),
});

/** `exit_to_user_mode_loop()`: TIF_PATCH_PENDING is handled on the way, then signals that waited. */
export const returnToUserSpace = (kernel: Kernel, event: On<'task.user'>): Kernel =>
  change(kernel, event, (task) => leaveKernel(kernel, task));

/**
 * `klp_copy_process()`: the child starts with its parent's `patch_state` and flag. kthreadd makes kthreads the same way.
 *
 * Simplified: a child begins off the CPU with an empty stack, and `exec` does not exist: a program that a shell starts keeps
 * the child's name unless the step names it.
 * Reason: the way out of fork calls nothing that a livepatch here replaces, and exec does not look at `patch_state`.
 * Matters to: task.fork.
 */
export const forkChild = (kernel: Kernel, event: On<'task.fork'>): Kernel => {
  const parent = kernel.tasks.find(({ tid }) => tid === event.tid);
  if (parent === undefined) return kernel;
  const child: Task = {
    ...withoutSignals(parent),
    tid: event.child,
    comm: event.comm ?? parent.comm,
    where: 'runnable',
    cpu: null,
    freezable: false,
    reliable: true,
    stack: [],
  };
  return { ...kernel, tasks: [...kernel.tasks, child] };
};

/** A task that has exited counts as safe: it is gone. */
export const exitTask = (kernel: Kernel, event: On<'task.exit'>): Kernel => {
  const gone = new Set(reached(kernel, event));
  return { ...kernel, tasks: kernel.tasks.filter((task) => !gone.has(task)) };
};

/** A signal takes the task out of its system call, and it switches on the way; or it waits until the task can act on it. */
export const deliverSignal = (kernel: Kernel, event: On<'task.signal'>): Kernel =>
  change(kernel, event, (task) => deliver(kernel, task, event.signal));

const tidsOf = (tasks: readonly Task[]): readonly number[] => tasks.map(({ tid }) => tid);

/** The named tasks for which the signal waits. */
export const signalWaitsFor = (kernel: Kernel, event: On<'task.signal'>): readonly number[] =>
  event.signal === 'SIGCONT' ? [] : tidsOf(reached(kernel, event, (task) => !actsNow(task, event.signal)));

/** The named tasks whose system call the signal ends. */
export const callsEndedBy = (kernel: Kernel, event: On<'task.signal'>): readonly number[] =>
  tidsOf(reached(kernel, event, (task) => isInSystemCall(task) && actsNow(task, event.signal)));

/** The named tasks whose pending flag a way out of the kernel clears. */
export const switchedOnExit = (kernel: Kernel, event: TaskEvent): readonly number[] => {
  const leaves = (task: Task): boolean => {
    if (event.type === 'task.signal') {
      return event.signal === 'SIGCONT'
        ? task.where === 'stopped'
        : event.signal === 'SIGSTOP' && actsNow(task, 'SIGSTOP');
    }
    if (event.type === 'task.run') return runsInUserSpace(task);
    return event.type !== 'task.sleep' || leavesInstead(task, event);
  };
  return tidsOf(reached(kernel, event, (task) => task.pending && task.signals?.kill !== true && leaves(task)));
};

/**
 * 7.1: a task that goes to sleep freezably checks its own stack in `schedule()` (`klp_sched_try_switch()`). One that a signal
 * waits for does not get there.
 */
const checksItself = (kernel: Kernel, event: On<'task.sleep'>): readonly Task[] =>
  reached(kernel, event, (task) => task.pending && !leavesInstead(task, event));

export const switchesOnFreezableSleep = (kernel: Kernel, event: On<'task.sleep'>): readonly number[] =>
  tidsOf(checksItself(kernel, event).filter((task) => stackBlocker(kernel, task).why === 'safe'));

/** Those that find themselves blocked, and say so in the log. */
export const staysOnFreezableSleep = (kernel: Kernel, event: On<'task.sleep'>): readonly Stayed[] =>
  checksItself(kernel, event).flatMap((task): Stayed[] => {
    const found = stackBlocker(kernel, task);
    return found.why === 'safe' ? [] : [stayedFor(task, found)];
  });

export const switchSleepers = (kernel: Kernel, event: On<'task.sleep'>): Kernel =>
  switchThese(kernel, switchesOnFreezableSleep(kernel, event));

export function tidTaken(kernel: Kernel, event: On<'task.fork'>): Verdict {
  const taken = event.child <= 0 || kernel.tasks.some(({ tid }) => tid === event.child);
  if (!taken) return permitted('tidTaken');
  return refused('tidTaken', {
    errno: 'EAGAIN',
    because: `The thread id ${event.child} is not free.`,
    wayOut: 'Choose another number for the child.',
    source: { kernel: 'kernel/pid.c: alloc_pid()' },
  });
}
