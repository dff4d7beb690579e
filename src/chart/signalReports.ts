/** What signals do to tasks, as facts: wait, end a system call early, stop, kill. They change nothing. */
import type { SignalName } from '../kernel/events';
import type { Kernel, Task } from '../kernel/model';
import { isInSystemCall } from '../kernel/signals';
import type { TaskEvent } from '../kernel/taskObjections';
import { callsEndedBy, interruptedSleepers, reached, runsInUserSpace, signalWaitsFor } from '../kernel/tasks';
import type { Fact, FactOf } from './facts';

type Does = FactOf<'signal'>['does'];

export const signalDoes = (signal: 'fake signal' | SignalName, does: Does, tids: readonly number[]): readonly Fact[] =>
  tids.length === 0 ? [] : [{ type: 'signal', signal, does, tids }];

const tidsWith = (tasks: readonly Task[], holds: (task: Task) => boolean): readonly number[] =>
  tasks.filter(holds).map(({ tid }) => tid);

/** Tasks on their way out of the kernel act on what waited for them: a kill first, then a stop. */
const actedOn = (tasks: readonly Task[], ends: readonly number[]): readonly Fact[] => {
  const killed = ({ signals }: Task): boolean => signals?.kill === true;
  const stops = ({ signals }: Task): boolean => signals?.stop === true && signals.kill !== true;
  const only = ({ signals }: Task): boolean =>
    signals?.notify === true && signals.stop !== true && signals.kill !== true;
  const ended = new Set(ends);
  return [
    ...signalDoes(
      'fake signal',
      'ends the system call',
      tidsWith(tasks, (task) => only(task) && ended.has(task.tid)),
    ),
    ...signalDoes('SIGSTOP', 'stops', tidsWith(tasks, stops)),
    ...signalDoes('SIGKILL', 'kills', tidsWith(tasks, killed)),
  ];
};

/** What the event makes of signals: one that is sent, or those that have waited. */
export function signalFacts(kernel: Kernel, event: TaskEvent): readonly Fact[] {
  switch (event.type) {
    case 'task.signal': {
      const waits = signalWaitsFor(kernel, event);
      const acts = reached(kernel, event).filter(({ tid }) => !waits.includes(tid));
      const does = { SIGSTOP: 'stops', SIGKILL: 'kills', SIGCONT: null } as const;
      const done = does[event.signal];
      if (done === null) return [];
      return [
        ...signalDoes(event.signal, 'waits', waits),
        ...signalDoes(
          event.signal,
          'ends the system call',
          event.signal === 'SIGSTOP' ? callsEndedBy(kernel, event) : [],
        ),
        ...signalDoes(
          event.signal,
          done,
          acts.map(({ tid }) => tid),
        ),
      ];
    }
    case 'task.sleep': {
      const tasks = interruptedSleepers(kernel, event);
      return actedOn(tasks, tidsWith(tasks, isOnKernelStack));
    }
    case 'task.user':
      return actedOn(reached(kernel, event), []);
    case 'task.run':
      return actedOn(reached(kernel, event, runsInUserSpace), []);
    default:
      return [];
  }
}

const isOnKernelStack = (task: Task): boolean => isInSystemCall({ ...task, where: 'interruptible' });
