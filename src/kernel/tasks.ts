/** What tasks do by themselves: call, return, sleep, wake, get on and off a CPU, go back to user space, fork, exit. */
import { changeTasks, withPlace } from './crowd';
import type { KernelEvent, On } from './events';
import { compare, permitted, refused } from './judge';
import { type Cpu, type Frame, type Kernel, type PatchState, type Task, VMLINUX, type Whereabouts } from './model';
import { isObjectLoaded } from './queries';
import { implementationFor, isCurrent, stackBlocker } from './stack';
import { inUserSpace } from './switching';
import { updatePatchState } from './transition';
import type { Verdict } from './verdict';

export type TaskEvent = Extract<KernelEvent, { readonly tid: number }>;

const isAsleep = ({ where }: Task): boolean =>
  where === 'interruptible' || where === 'uninterruptible' || where === 'stopped';

const lastTid = (event: TaskEvent): number => ('to' in event ? (event.to ?? event.tid) : event.tid);

/** The tasks from `tid` to `to` that `also` holds for. One pass over all tasks, and nothing made for those in between. */
const named = (kernel: Kernel, event: TaskEvent, also: (task: Task) => boolean = () => true): readonly Task[] => {
  const last = lastTid(event);
  const found: Task[] = [];
  for (const task of kernel.tasks) if (task.tid >= event.tid && task.tid <= last && also(task)) found.push(task);
  return found;
};

const nameOf = ({ comm, tid }: Task): string => `${comm}:${tid}`;

interface Objection {
  readonly because: string;
  readonly wayOut: string;
}

const asleep = (task: Task): Objection | null =>
  isAsleep(task) ? { because: `${nameOf(task)} is asleep and cannot do anything.`, wayOut: 'Wake it first.' } : null;

const kthread = (task: Task): Objection | null =>
  task.kind === 'kthread'
    ? { because: `${nameOf(task)} is a kthread: it has no user space.`, wayOut: 'Let it return and sleep instead.' }
    : null;

/** Why this task cannot do this now, or `null`. Hardware and scheduler facts, not livepatch rules. */
const objections: { readonly [T in TaskEvent['type']]?: (task: Task, event: TaskEvent) => Objection | null } = {
  'task.call': asleep,
  'task.return': (task) =>
    asleep(task) ??
    (task.stack.length === 0
      ? { because: `${nameOf(task)} has no frame to return from.`, wayOut: 'Let it call a function first.' }
      : null),
  'task.sleep': asleep,
  'task.wake': (task) => {
    if (!isAsleep(task)) return { because: `${nameOf(task)} is not asleep.`, wayOut: 'There is nothing to wake.' };
    return task.where === 'stopped'
      ? { because: `${nameOf(task)} is stopped by a signal.`, wayOut: 'Send SIGCONT.' }
      : null;
  },
  'task.run': asleep,
  'task.preempt': (task) =>
    isCurrent(task)
      ? null
      : { because: `${nameOf(task)} is not on a CPU.`, wayOut: 'There is nothing to take it off.' },
  'task.user': (task) => kthread(task) ?? asleep(task),
  'task.fork': (task) => kthread(task) ?? asleep(task),
  'task.exit': asleep,
  'task.signal': (task, event) => {
    if (task.kind === 'kthread') {
      return { because: `${nameOf(task)} is a kthread and ignores signals.`, wayOut: 'Choose a user task.' };
    }
    if (event.type === 'task.signal' && event.signal === 'SIGCONT') {
      return task.where === 'stopped'
        ? null
        : { because: `${nameOf(task)} is not stopped.`, wayOut: 'SIGCONT only continues a stopped task.' };
    }
    if (task.where === 'stopped') return { because: `${nameOf(task)} is already stopped.`, wayOut: 'Send SIGCONT.' };
    return task.where === 'uninterruptible'
      ? {
          because: `${nameOf(task)} sleeps uninterruptibly: the signal waits until it wakes by itself.`,
          wayOut: 'Wait for what it waits for.',
        }
      : null;
  },
};

const objection = (task: Task, event: TaskEvent): Objection | null => objections[event.type]?.(task, event) ?? null;

/** Asked before every task verb. With a range, one task that can is enough; the others are passed over. */
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
  return refused('taskCannot', { errno: null, ...objected, source: { kernel: 'kernel/sched/core.c: __schedule()' } });
}

