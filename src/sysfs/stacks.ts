/** Files in `/proc/<pid>` that tell where a task is inside the kernel: `stack`, `wchan`, `syscall`. `fs/proc/base.c`. */
import type { Frame, Kernel, Task } from '../kernel/model';
import { VMLINUX } from '../kernel/model';
import { funcKey, livepatchImageOf, moduleOf, oldNameOf } from '../kernel/queries';
import { attemptCpu, isCurrent } from '../kernel/stack';
import { bareAddress } from './addresses';

/** `/proc/<pid>/stack` has no more lines (MAX_STACK_TRACE_DEPTH). */
const MOST_LINES = 64;

/** `in_sched_functions()`: the code that puts a task to sleep, which these files leave out. A stack check does look at it. */
const SLEEPS = new RegExp(
  `^_*(${[
    '(io_|preempt_)?schedule',
    'io_schedule_timeout|schedule_((hr)?timeout\\w*|preempt_disabled|idle|user|rtlock)',
    '(ww_)?mutex_lock(_\\w+)?|(percpu_)?down(_\\w+)?|rwsem_down_\\w+|rwbase_\\w+|rt_(mutex|spin|read|write)_\\w+|rtlock_\\w+',
    'wait_for_completion\\w*|(do_)?wait_for_common\\w*|(out_of_line_)?wait_on_bit\\w*|bit_wait\\w*|do_nanosleep|usleep_range_state',
  ].join('|')})$`,
);

const isShown = ({ object, func }: Frame): boolean => object !== VMLINUX || !SLEEPS.test(oldNameOf(func));

/** Whoever reads runs as well: on a CPU of its own, or where it has pushed the task aside. */
const runsElsewhere = (kernel: Kernel, task: Task): boolean => isCurrent(task) && task.cpu !== attemptCpu(kernel);

const offsets = (name: string): string => {
  const size = 0x30 + ([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 24) * 0x10;
  return `+0x${(size - 0x1e).toString(16)}/0x${size.toString(16)}`;
};

/** The module of the replacement was removed from under the frame: there is no symbol for the address any more. */
const isTextGone = (kernel: Kernel, { impl }: Frame): boolean => impl !== null && moduleOf(kernel, impl) === undefined;

/** The function that runs in a frame, as the symbol table calls it: a replacement has a name of its own. */
const symbolOf = (kernel: Kernel, { object, func, impl }: Frame): string => {
  const objects = impl === null ? undefined : livepatchImageOf(kernel, impl)?.objects;
  const funcs = objects?.find(({ name }) => name === object)?.funcs;
  return funcs?.find((each) => funcKey(each) === func)?.newName ?? oldNameOf(func);
};

/** The module in brackets tells a replacement from the original. */
const stackLine = (kernel: Kernel, frame: Frame): string => {
  const { object, func, impl } = frame;
  if (isTextGone(kernel, frame)) return `[<0>] ${bareAddress(`${impl}:${func}`)}`;
  const symbol = symbolOf(kernel, frame);
  const module = impl ?? (object === VMLINUX ? null : object);
  return `[<0>] ${symbol}${offsets(symbol)}${module === null ? '' : ` [${module}]`}`;
};

/** `proc_pid_stack()`: nothing for a task that runs on another CPU, for nobody can unwind its stack (`__unwind_start()`). */
export const stackOf = (kernel: Kernel, task: Task): string =>
  runsElsewhere(kernel, task)
    ? ''
    : task.stack
        .filter(isShown)
        .slice(0, MOST_LINES)
        .map((frame) => stackLine(kernel, frame))
        .join('\n');

/** `proc_pid_wchan()`: where a task sleeps; 0 for one that does not. */
export const wchanOf = (kernel: Kernel, { where, stack }: Task): string => {
  const top = stack.find(isShown);
  if (top === undefined || (where !== 'interruptible' && where !== 'uninterruptible')) return '0';
  return isTextGone(kernel, top) ? '0' : symbolOf(kernel, top);
};

/** `arch/x86/entry/syscalls/syscall_64.tbl`: system calls that tasks sleep in. */
const CALLS: Readonly<Record<string, number>> = {
  read: 0,
  write: 1,
  poll: 7,
  ioctl: 16,
  pread64: 17,
  pwrite64: 18,
  select: 23,
  pause: 34,
  nanosleep: 35,
  getpid: 39,
  connect: 42,
  accept: 43,
  sendto: 44,
  recvfrom: 45,
  sendmsg: 46,
  recvmsg: 47,
  wait4: 61,
  fsync: 74,
  fdatasync: 75,
  futex: 202,
  clock_nanosleep: 230,
  epoll_wait: 232,
  openat: 257,
  pselect6: 270,
  ppoll: 271,
  epoll_pwait: 281,
  io_uring_enter: 426,
};

const callIn = (stack: Task['stack']): number => {
  const name = stack.flatMap(({ func }) => /^__x64_sys_(\w+)$/.exec(func)?.[1] ?? []).at(-1);
  return CALLS[name ?? ''] ?? -1;
};

/**
 * `proc_pid_syscall()`: the number of the system call that a task sleeps in, its arguments, and the stack pointer and place in user
 * space. A kthread was never there: it has zeros in all of them.
 *
 * Simplified: the arguments are zeros, and the two addresses the same for every process; a task of which no `__x64_sys_…` frame is
 * known is in no system call.
 * Reason: neither a world nor the livepatch core says what a program has asked for.
 * Matters to: no single step.
 */
export const syscallOf = ({ kind, userWorker, where, stack }: Task): string => {
  if (where === 'user' || where === 'kernel' || where === 'runnable') return 'running';
  const none = '0x0 0x0 0x0 0x0 0x0 0x0';
  if (kind === 'kthread' || userWorker === true) return `0 ${none} 0x0 0x0`;
  const call = callIn(stack);
  const inUserSpace = '0x7ffd3c5a0e58 0x7f1c0a5d3b7d';
  return call === -1 ? `-1 ${inUserSpace}` : `${call} ${none} ${inUserSpace}`;
};
