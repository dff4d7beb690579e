/** Whether a machine like this can exist at all. Livepatching has no say in it: that is for the kernel's rules. */
import type { KernelEvent } from '../kernel/events';
import type { TaskSpec, World } from '../kernel/world';
import { failures, type LinkError } from './errors';
import { LIMITS } from './limits';

const DEFAULT_CPUS = 2;

/** The first thing that cannot be, `null` when all can. */
export function impossibility(world: World, events: readonly KernelEvent[]): LinkError | null {
  const because =
    tooFewCpus(world) ??
    firstTwice(
      'livepatches are called',
      (world.patches ?? []).map(({ name }) => name),
    ) ??
    firstTwice(
      'tasks are on CPU',
      world.tasks.filter(isOnCpu).flatMap(({ cpu }) => cpu ?? []),
    ) ??
    sharedTid(world.tasks) ??
    events.map((event) => missingCpu(event, world)).find((problem) => problem !== null) ??
    null;
  return because === null ? null : failures.impossibleWorld(because);
}

const cpusOf = ({ cpus }: World): number => cpus ?? DEFAULT_CPUS;

function tooFewCpus(world: World): string | null {
  if (cpusOf(world) < 1) return 'it has no CPU';
  if (world.tasks.some(({ count }) => count === 0)) return 'a group of tasks has no task in it';
  const absent = world.tasks.find(({ cpu }) => cpu !== undefined && cpu >= cpusOf(world));
  return absent ? `task ${absent.tid} is on CPU ${absent.cpu} of ${cpusOf(world)}, counted from 0` : null;
}

const isOnCpu = ({ where }: TaskSpec): boolean => where === 'user' || where === 'kernel';

function firstTwice(what: string, values: readonly (string | number)[]): string | null {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  return twice === undefined ? null : `two ${what} ${twice}`;
}

function sharedTid(tasks: readonly TaskSpec[]): string | null {
  const inOrder = tasks.toSorted((left, right) => left.tid - right.tid);
  let free = 1;
  for (const { tid, count = 1 } of inOrder) {
    if (tid === 0) return 'thread id 0 belongs to the idle tasks';
    if (tid < free) return `two tasks have the thread id ${tid}`;
    free = tid + count;
    if (free - 1 > LIMITS.tid) return `thread id ${free - 1} is above ${LIMITS.tid}`;
  }
  return null;
}

const missingCpu = (event: KernelEvent, world: World): string | null =>
  'cpu' in event && event.cpu >= cpusOf(world)
    ? `an event is about CPU ${event.cpu} of ${cpusOf(world)}, counted from 0`
    : null;
