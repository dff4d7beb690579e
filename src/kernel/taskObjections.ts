/** What a task cannot do where it is: facts of the hardware, the scheduler and signals. No rule of livepatching lives here. */

import type { KernelEvent, SignalName } from './events';
import type { Task } from './model';
import { hasUserSpace, isFirstProcess, reachedByNotify } from './signals';
import { isCurrent } from './stack';
import { taskName } from './taskName';

export type TaskEvent = Extract<KernelEvent, { readonly tid: number }>;

const isAsleep = ({ where }: Task): boolean =>
  where === 'interruptible' || where === 'uninterruptible' || where === 'stopped';

export interface Objection {
  readonly because: string;
  readonly wayOut: string;
  readonly source: string;
}

const stoppedBySignal = (task: Task): Objection | null =>
  task.where === 'stopped'
    ? {
        because: `${taskName(task)} is stopped by a signal.`,
        wayOut: 'Send SIGCONT.',
        source: 'kernel/signal.c: do_signal_stop()',
      }
    : null;

const asleep = (task: Task): Objection | null =>
  stoppedBySignal(task) ??
  (isAsleep(task)
    ? {
        because: `${taskName(task)} is asleep and cannot do anything.`,
        wayOut: 'Wake it first.',
        source: 'kernel/sched/core.c: __schedule()',
      }
    : null);

const noUserSpace = (task: Task): Objection | null =>
  hasUserSpace(task)
    ? null
    : {
        because: `${taskName(task)} is a ${task.kind === 'kthread' ? 'kthread' : 'worker of the kernel'}: it has no user space.`,
        wayOut: 'Let it return and sleep instead.',
        source: task.kind === 'kthread' ? 'kernel/kthread.c: kthread()' : 'kernel/vhost_task.c: vhost_task_fn()',
      };

/** `sig_task_ignored()` and the kthreads' lack of a way out: who never acts on a signal of this name. */
const deaf = (task: Task, signal: SignalName): Objection | null => {
  const source = 'kernel/signal.c: sig_task_ignored()';
  if (task.kind === 'kthread') {
    return { because: `${taskName(task)} is a kthread and ignores signals.`, wayOut: 'Choose a user task.', source };
  }
  if (task.userWorker === true && signal !== 'SIGKILL') {
    return {
      because: `${taskName(task)} is a worker of the kernel, which blocks all signals but a kill.`,
      wayOut: 'Choose a user task.',
      source: 'kernel/vhost_task.c: vhost_task_fn(); io_uring/io-wq.c: io_wq_worker()',
    };
  }
  return isFirstProcess(task) && signal !== 'SIGCONT'
    ? {
        because: `${taskName(task)} is the first process: ${signal} is not delivered to it.`,
        wayOut: reachedByNotify(task)
          ? 'Only the kernel’s own fake signal reaches it: on the 16th failed attempt of a transition.'
          : 'Wait until it leaves the kernel by itself.',
        source,
      }
    : null;
};

const hopeless = (task: Task, signal: SignalName): Objection | null => {
  const source = 'kernel/signal.c: prepare_signal()';
  if (signal === 'SIGCONT') {
    return task.where === 'stopped' || task.signals?.stop === true
      ? null
      : { because: `${taskName(task)} is not stopped.`, wayOut: 'There is nothing to continue.', source };
  }
  const stopped = signal === 'SIGSTOP' && task.where === 'stopped';
  return stopped
    ? {
        because: `${taskName(task)} is already stopped.`,
        wayOut: 'There is nothing to do: only SIGCONT continues it.',
        source,
      }
    : null;
};

/** `copy_process()`: a signal that waits is acted on before the fork happens (-ERESTARTNOINTR). The fake signal is none of these. */
const signalFirst = (task: Task): Objection | null =>
  task.signals?.stop === true || task.signals?.kill === true
    ? {
        because: `A ${task.signals.kill === true ? 'SIGKILL' : 'SIGSTOP'} waits for ${taskName(task)}, and fork gives way to it.`,
        wayOut: 'Let it return to user space first: it acts on the signal on its way.',
        source: 'kernel/fork.c: copy_process()',
      }
    : null;

/** `do_exit()`: the machine ends with its first process. */
const lastOfAll = (task: Task): Objection | null =>
  isFirstProcess(task)
    ? {
        because: `${taskName(task)} is the first process: if it exits, the kernel panics.`,
        wayOut: 'Choose another task.',
        source: 'kernel/exit.c: do_exit()',
      }
    : null;

/** Why this task cannot do this now, or `null`. Hardware and scheduler facts, not livepatch rules. */
const objections: { readonly [T in TaskEvent['type']]?: (task: Task, event: TaskEvent) => Objection | null } = {
  'task.call': asleep,
  'task.return': (task) =>
    asleep(task) ??
    (task.stack.length === 0
      ? {
          because: `${taskName(task)} has no frame to return from.`,
          wayOut: 'Let it call a function first.',
          source: 'arch/x86/kernel/stacktrace.c: arch_stack_walk_reliable()',
        }
      : null),
  'task.sleep': asleep,
  'task.wake': (task) => {
    const source = 'kernel/sched/core.c: try_to_wake_up()';
    if (!isAsleep(task))
      return { because: `${taskName(task)} is not asleep.`, wayOut: 'There is nothing to wake.', source };
    return stoppedBySignal(task);
  },
  'task.run': asleep,
  'task.preempt': (task) =>
    isCurrent(task)
      ? null
      : {
          because: `${taskName(task)} is not on a CPU.`,
          wayOut: 'There is nothing to do: it does not use a CPU now.',
          source: 'kernel/sched/core.c: task_curr()',
        },
  'task.user': (task) => noUserSpace(task) ?? asleep(task),
  'task.fork': (task) => asleep(task) ?? signalFirst(task),
  'task.exit': (task) => asleep(task) ?? lastOfAll(task),
  'task.signal': (task, event) =>
    event.type === 'task.signal' ? (deaf(task, event.signal) ?? hopeless(task, event.signal)) : null,
};

export const objection = (task: Task, event: TaskEvent): Objection | null =>
  objections[event.type]?.(task, event) ?? null;
