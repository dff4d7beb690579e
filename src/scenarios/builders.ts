/** Readable starting states and steps. */
import type { KernelEvent, SleepState } from '../kernel/events';
import type { TaskSpec } from '../kernel/world';
import type { Expectation, ScenarioStep, StepExtras } from './scenario';

/** `step(attempt, 'Everything has switched.', { phase: 'idle' }, { ask: 'counter' })` */
export const step = (event: KernelEvent, says: string, expect?: Expectation, extras?: StepExtras): ScenarioStep => ({
  event,
  says,
  ...(expect === undefined ? {} : { expect }),
  ...extras,
});

/* ------------------------------------------------------------------------------------------------ commands ------ */

export const insmod = (module: string, params?: Readonly<Record<string, string>>): KernelEvent =>
  params === undefined ? { type: 'insmod', module } : { type: 'insmod', module, params };
export const rmmod = (module: string): KernelEvent => ({ type: 'rmmod', module });
export const echo = (value: string, patch: string): KernelEvent => ({ type: 'echo.enabled', patch, value });
export const force = (patch: string, value = '1'): KernelEvent => ({ type: 'echo.force', patch, value });
export const setParam = (module: string, param: string, value: string): KernelEvent => ({
  type: 'echo.param',
  module,
  param,
  value,
});
export const ftrace = (value: string): KernelEvent => ({ type: 'sysctl.ftrace', value });

/* -------------------------------------------------------------------------------------------- kernel's own ------ */

export const attempt: KernelEvent = { type: 'attempt' };
export const worker: KernelEvent = { type: 'free' };
export const tick: KernelEvent = { type: 'tick' };
export const offline = (cpu: number): KernelEvent => ({ type: 'cpu.offline', cpu });
export const online = (cpu: number): KernelEvent => ({ type: 'cpu.online', cpu });

/* --------------------------------------------------------------------------------------------------- tasks ------ */

/** One task, or all tasks from `tid` to `to`. */
const tasks = (tid: number, to: number | undefined) => (to === undefined ? { tid } : { tid, to });

export const call = (tid: number, func: string, object?: string): KernelEvent =>
  object === undefined ? { type: 'task.call', tid, func } : { type: 'task.call', tid, func, object };
export const ret = (tid: number, to?: number): KernelEvent => ({ type: 'task.return', ...tasks(tid, to) });
export const wake = (tid: number, to?: number): KernelEvent => ({ type: 'task.wake', ...tasks(tid, to) });
export const toUser = (tid: number, to?: number): KernelEvent => ({ type: 'task.user', ...tasks(tid, to) });
export const exit = (tid: number, to?: number): KernelEvent => ({ type: 'task.exit', ...tasks(tid, to) });
export const preempt = (tid: number, to?: number): KernelEvent => ({ type: 'task.preempt', ...tasks(tid, to) });
export const sleep = (tid: number, state: SleepState): KernelEvent => ({
  type: 'task.sleep',
  tid,
  state,
});
export const freeze = (tid: number): KernelEvent => ({
  type: 'task.sleep',
  tid,
  state: 'interruptible',
  freezable: true,
});
export const onCpu = (tid: number, cpu: number): KernelEvent => ({ type: 'task.run', tid, cpu });
export const fork = (tid: number, child: number, comm: string): KernelEvent => ({
  type: 'task.fork',
  tid,
  child,
  comm,
});
export const stop = (tid: number): KernelEvent => ({ type: 'task.signal', tid, signal: 'SIGSTOP' });
export const cont = (tid: number): KernelEvent => ({ type: 'task.signal', tid, signal: 'SIGCONT' });

/* -------------------------------------------------------------------------------------------------- worlds ------ */

/** The first process, waiting for events: on no function that a livepatch here replaces. */
export const init: TaskSpec = {
  tid: 1,
  comm: 'systemd',
  stack: ['ep_poll', 'do_epoll_wait', '__x64_sys_epoll_wait'],
};

/** A shell that sleeps in `read()`: on no affected function. */
export const shell = (tid: number): TaskSpec => ({
  tid,
  comm: 'bash',
  stack: ['n_tty_read', 'tty_read', 'vfs_read', 'ksys_read'],
});

/** A task that computes in user space. */
export const cruncher = (tid: number, cpu: number): TaskSpec => ({ tid, comm: 'cruncher', where: 'user', cpu });

/**
 * A reader inside a function of `/proc` that livepatches of the library replace. It was preempted there, or it sleeps
 * because its buffer had to be allocated; the stack check does not care which.
 */
export const reader = (tid: number, func = 'cmdline_proc_show', where: 'interruptible' | 'runnable' = 'runnable') =>
  ({
    tid,
    comm: 'cat',
    where,
    stack: [func, 'seq_read_iter', 'proc_reg_read_iter', 'vfs_read', 'ksys_read'],
  }) as const satisfies TaskSpec;

/** A database that waits for the disk: no signal wakes it. */
export const fsyncer = (tid: number): TaskSpec => ({
  tid,
  comm: 'postgres',
  where: 'uninterruptible',
  stack: ['folio_wait_bit_common', 'folio_wait_writeback', 'file_write_and_wait_range', 'ext4_sync_file', 'do_fsync'],
});

/** A kthread whose main function never returns, so it never leaves it. */
export const kdevtmpfs: TaskSpec = {
  tid: 34,
  comm: 'kdevtmpfs',
  kind: 'kthread',
  stack: ['devtmpfs_work_loop', 'devtmpfsd', 'kthread', 'ret_from_fork'],
};
