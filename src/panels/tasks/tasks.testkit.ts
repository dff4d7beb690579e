/** The machine that the tests of the task panel look at. */

import { boot } from '../../kernel/boot';
import type { KernelEvent } from '../../kernel/events';
import type { Kernel } from '../../kernel/model';
import { taskName } from '../../kernel/taskName';
import type { TaskSpec } from '../../kernel/world';
import { cruncher, reader, shell } from '../../scenarios/builders';
import { run, type Step } from '../../trace/trace';
import { type LaneStatus, laneStatusAt, taskSummary, threads } from '../../words/threads';

export const PATCH = 'test_klp_version_1';
export const sleeper: TaskSpec = { ...reader(30), where: 'uninterruptible' };
export const worker: TaskSpec = { tid: 40, comm: 'kworker', kind: 'kthread', where: 'kernel', cpu: 1 };
export const garbled: TaskSpec = { tid: 50, comm: 'odd', reliable: false };

export const traceOf = (tasks: readonly TaskSpec[], ...events: readonly KernelEvent[]): readonly Step[] =>
  run('rfc-2019', boot({ cpus: 3, tasks }), events).steps;

export const kernelAfter = (tasks: readonly TaskSpec[], ...events: readonly KernelEvent[]): Kernel => {
  const last = traceOf(tasks, ...events).at(-1);
  if (!last) throw new Error('a trace without a step');
  return last.kernel;
};

export const EVERYONE = [shell(10), cruncher(20, 0), sleeper, worker, garbled];

export const laneStatuses = (kernel: Kernel): Record<string, LaneStatus> =>
  Object.fromEntries(
    threads(kernel).map(({ task, index }) => [taskName(task), laneStatusAt(taskSummary(kernel), index)]),
  );
