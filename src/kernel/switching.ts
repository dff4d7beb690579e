/** Who switches when: the attempt, the idle loop, the fake signal. `kernel/livepatch/transition.c`. */
import { changeOrDrop, changeTasks } from './crowd';
import type { KernelEvent } from './events';
import type { Kernel, Task } from './model';
import { hasUserSpace, notify, reachedByNotify, woken } from './signals';
import { attemptCpu, type Blocker, blocker, busyCpus, stackBlocker } from './stack';
import { updatePatchState } from './transition';
import type { Verdict } from './verdict';
import { permitted, refused } from './verdicts';

/** How a task came to the other side. */
export type SwitchedBy =
  | 'attempt'
  | 'exit to user space'
  | 'idle loop'
  | 'offline CPU'
  | 'freezable sleep'
  | 'fake signal'
  | 'force';

/** Why `klp_try_switch_task()` left a task where it is. */
export interface Stayed {
  readonly tid: number;
  readonly comm: string;
  readonly why: 'running' | 'unreliable' | 'sleeping';
  /** Old name of the function it sleeps on. */
  readonly func?: string;
}

/** `SIGNALS_TIMEOUT`: failed attempts between two rounds of fake signals. */
const SIGNALS_TIMEOUT = 15;

/** On which failed attempt the fake signal comes next, after so many: on the 16th, and then on every 15th after it. */
export const nextSignal = (failed: number): number =>
  SIGNALS_TIMEOUT * Math.max(1, Math.ceil(failed / SIGNALS_TIMEOUT)) + 1;

export interface Sweep {
  readonly switched: readonly number[];
  readonly switchedCpus: readonly number[];
  readonly offlineCpus: readonly number[];
  readonly stayed: readonly Stayed[];
  /** What the attempt has pushed off its CPU, and so could look at. */
  readonly aside: number | undefined;
}

/** The task that makes the attempt, when it is one of the tasks shown. */
const attemptBy = (event: KernelEvent): number | undefined => ('by' in event ? event.by : undefined);

/** What the log says of a task that a check has left where it is. */
export const stayedFor = ({ tid, comm }: Task, found: Exclude<Blocker, { readonly why: 'safe' }>): Stayed =>
  found.why === 'sleeping' ? { tid, comm, why: 'sleeping', func: found.oldName } : { tid, comm, why: found.why };

/** Rule, report and update of one attempt ask for the same one. */
let latest: { readonly kernel: Kernel; readonly event: KernelEvent; readonly sweep: Sweep } | null = null;

/** `klp_try_complete_transition()`, its two loops: which tasks `klp_try_switch_task()` switches and which stay. */
export function sweepOf(kernel: Kernel, event: KernelEvent): Sweep {
  if (latest?.kernel === kernel && latest.event === event) return latest.sweep;
  const sweep = sweepAll(kernel, event);
  latest = { kernel, event, sweep };
  return sweep;
}

function sweepAll(kernel: Kernel, event: KernelEvent): Sweep {
  const target = kernel.transition?.target;
  const current = attemptBy(event);
  const switched: number[] = [];
  const stayed: Stayed[] = [];
  for (const task of kernel.tasks) {
    if (task.patchState === target) continue;
    const found = blocker(kernel, task, current);
    if (found.why === 'safe') switched.push(task.tid);
    else stayed.push(stayedFor(task, found));
  }
  const busy = busyCpus(kernel);
  const own = attemptCpu(kernel, current);
  const switchedCpus: number[] = [];
  const offlineCpus: number[] = [];
  kernel.cpus.forEach(({ online, idle }, cpu) => {
    if (idle.patchState === target) return;
    if (!online) offlineCpus.push(cpu);
    else if ((busy.has(cpu) || cpu === own) && stackBlocker(kernel, idle).why === 'safe') switchedCpus.push(cpu);
    else stayed.push({ tid: idle.tid, comm: idle.comm, why: 'running' });
  });
  const task = busy.get(own);
  const aside = task?.tid === current || task?.patchState === target ? undefined : task?.tid;
  return { switched, switchedCpus, offlineCpus, stayed, aside };
}

/** Both lists are in the order of the tasks and the CPUs. */
const switchTasks = (kernel: Kernel, tids: readonly number[], cpus: readonly number[]): Kernel => {
  let next = 0;
  const switched = (task: Task): Task => {
    if (task.tid !== tids[next]) return task;
    next += 1;
    return updatePatchState(kernel, task);
  };
  return {
    ...kernel,
    tasks: tids.length === 0 ? kernel.tasks : changeTasks(kernel.tasks, switched),
    cpus:
      cpus.length === 0
        ? kernel.cpus
        : kernel.cpus.map((cpu, index) =>
            cpus.includes(index) ? { ...cpu, idle: updatePatchState(kernel, cpu.idle) } : cpu,
          ),
  };
};

