/** Short words for the events of a timeline, a branch or a tooltip: what one would type, or what the kernel runs. */

import type { KernelEvent, SleepState } from '../kernel/events';
import type { Kernel, Task } from '../kernel/model';
import { taskName } from '../kernel/taskName';

const paramText = (params: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(params ?? {})
    .map(([name, value]) => ` ${name}=${value}`)
    .join('');

/** What an operator types in a shell to make this event happen; `null` when it is not a command. */
export const eventCommand = (event: KernelEvent): string | null => {
  switch (event.type) {
    case 'insmod':
      return `insmod ${event.module}.ko${paramText(event.params)}`;
    case 'rmmod':
      return `rmmod ${event.module}`;
    case 'echo.enabled':
      return `echo ${event.value} > /sys/kernel/livepatch/${event.patch}/enabled`;
    case 'echo.force':
      return `echo ${event.value} > /sys/kernel/livepatch/${event.patch}/force`;
    case 'echo.param':
      return `echo ${event.value} > /sys/module/${event.module}/parameters/${event.param}`;
    case 'sysctl.ftrace':
      return `sysctl kernel.ftrace_enabled=${event.value}`;
    case 'task.signal':
      return `kill -${event.signal.slice('SIG'.length)} ${tidText(event)}`;
    case 'cpu.offline':
      return `echo 0 > /sys/devices/system/cpu/cpu${event.cpu}/online`;
    case 'cpu.online':
      return `echo 1 > /sys/devices/system/cpu/cpu${event.cpu}/online`;
    default:
      return null;
  }
};

/** `1–3, 5` */
const numbers = (all: readonly number[]): string =>
  all
    .filter((each) => !all.includes(each - 1))
    .map((from) => {
      const to = all.find((each) => each >= from && !all.includes(each + 1)) ?? from;
      return from === to ? `${from}` : `${from}–${to}`;
    })
    .join(', ');

/** Of what happens with the tick: on which CPUs. Without a kernel nobody knows. */
export const tickedCpus = (kernel: Kernel | null): string => {
  if (kernel === null) return '';
  const quiet = kernel.cpus.flatMap(({ nohzFull }, cpu) => (nohzFull === true ? [cpu] : []));
  return ` on every CPU${quiet.length === 0 ? '' : ` but ${numbers(quiet)}`}`;
};

/**
 * A few words for any event. With `kernel`, the kernel before the event, tasks are called `comm:tid`; without it, `task tid`.
 */
export const eventWords = (event: KernelEvent | null, kernel: Kernel | null | undefined = null): string => {
  if (event === null) return 'boot';
  switch (event.type) {
    case 'insmod':
    case 'rmmod':
    case 'sysctl.ftrace':
      return eventCommand(event) ?? event.type;
    case 'echo.enabled':
      return `echo ${event.value} > ${event.patch}/enabled`;
    case 'echo.force':
      return `echo ${event.value} > ${event.patch}/force`;
    case 'echo.param':
      return `echo ${event.value} > ${event.module}/parameters/${event.param}`;
    case 'attempt':
      return 'klp_transition_work_fn()';
    case 'free':
      return 'klp_free_patch_work_fn()';
    case 'tick':
      return `timer interrupt${tickedCpus(kernel)}`;
    case 'task.call':
      return `${who(event, kernel)} ${does(event, 'call')} ${event.object ? `${event.object}:` : ''}${event.func}`;
    case 'task.return':
      return `${who(event, kernel)} ${does(event, 'return')}`;
    case 'task.sleep':
      return `${who(event, kernel)} ${does(event, 'sleep')} ${sleepWords[event.state]}${event.freezable ? ', freezable' : ''}`;
    case 'task.wake':
      return `${who(event, kernel)} ${does(event, 'wake')} up`;
    case 'task.run':
      return `${who(event, kernel)} gets on CPU ${event.cpu}`;
    case 'task.preempt':
      return `${who(event, kernel)} ${does(event, 'get')} off the CPU`;
    case 'task.user':
      return `${who(event, kernel)} ${does(event, 'return')} to user space`;
    case 'task.fork':
      return `${who(event, kernel)} forks ${event.comm ?? taskOf(event.tid, kernel)?.comm ?? 'task'}:${event.child}`;
    case 'task.exit':
      return `${who(event, kernel)} ${does(event, 'exit')}`;
    case 'task.signal':
      return `${event.signal} to ${who(event, kernel)}`;
    case 'cpu.offline':
      return `CPU ${event.cpu} goes offline`;
    case 'cpu.online':
      return `CPU ${event.cpu} comes online`;
  }
};

interface Range {
  readonly tid: number;
  readonly to?: number;
}

const sleepWords: Readonly<Record<SleepState, string>> = {
  interruptible: 'interruptibly',
  uninterruptible: 'uninterruptibly',
  killable: 'killably',
};

const isMany = ({ tid, to }: Range): boolean => to !== undefined && to !== tid;

const tidText = (range: Range): string => (isMany(range) ? `{${range.tid}..${range.to}}` : String(range.tid));

const taskOf = (tid: number, kernel: Kernel | null | undefined): Task | undefined =>
  kernel?.tasks.find((task) => task.tid === tid);

/** The task as all panels name it, `comm:tid`, by the first of the machines that knows it. */
export const taskNameIn =
  (...kernels: readonly (Kernel | null)[]): ((tid: number) => string) =>
  (tid) => {
    const [task] = kernels.flatMap((kernel) => taskOf(tid, kernel) ?? []);
    return task === undefined ? `task ${tid}` : taskName(task);
  };

const who = (range: Range, kernel: Kernel | null | undefined): string => {
  const task = taskOf(range.tid, kernel);
  if (!isMany(range)) return task === undefined ? `task ${range.tid}` : taskName(task);
  return `${task === undefined ? `tasks ${range.tid}` : taskName(task)}–${range.to}`;
};

/** The verb in the number of its subject. */
const does = (range: Range, verb: string): string => (isMany(range) ? verb : `${verb}s`);
