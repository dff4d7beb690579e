/** The machine of a step as a boot, with the events that lead from it to the step, and what neither of them can say. */
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { Kernel, Task } from '../kernel/model';
import { defaultPolicy } from '../kernel/policies';
import { isCurrent } from '../kernel/stack';
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

/** Asleep, or wherever its calls can be made and a transition does not wait for it. */
const began = (task: Task, stack: Task['stack']): BootTask['where'] =>
  isCurrent(task) || stack.length < task.stack.length ? 'runnable' : task.where;

export function bootOf(kernel: Kernel, policy: string = defaultPolicy.id): Boot {
  const loads = kernel.modules.slice(bootedModules(kernel));
  const tasks = kernel.tasks.map((task): BootTask => {
    if (loads.length === 0) return { task, where: task.where, stack: task.stack };
    const later = stagesOf(kernel, task, loads).filter((stage) => stage > 0).length;
    const stack = task.stack.slice(later);
    return { task, where: began(task, stack), stack };
  });
  const world = bootedWorld(kernel, tasks);
  const { events, end } = lead(policy, lastStep(start(policy, boot(world))), kernel, loads);
  return { world, events, lost: whatDiffers(kernel, end.kernel) };
}