/** `klp_update_patch_state()` for these, by thread id. */
export const switchThese = (kernel: Kernel, switched: readonly number[]): Kernel => {
  if (switched.length === 0) return kernel;
  const tids = new Set(switched);
  return {
    ...kernel,
    tasks: changeTasks(kernel.tasks, (task) => (tids.has(task.tid) ? updatePatchState(kernel, task) : task)),
  };
};

/**
 * The task that has made the system call passes the exit path: what a reversal flags it with is gone before its next line of
 * code, without an attempt (`exit_to_user_mode_loop()`). One of whom a stack is given has not said how it came to make the call.
 */
export const callerSwitches = (kernel: Kernel, event: KernelEvent): readonly number[] => {
  const by = attemptBy(event);
  const task = by === undefined ? by : kernel.tasks.find(({ tid }) => tid === by);
  return task?.pending === true && hasUserSpace(task) && task.stack.length === 0 ? [task.tid] : [];
};

export const callerReturns = (kernel: Kernel, event: KernelEvent): Kernel =>
  switchThese(kernel, callerSwitches(kernel, event));

/** One pass over all tasks and then the idle task of every possible CPU. */
export function trySwitchTasks(kernel: Kernel, event: KernelEvent): Kernel {
  const { switched, switchedCpus, offlineCpus } = sweepOf(kernel, event);
  return switchTasks(kernel, switched, [...switchedCpus, ...offlineCpus]);
}

/** Idle tasks that the attempt has just woken (`wake_up_if_idle()`): they switch in `do_idle()`. */
export const wokenIdleCpus = (kernel: Kernel): readonly number[] =>
  kernel.cpus.flatMap(({ online, idle }, cpu) => (online && idle.pending ? [cpu] : []));

export const switchIdleTasks = (kernel: Kernel): Kernel => switchTasks(kernel, [], wokenIdleCpus(kernel));

export const idleTasksWoken = (kernel: Kernel): boolean => wokenIdleCpus(kernel).length > 0;

/** `klp_signals_cnt && !(klp_signals_cnt % SIGNALS_TIMEOUT)`: the 16th failed attempt, and every 15th after it. */
export const signalsAreDue = (kernel: Kernel): boolean => {
  const signals = kernel.transition?.signals ?? 0;
  return signals > 0 && signals % SIGNALS_TIMEOUT === 0;
};

/** The log line comes only the first time. */
export const firstSignals = (kernel: Kernel): boolean => kernel.transition?.signals === SIGNALS_TIMEOUT;

/** User tasks that the fake signal takes out of the kernel; they switch on the way. */
export const signalled = (kernel: Kernel): readonly Task[] =>
  kernel.tasks.filter((task) => task.pending && reachedByNotify(task));

/** User tasks that only get TIF_NOTIFY_SIGNAL: it ends their next interruptible sleep, or goes when they leave the kernel. */
export const flagged = (kernel: Kernel): readonly Task[] =>
  kernel.tasks.filter(
    (task) =>
      task.pending &&
      task.kind === 'user' &&
      !reachedByNotify(task) &&
      !(task.userWorker === true && task.where === 'interruptible'),
  );

/**
 * `klp_send_signals()`: kthreads that sleep interruptibly are woken, no more; every other task gets TIF_NOTIFY_SIGNAL. Nothing
 * wakes a task in uninterruptible or stopped sleep.
 */
export const sendSignals = (kernel: Kernel): Kernel => ({
  ...kernel,
  tasks: changeOrDrop(kernel.tasks, (task) => {
    if (!task.pending) return task;
    return task.kind === 'kthread' ? woken(task) : notify(kernel, task);
  }),
});

/** `klp_signals_cnt++` */
export const countAttempt = (kernel: Kernel): Kernel =>
  kernel.transition === null
    ? kernel
    : { ...kernel, transition: { ...kernel.transition, signals: kernel.transition.signals + 1 } };

/** The delayed work does nothing without a transition. */
export function noTransition(kernel: Kernel): Verdict {
  if (kernel.transition !== null) return permitted('noTransition');
  return refused('noTransition', {
    errno: null,
    because: 'No transition is running, so there is nothing to try.',
    wayOut: 'Load or disable a livepatch first.',
    source: { kernel: 'kernel/livepatch/transition.c: klp_transition_work_fn()' },
  });
}
