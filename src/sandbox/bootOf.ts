/** The machine of a step as a boot, with the events that lead from it to the step, and what neither of them can say. */
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { Kernel, Module, Task } from '../kernel/model';
import { defaultPolicy } from '../kernel/policies';
import { isCurrent } from '../kernel/stack';
import { hasToSwitch } from '../kernel/taskStatus';
import type { WideWorld } from '../kernel/world';
import { lastStep, start } from '../trace/trace';
import { type BootTask, bootedModules, bootedWorld } from './bootedWorld';
import { lead, stagesOf } from './leading';
import { whatDiffers } from './whatDiffers';

export interface Boot {
  readonly world: WideWorld;
  /** What has to happen after the boot until the machine is there; `[]` when it is there at once. */
  readonly events: readonly KernelEvent[];
  /** What is not as it was, in sentences; `[]` when all is. */
  readonly lost: readonly string[];
}

/** Whether a task that is on a CPU is there from the boot on, and the transitions on the way wait for it. */
type Stays = (task: Task) => boolean;

function bootedTask(kernel: Kernel, task: Task, loads: readonly Module[], stays: Stays): BootTask {
  if (loads.length === 0) return { task, where: task.where, stack: task.stack };
  const later = stagesOf(kernel, task, loads).filter((stage) => stage > 0).length;
  const stack = task.stack.slice(later);
  // Where its calls can be made, and where no transition waits for it.
  const isRunnable = later > 0 || (isCurrent(task) && !stays(task));
  return { task, where: isRunnable ? 'runnable' : task.where, stack };
}

/** Who stays, tried in this order: all, then those that the transition waits for. Whoever does not gets on its CPU by a step. */
const waysToStay = (kernel: Kernel, loads: readonly Module[]): readonly Stays[] =>
  loads.length === 0 || !kernel.tasks.some(isCurrent) ? [] : [() => true, (task) => hasToSwitch(kernel, task)];

export function bootOf(kernel: Kernel, policy: string = defaultPolicy.id): Boot {
  const loads = kernel.modules.slice(bootedModules(kernel));
  const bootWith = (stays: Stays): Boot => {
    const world = bootedWorld(
      kernel,
      kernel.tasks.map((task) => bootedTask(kernel, task, loads, stays)),
    );
    const { events, end } = lead(policy, lastStep(start(policy, boot(world))), kernel, loads);
    return { world, events, lost: whatDiffers(kernel, end.kernel) };
  };
  for (const stays of waysToStay(kernel, loads)) {
    const found = bootWith(stays);
    if (found.lost.length === 0) return found;
  }
  return bootWith(() => false);
}