const isAble = (task: Task, event: TaskEvent): boolean => objection(task, event) === null;

const able = (kernel: Kernel, event: TaskEvent, also?: (task: Task) => boolean): readonly Task[] =>
  named(kernel, event, (task) => isAble(task, event) && (also === undefined || also(task)));

const change = (kernel: Kernel, event: TaskEvent, update: (task: Task) => Task): Kernel => {
  const last = lastTid(event);
  return {
    ...kernel,
    tasks: changeTasks(kernel.tasks, (task) =>
      task.tid >= event.tid && task.tid <= last && isAble(task, event) ? update(task) : task,
    ),
  };
};

const intoKernel = ({ where }: Task): Whereabouts => (where === 'user' ? 'kernel' : where);

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
  return change(kernel, event, (task) => {
    const frame = frameFor(task.patchState);
    if (task.stack !== below || stack[0] !== frame) stack = [frame, ...task.stack];
    below = task.stack;
    return withPlace(task, { where: intoKernel(task), stack });
  });
};

export const returnFromFunction = (kernel: Kernel, event: On<'task.return'>): Kernel =>
  change(kernel, event, (task) => withPlace(task, { stack: task.stack.slice(1) }));

export const fallAsleep = (kernel: Kernel, event: On<'task.sleep'>): Kernel =>
  change(kernel, event, (task) =>
    withPlace(task, { where: event.state, cpu: null, freezable: event.freezable ?? false }),
  );

export const sleepsFreezably = (_kernel: Kernel, event: On<'task.sleep'>): boolean => event.freezable === true;

const offCpu = (task: Task): Task => withPlace(task, { where: 'runnable', cpu: null, freezable: false });

export const wakeUp = (kernel: Kernel, event: On<'task.wake'>): Kernel => change(kernel, event, offCpu);

export const getOffCpu = (kernel: Kernel, event: On<'task.preempt'>): Kernel => change(kernel, event, offCpu);

/** Whoever was on the CPU becomes runnable. */
export const getOnCpu = (kernel: Kernel, event: On<'task.run'>): Kernel => ({
  ...kernel,
  tasks: changeTasks(kernel.tasks, (task) => {
    if (task.tid !== event.tid) return task.cpu === event.cpu && isCurrent(task) ? offCpu(task) : task;
    const where = task.kind === 'user' && task.stack.length === 0 ? 'user' : 'kernel';
    return withPlace(task, { where, cpu: event.cpu });
  }),
});

/** `exit_to_user_mode_loop()`: the kernel stack is empty, and TIF_PATCH_PENDING is handled on the way. */
export const returnToUserSpace = (kernel: Kernel, event: On<'task.user'>): Kernel =>
  change(kernel, event, (task) => inUserSpace(kernel, task));

/** `klp_copy_process()`: the child starts with its parent's `patch_state` and flag. */
export const forkChild = (kernel: Kernel, event: On<'task.fork'>): Kernel => {
  const parent = kernel.tasks.find(({ tid }) => tid === event.tid);
  if (parent === undefined) return kernel;
  const child: Task = {
    ...parent,
    tid: event.child,
    comm: event.comm ?? parent.comm,
    where: 'runnable',
    cpu: null,
    freezable: false,
    stack: [],
  };
  return { ...kernel, tasks: [...kernel.tasks, child] };
};

/** A task that has exited counts as safe: it is gone. */
export const exitTask = (kernel: Kernel, event: On<'task.exit'>): Kernel => {
  const gone = new Set(able(kernel, event));
  return { ...kernel, tasks: kernel.tasks.filter((task) => !gone.has(task)) };
};

/** A stop signal takes the task out of its system call first, and it switches on the way; then it stops. */
export const deliverSignal = (kernel: Kernel, event: On<'task.signal'>): Kernel =>
  change(kernel, event, (task) =>
    event.signal === 'SIGCONT'
      ? { ...inUserSpace(kernel, task), where: 'runnable' }
      : { ...inUserSpace(kernel, task), where: 'stopped', cpu: null },
  );

/** The named tasks whose pending flag a way out of the kernel clears. */
export const switchedOnExit = (kernel: Kernel, event: TaskEvent): readonly number[] =>
  able(kernel, event, ({ pending }) => pending).map(({ tid }) => tid);

