/** Events as sentences: what the kernel does with one, and what is seen of it on the tasks it names. Kernel words in backticks. */

import type { KernelEvent } from '../kernel/events';
import type { Kernel, Task } from '../kernel/model';
import { taskName } from '../kernel/taskName';
import { tickedCpus } from '../phrases/events';
import { laneFrames, patchStateName } from './tasks';

/** What an event is, in one sentence, with the kernel function that does it. */
export const meaningOf = (event: KernelEvent, kernel: Kernel | null): string => {
  switch (event.type) {
    case 'insmod':
      return 'The module loader inserts the module; a livepatch then asks `klp_enable_patch()` to be enabled.';
    case 'rmmod':
      return 'The module loader removes the module, if its reference count is 0.';
    case 'echo.enabled':
      return '`enabled_store()` disables the livepatch or reverses its transition; it never enables a disabled one.';
    case 'echo.force':
      return '`force_store()` switches every remaining task, whatever is on its stack.';
    case 'echo.param':
      return 'A parameter of a loaded module gets another value.';
    case 'sysctl.ftrace':
      return 'ftrace is switched on or off; livepatches redirect functions with it.';
    case 'attempt':
      return 'The delayed work tries again to complete the transition, about a second after the attempt before.';
    case 'free':
      return 'The worker frees the patches that have left `klp_patches`.';
    case 'tick':
      return `A timer interrupt${tickedCpus(kernel)}: tasks in user space ${
        kernel?.cpus.some(({ nohzFull }) => nohzFull === true)
          ? 'there pass through the kernel’s exit path; a CPU in `nohz_full` has no tick'
          : 'pass through the kernel’s exit path'
      }.`;
    case 'task.call':
      return '`klp_ftrace_handler()` chooses the implementation by the task’s `patch_state`, and the frame keeps it.';
    case 'task.return':
      return 'The newest frame leaves the kernel stack.';
    case 'task.sleep':
      return 'The task gives up its CPU; its stack stays as it is until it wakes.';
    case 'task.wake':
      return 'The task can run again.';
    case 'task.run':
      return 'The scheduler puts the task on a CPU; an attempt cannot check the stack of a running task.';
    case 'task.preempt':
      return 'The scheduler takes the task off its CPU.';
    case 'task.user':
      return 'On the way back to user space the kernel stack empties and `TIF_PATCH_PENDING` is handled.';
    case 'task.fork':
      return 'The child starts with the `patch_state` and the flag of its parent.';
    case 'task.exit':
      return 'The task exits; it no longer blocks a transition.';
    case 'task.signal':
      return 'A signal ends an interruptible sleep: the task leaves its system call and handles `TIF_PATCH_PENDING` on the way. In other places the signal waits.';
    case 'cpu.offline':
      return 'The CPU goes offline; its idle task stays, and the next attempt switches it.';
    case 'cpu.online':
      return 'The CPU comes back with the idle task it had.';
  }
};

const taskOf = (kernel: Kernel, tid: number): Task | undefined => kernel.tasks.find((task) => task.tid === tid);

const entered = (kernel: Kernel, task: Task): string => {
  const [top] = laneFrames(kernel, task);
  if (!top) return '';
  const runs = top.frame.impl === null ? `the original \`${top.name}\`` : `\`${top.name}\` of \`${top.module}\``;
  return `\`${taskName(task)}\` runs ${runs}${top.patched ? `, being ${patchStateName(task.patchState)}` : ''}.`;
};

const born = (kernel: Kernel, child: Task): string => {
  const side = `The child \`${taskName(child)}\` starts as ${patchStateName(child.patchState)}`;
  if (kernel.transition === null) return `${side}: no transition is running.`;
  return `${side}, like its parent${child.pending ? ', with `TIF_PATCH_PENDING`' : ''}.`;
};

/** What can be seen on the tasks an event names, for the events that report no fact about it; `null` for the others. */
export const seenOn = (event: KernelEvent, kernel: Kernel): string | null => {
  if (event.type === 'task.call') {
    const task = taskOf(kernel, event.tid);
    return task ? entered(kernel, task) : null;
  }
  if (event.type === 'task.fork') {
    const child = taskOf(kernel, event.child);
    return child ? born(kernel, child) : null;
  }
  return null;
};
