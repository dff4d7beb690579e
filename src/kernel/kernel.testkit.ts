/** Small worlds and short words for the tests of the kernel's mechanics. */
import type { Fact } from '../chart/facts';
import { lastStep, run, type Step, type Trace } from '../trace/trace';
import { boot } from './boot';
import type { KernelEvent } from './events';
import type { Kernel, Task } from './model';
import type { TaskSpec, World } from './world';

export const F = 'cmdline_proc_show';
export const bash: TaskSpec = { tid: 101, comm: 'bash', stack: ['n_tty_read'] };
export const cat: TaskSpec = { tid: 102, comm: 'cat', stack: [F, 'seq_read'] };
export const dcat: TaskSpec = { ...cat, where: 'uninterruptible' };
export const kthread: TaskSpec = { tid: 103, comm: 'kworker/0:1', kind: 'kthread', stack: [F] };
export const cruncher: TaskSpec = { tid: 104, comm: 'cruncher', where: 'user' };
export const odd: TaskSpec = { tid: 105, comm: 'odd', reliable: false };

/** Nothing but force gets it across. */
export const stuck: TaskSpec = { tid: 106, comm: 'stuck', kind: 'kthread', reliable: false };

const patches: World['patches'] = [
  { name: 'one', funcs: [F] },
  { name: 'two', funcs: [F] },
  { name: 'other', funcs: ['meminfo_proc_show'] },
  { name: 'cumulative', replace: true, funcs: ['meminfo_proc_show'] },
  { name: 'broken', funcs: ['no_such_function'], missing: ['no_such_function'] },
];

export const insmod = (module: string, params?: Record<string, string>): KernelEvent =>
  params === undefined ? { type: 'insmod', module } : { type: 'insmod', module, params };
export const rmmod = (module: string): KernelEvent => ({ type: 'rmmod', module });
export const write = (value: string, patch: string): KernelEvent => ({ type: 'echo.enabled', patch, value });
export const force = (patch: string, value = '1'): KernelEvent => ({ type: 'echo.force', patch, value });
export const attempt: KernelEvent = { type: 'attempt' };
export const free: KernelEvent = { type: 'free' };
export const attempts = (count: number): readonly KernelEvent[] => Array.from({ length: count }, () => attempt);

/** One CPU unless said, so that no idle task runs during an attempt. */
export const play = (tasks: readonly TaskSpec[], events: readonly KernelEvent[], cpus = 1): Trace =>
  run('atomic-replace', boot({ cpus, tasks, patches }), events);
export const end = (tasks: readonly TaskSpec[], events: readonly KernelEvent[], cpus = 1): Step =>
  lastStep(play(tasks, events, cpus));

export const task = (kernel: Kernel, tid: number): Task => {
  const found = kernel.tasks.find((each) => each.tid === tid);
  if (found === undefined) throw new Error(`no task ${tid}`);
  return found;
};
export const types = (step: Step): readonly Fact['type'][] => step.facts.map(({ type }) => type);
export const pending = ({ kernel }: Step): readonly number[] =>
  kernel.tasks.filter((each) => each.pending).map(({ tid }) => tid);
export const stayed = (step: Step): readonly string[] =>
  step.facts.flatMap((fact) => (fact.type === 'stayed' ? fact.tasks.map(({ comm, why }) => `${comm} ${why}`) : []));
export const switchedBy = (step: Step): readonly string[] =>
  step.facts.flatMap((fact) => (fact.type === 'switched' ? [fact.by] : []));
export const onStack = ({ kernel }: Step, func = F): string =>
  (kernel.ops.find((ops) => ops.func === func)?.funcStack ?? [])
    .map(({ patch, nop }) => (nop ? `nop:${patch}` : patch))
    .join(' ');
