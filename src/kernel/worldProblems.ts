/** Whether a machine like this can exist at all. Livepatching has no say in it: that is for the rules. */
import { contradictions } from './contradictions';
import type { KernelEvent } from './events';
import { eventNames, functionNames } from './functionNames';
import { LIMITS } from './limits';
import { moduleProblems, targetProblems } from './moduleProblems';
import { most, namedTwice, type Problem, problem, reserved } from './problem';
import { isCurrent } from './stack';
import { cpusOf, type WideTaskSpec, type WideWorld } from './world';

export type { Problem } from './problem';

/** Everything that cannot be, `[]` when all can. */
export const worldProblems = (world: WideWorld, events: readonly KernelEvent[] = []): readonly Problem[] => [
  ...machineProblems(world, events),
  ...contradictions(world),
  ...functionNames(world),
  ...eventNames(events),
];

/** What no machine could be made of. A link of form 1 is held to no more, so that all that were published can be read. */
export function machineProblems(world: WideWorld, events: readonly KernelEvent[] = []): readonly Problem[] {
  const { tasks, patches = [], targets = [], symbols = [] } = world;
  return [
    ...cpuProblems(world),
    ...moduleProblems(patches),
    ...targetProblems(targets),
    ...symbols.flatMap(({ name }, index) => reserved(`symbols[${index}].name`, name)),
    ...namedTwice('symbols', 'symbols', symbols),
    ...tasks.flatMap((task, index) => taskProblems(task, `tasks[${index}]`, world)),
    ...sharedCpus(tasks),
    ...sharedTids(tasks),
    ...tooManyTasks(tasks),
    ...events.flatMap((event, index) =>
      'cpu' in event && event.cpu >= cpusOf(world)
        ? [problem(`events[${index}].cpu`, `an event names ${absent(event.cpu, world)}`)]
        : [],
    ),
  ];
}

const absent = (cpu: number, world: WideWorld): string => {
  const last = cpusOf(world) - 1;
  return `CPU ${cpu}, but ${last === 0 ? 'there is only CPU 0' : `the CPUs are 0 to ${last}`}`;
};

function cpuProblems(world: WideWorld): readonly Problem[] {
  if (cpusOf(world) < 1) return [problem('cpus', 'it has no CPU')];
  const quiet = (world.nohzFull ?? []).filter((cpu) => cpu >= cpusOf(world));
  return [
    ...most('cpus', cpusOf(world), LIMITS.cpus, 'CPUs'),
    ...quiet.map((cpu) => problem('nohzFull', `a CPU without a tick is ${absent(cpu, world)}`)),
  ];
}

function taskProblems(task: WideTaskSpec, at: string, world: WideWorld): readonly Problem[] {
  const { tid, comm, cpu, count = 1, stack = [] } = task;
  return [
    ...(count < 1 ? [problem(`${at}.count`, 'a group of tasks has no task in it')] : []),
    ...(cpu !== undefined && cpu >= cpusOf(world)
      ? [problem(`${at}.cpu`, `task ${tid} is on ${absent(cpu, world)}`)]
      : []),
    ...reserved(`${at}.comm`, comm),
    ...most(`${at}.stack`, stack.length, LIMITS.list, 'functions on one stack'),
    ...stack.flatMap((func) => reserved(`${at}.stack`, func)),
  ];
}

function sharedCpus(tasks: readonly WideTaskSpec[]): readonly Problem[] {
  const taken = new Map<number, number>();
  const shared = (index: number, cpu: number, other: WideTaskSpec | undefined, also?: Problem): Problem =>
    problem(`tasks[${index}].cpu`, `two tasks are on CPU ${cpu}: ${other?.comm} (${other?.tid}) is there, too`, also);
  return tasks.flatMap((task, index) => {
    const { cpu } = task;
    if (cpu === undefined || !isCurrent(task)) return [];
    const first = taken.get(cpu);
    if (first !== undefined) return [shared(index, cpu, tasks[first], shared(first, cpu, task))];
    taken.set(cpu, index);
    return [];
  });
}

function sharedTids(tasks: readonly WideTaskSpec[]): readonly Problem[] {
  const inOrder = tasks.map(({ tid, count = 1 }, index) => ({ tid, count, index })).toSorted((a, b) => a.tid - b.tid);
  let free = 1;
  let last = 0;
  return inOrder.flatMap(({ tid, count, index }) => {
    const at = `tasks[${index}].tid`;
    const shared = (of: number, other: number, also?: Problem): Problem =>
      problem(`tasks[${of}].tid`, `two tasks have the thread id ${tid}: ${tasks[other]?.comm ?? ''} has it, too`, also);
    if (tid === 0) return [problem(at, 'thread id 0 belongs to the idle tasks')];
    if (tid < free) return [shared(index, last, shared(last, index))];
    free = tid + count;
    last = index;
    return free - 1 > LIMITS.tid ? [problem(at, `thread id ${free - 1} is above ${LIMITS.tid}`)] : [];
  });
}

const tooManyTasks = (tasks: readonly WideTaskSpec[]): readonly Problem[] =>
  most(
    'tasks',
    tasks.reduce((sum, { count = 1 }) => sum + count, 0),
    LIMITS.tasks,
    'tasks in all',
  );
