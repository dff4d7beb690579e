/** CPUs: their timer interrupts, and hotplug. */
import { changeTasks } from './crowd';
import type { On } from './events';
import type { Cpu, Kernel, Task } from './model';
import { hasUserSpace, runnable } from './signals';
import { switchThese } from './switching';
import { hasToSwitch, taskStatus } from './taskStatus';
import type { Verdict } from './verdict';
import { permitted, refused } from './verdicts';

/** `nohz_full`: no tick interrupts what runs there. */
export const hasTick = ({ cpus }: Kernel, cpu: number | null): boolean => cpu === null || cpus[cpu]?.nohzFull !== true;

/** In user space on a CPU without a tick (nohz_full), with the transition before it: nothing takes it through the kernel by itself. */
const isUninterrupted = (kernel: Kernel, task: Task): boolean =>
  task.where === 'user' && !hasTick(kernel, task.cpu) && hasUserSpace(task) && hasToSwitch(kernel, task);

/** Attempts leave it where it is (`holdsUp()` in `taskStatus.ts`), or no tick interrupts it. */
export const isHolder = (kernel: Kernel, task: Task): boolean =>
  taskStatus(kernel, task).blocked || isUninterrupted(kernel, task);

/** Tasks hold the running transition up. */
export const isHeldUp = (kernel: Kernel): boolean =>
  kernel.transition !== null && kernel.tasks.some((task) => isHolder(kernel, task));

/** User tasks that the interrupt finds in user space: they pass through the kernel's exit path. */
export const interrupted = (kernel: Kernel): readonly number[] =>
  kernel.tasks
    .filter(({ kind, where, pending }) => kind === 'user' && where === 'user' && pending)
    .filter(({ cpu }) => hasTick(kernel, cpu))
    .map(({ tid }) => tid);

/**
 * A timer interrupt on every CPU, but for those that run one task without a tick (nohz_full). The idle loop is not left for
 * it, and a task inside the kernel just goes on there.
 *
 * Simplified: a tick comes when a step says so, on all CPUs at once. A kernel has 100 to 1,000 a second on each CPU, so a task
 * that computes in user space switches within milliseconds.
 * Reason: so one can see which tasks are waiting for nothing but their next interrupt.
 * Matters to: tick.
 */
export const interruptCpus = (kernel: Kernel): Kernel => switchThese(kernel, interrupted(kernel));

type CpuEvent = On<'cpu.offline' | 'cpu.online' | 'task.run'>;

export function cpuMissing(kernel: Kernel, { type, cpu }: CpuEvent): Verdict {
  const found = kernel.cpus[cpu];
  if (found !== undefined && (type !== 'task.run' || found.online)) return permitted('cpuMissing');
  return refused('cpuMissing', {
    errno: found === undefined && type !== 'task.run' ? 'ENOENT' : null,
    because: found === undefined ? `There is no CPU ${cpu}.` : `CPU ${cpu} is offline.`,
    wayOut: found === undefined ? `The CPUs are 0 to ${kernel.cpus.length - 1}.` : 'Bring it online first.',
    source: { kernel: 'kernel/cpu.c: cpu_device_up()' },
  });
}

/** `arch_cpu_is_hotpluggable()`: the boot CPU of this x86 machine has no `online` file. */
export function cpuWithoutFile(_kernel: Kernel, { cpu }: On<'cpu.offline' | 'cpu.online'>): Verdict {
  if (cpu !== 0) return permitted('cpuWithoutFile');
  return refused('cpuWithoutFile', {
    errno: 'EACCES',
    because: 'CPU 0 has no online file: the machine was booted on it.',
    wayOut: 'Choose another CPU.',
    source: { kernel: 'arch/x86/kernel/setup.c: arch_cpu_is_hotpluggable()' },
  });
}

/** `device_online()` and `device_offline()` return 1, which `online_store()` takes for success: nothing happens. */
export const cpuAlreadyThere = (kernel: Kernel, { type, cpu }: On<'cpu.offline' | 'cpu.online'>): boolean =>
  (kernel.cpus[cpu]?.online ?? false) === (type === 'cpu.online');

const setOnline = (kernel: Kernel, cpu: number, online: boolean): readonly Cpu[] =>
  kernel.cpus.map((each, index) => (index === cpu ? { ...each, online } : each));

/**
 * Whoever was on it moves away. Its idle task keeps its `patch_state`; the next attempt switches it directly.
 *
 * Simplified: a CPU goes offline or comes online in one step. The kthreads that do it (`cpuhp/N`, `migration/N`) and those
 * bound to the CPU are in no list of tasks.
 * Reason: they all sleep with a clean stack, and the livepatch core sees only whether the CPU is online.
 * Matters to: cpu.offline.
 */
export const takeCpuOffline = (kernel: Kernel, { cpu }: On<'cpu.offline'>): Kernel => ({
  ...kernel,
  cpus: setOnline(kernel, cpu, false),
  tasks: changeTasks(kernel.tasks, (task) => (task.cpu === cpu ? runnable(task) : task)),
});

export const bringCpuOnline = (kernel: Kernel, { cpu }: On<'cpu.online'>): Kernel => ({
  ...kernel,
  cpus: setOnline(kernel, cpu, true),
});
