/** Readable starting states and steps. */
import type { KernelEvent } from '../kernel/events';
import type { TaskSpec } from '../kernel/world';
import type { Expectation, ScenarioStep } from './scenario';

/** `step({ type: 'attempt' }, 'Everything has switched.', { phase: 'idle' })` */
export const step = (event: KernelEvent, says: string, expect?: Expectation): ScenarioStep =>
  expect === undefined ? { event, says } : { event, says, expect };

export const insmod = (module: string, params?: Readonly<Record<string, string>>): KernelEvent =>
  params === undefined ? { type: 'insmod', module } : { type: 'insmod', module, params };
export const rmmod = (module: string): KernelEvent => ({ type: 'rmmod', module });
export const echo = (value: string, patch: string): KernelEvent => ({ type: 'echo.enabled', patch, value });
export const force = (patch: string): KernelEvent => ({ type: 'echo.force', patch, value: '1' });
export const attempt: KernelEvent = { type: 'attempt' };
export const worker: KernelEvent = { type: 'free' };
export const tick: KernelEvent = { type: 'tick' };

/** A shell that sleeps in `read()`: on no affected function. */
export const shell = (tid: number): TaskSpec => ({
  tid,
  comm: 'bash',
  stack: ['n_tty_read', 'tty_read', 'vfs_read', 'ksys_read'],
});

/** A task that computes in user space. */
export const cruncher = (tid: number, cpu: number): TaskSpec => ({ tid, comm: 'cruncher', where: 'user', cpu });

/** A reader asleep inside the function that livepatches of the library replace. */
export const reader = (tid: number, func = 'cmdline_proc_show'): TaskSpec => ({
  tid,
  comm: 'cat',
  stack: [func, 'seq_read_iter', 'proc_reg_read_iter', 'vfs_read', 'ksys_read'],
});
