/** Short runs for the tests of the panels. */
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { run, type Trace } from '../trace/trace';
import type { View } from '../viewer/contract';
import { view } from '../viewer/selectors';

/** Two CPUs, a shell, and a reader that sleeps inside `cmdline_proc_show()`. */
export const sleeper: World = {
  cpus: 2,
  tasks: [
    { tid: 10, comm: 'bash' },
    { tid: 20, comm: 'cat', stack: ['cmdline_proc_show'] },
  ],
};

/** Two CPUs and a shell: every transition completes at the second attempt. */
export const quiet: World = { cpus: 2, tasks: [{ tid: 10, comm: 'bash' }] };

export const insmod = (module: string, params?: Readonly<Record<string, string>>): KernelEvent => ({
  type: 'insmod',
  module,
  ...(params && { params }),
});
export const rmmod = (module: string): KernelEvent => ({ type: 'rmmod', module });
export const disable = (patch: string): KernelEvent => ({ type: 'echo.enabled', patch, value: '0' });
export const attempt: KernelEvent = { type: 'attempt' };
export const free: KernelEvent = { type: 'free' };
export const force = (patch: string): KernelEvent => ({ type: 'echo.force', patch, value: '1' });

export const traceOf = (world: World, events: readonly KernelEvent[], policy = 'rfc-2019'): Trace =>
  run(policy, boot(world), events);

/** What the panels see after step `step`; by default after the last. */
export const viewAt = (trace: Trace, step = trace.steps.length - 1, micro: number | null = null): View =>
  view({ trace, cursor: { step, micro } });

/** What the panels see at the end of a run. */
export const viewAfter = (world: World, events: readonly KernelEvent[], policy?: string): View =>
  viewAt(traceOf(world, events, policy));