/** 7.1: a task that goes to sleep freezably checks its own stack in `schedule()` (`klp_sched_try_switch()`). */
export const switchesOnFreezableSleep = (kernel: Kernel, event: On<'task.sleep'>): readonly number[] =>
  named(kernel, event, (task) => task.pending && stackBlocker(kernel, task).why === 'safe').map(({ tid }) => tid);

const switchThese = (kernel: Kernel, switched: readonly number[]): Kernel => {
  if (switched.length === 0) return kernel;
  const tids = new Set(switched);
  return {
    ...kernel,
    tasks: changeTasks(kernel.tasks, (task) => (tids.has(task.tid) ? updatePatchState(kernel, task) : task)),
  };
};

export const switchSleepers = (kernel: Kernel, event: On<'task.sleep'>): Kernel =>
  switchThese(kernel, switchesOnFreezableSleep(kernel, event));

/* --------------------------------------------------------------------------------- forks, interrupts, CPUs ------ */

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

/** User tasks that the interrupt finds in user space: they pass through the kernel's exit path. */
export const interrupted = (kernel: Kernel): readonly number[] =>
  kernel.tasks
    .filter(({ kind, where, pending }) => kind === 'user' && where === 'user' && pending)
    .map(({ tid }) => tid);

/** A timer interrupt on every CPU. The idle loop is not left for it, and a task inside the kernel just goes on there. */
export const interruptCpus = (kernel: Kernel): Kernel => switchThese(kernel, interrupted(kernel));

type CpuEvent = On<'cpu.offline' | 'cpu.online' | 'task.run'>;

export function cpuMissing(kernel: Kernel, { type, cpu }: CpuEvent): Verdict {
  const found = kernel.cpus[cpu];
  if (found !== undefined && (type !== 'task.run' || found.online)) return permitted('cpuMissing');
  return refused('cpuMissing', {
    errno: 'EINVAL',
    because: found === undefined ? `There is no CPU ${cpu}.` : `CPU ${cpu} is offline.`,
    wayOut: found === undefined ? `The CPUs are 0 to ${kernel.cpus.length - 1}.` : 'Bring it online first.',
    source: { kernel: 'kernel/cpu.c: cpu_device_up()' },
  });
}

export function cpuAlreadyThere(kernel: Kernel, { type, cpu }: On<'cpu.offline' | 'cpu.online'>): Verdict {
  const online = kernel.cpus[cpu]?.online ?? false;
  if (online === (type === 'cpu.offline')) return permitted('cpuAlreadyThere');
  return refused('cpuAlreadyThere', {
    errno: 'EINVAL',
    because: `CPU ${cpu} is already ${online ? 'online' : 'offline'}.`,
    wayOut: 'There is nothing to do.',
    source: { kernel: 'kernel/cpu.c: cpu_device_up(), cpu_device_down()' },
  });
}

export function lastCpu(kernel: Kernel): Verdict {
  const online = kernel.cpus.filter((cpu) => cpu.online).length;
  const compared = compare('CPUs online', online, '>', 'needed', 1, online > 1);
  if (online > 1) return permitted('lastCpu', compared);
  return refused('lastCpu', {
    errno: 'EBUSY',
    because: 'It is the last CPU online.',
    wayOut: 'Bring another CPU online first.',
    compared: [compared],
    source: { kernel: 'kernel/cpu.c: _cpu_down()' },
  });
}

const setOnline = (kernel: Kernel, cpu: number, online: boolean): readonly Cpu[] =>
  kernel.cpus.map((each, index) => (index === cpu ? { ...each, online } : each));

/** Whoever was on it moves away. Its idle task keeps its `patch_state`; the next attempt switches it directly. */
export const takeCpuOffline = (kernel: Kernel, { cpu }: On<'cpu.offline'>): Kernel => ({
  ...kernel,
  cpus: setOnline(kernel, cpu, false),
  tasks: changeTasks(kernel.tasks, (task) => (task.cpu === cpu ? offCpu(task) : task)),
});

export const bringCpuOnline = (kernel: Kernel, { cpu }: On<'cpu.online'>): Kernel => ({
  ...kernel,
  cpus: setOnline(kernel, cpu, true),
});
