/** How little of a machine the rules look at. */
import type { KernelEvent } from './events';
import type { Kernel, Task } from './model';

/** The tasks that a rule can look at for this event: those it names, and whoever has the thread id it wants. */
const namedTasks = (tasks: readonly Task[], event: KernelEvent): readonly Task[] => {
  const from = 'tid' in event ? event.tid : 'by' in event ? event.by : undefined;
  if (from === undefined) return [];
  const to = ('to' in event ? event.to : undefined) ?? from;
  const child = 'child' in event ? event.child : undefined;
  return tasks.filter(({ tid }) => (tid >= from && tid <= to) || tid === child);
};

/** The kernel as small as the answer allows: no rule about modules and patches reads the tasks. */
export const reduced = (kernel: Kernel, event: KernelEvent): Kernel => ({
  ...kernel,
  tasks: namedTasks(kernel.tasks, event),
});
