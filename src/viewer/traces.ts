/**
 * The traces of one history: every event is run at most once per policy, and lines share what they have in common. A long one
 * can be run an event at a time.
 */
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { nextStep, type Step, start, stepAfter, type Trace } from '../trace/trace';
import { type HistoryLines, lengthOf } from './lines';
import { takeNotes } from './notes';

export interface Traces {
  /** The trace of a whole line. Runs only what no line has run yet. */
  readonly traceOf: (policy: string, lines: HistoryLines, line: number) => Trace;
  /** What has been run of it, at most up to and with step `last`. The same trace again for as long as nothing was added. */
  readonly readyOf: (policy: string, lines: HistoryLines, line: number, last?: number) => Trace;
  /** The last step of the line that has been run. */
  readonly lastReady: (policy: string, lines: HistoryLines, line: number) => number;
  /** Runs the next event that has not been run; `false` when there is none. */
  readonly goOn: (policy: string, lines: HistoryLines, line: number) => boolean;
  /**
   * Runs it on a few of the tasks, and keeps nothing. Code that runs for the first time is slow, and an event cannot be divided:
   * with thousands of tasks the first one would be without an answer for too long.
   */
  readonly rehearse: (policy: string, lines: HistoryLines, line: number) => void;
}

const FEW = 300;

/** A line as far as it has been run, from the boot on. */
interface Course {
  readonly parent: number | null;
  readonly at: number;
  readonly steps: Step[];
  /** The last trace that was given away. */
  trace: Trace | null;
}

/** What has been run already, line by line. */
export interface Known {
  readonly policy: string;
  readonly courses: readonly Pick<Course, 'parent' | 'at' | 'steps'>[];
}

interface Next {
  readonly steps: Step[];
  readonly before: Step;
  readonly event: KernelEvent;
}

/** Lines are told apart by their place in the list, and only ever grow. */
export const createTraces = (boot: Kernel, ready?: Known): Traces => {
  const known = new Map<string, Map<number, Course>>();
  if (ready !== undefined)
    known.set(ready.policy, new Map(ready.courses.map((course, line) => [line, { ...course, trace: null }])));

  const begin = (policy: string): Step[] => {
    const steps = [...start(policy, boot).steps];
    for (const step of steps) takeNotes(step, undefined, 0);
    return steps;
  };

  const courseOf = (policy: string, lines: HistoryLines, index: number): Course => {
    const courses = known.get(policy) ?? new Map<number, Course>();
    known.set(policy, courses);
    const { parent = null, at = 0, events = [] } = lines[index] ?? {};
    const kept = courses.get(index);
    // A line that was tried and then not kept leaves its place to another one.
    const isSame = kept?.parent === parent && kept.at === at;
    if (isSame && (kept.steps.length <= at + 1 || kept.steps[at + 1]?.event === events[0])) return kept;
    const course: Course = { parent, at, steps: parent === null ? begin(policy) : [], trace: null };
    courses.set(index, course);
    return course;
  };

  /** What the line shares with its parent, as far as that has been run. */
  const share = (course: Course, parent: Course): void => {
    const { steps, at } = course;
    for (const step of parent.steps.slice(steps.length, at + 1)) steps.push(step);
  };

  const readySteps = (policy: string, lines: HistoryLines, index: number): Course => {
    const course = courseOf(policy, lines, index);
    if (course.parent !== null && course.steps.length <= course.at)
      share(course, readySteps(policy, lines, course.parent));
    return course;
  };

  /** The next event that has not been run; `null` when there is none. */
  const nextOf = (policy: string, lines: HistoryLines, index: number): Next | null => {
    const { steps, parent, at } = readySteps(policy, lines, index);
    if (parent !== null && steps.length <= at) return nextOf(policy, lines, parent);
    const event = lines[index]?.events[steps.length - 1 - at];
    const before = steps.at(-1);
    return event === undefined || before === undefined ? null : { steps, before, event };
  };

  const goOn = (policy: string, lines: HistoryLines, index: number): boolean => {
    const next = nextOf(policy, lines, index);
    if (next === null) return false;
    const { steps, before, event } = next;
    const step = nextStep(policy, before, event);
    takeNotes(step, before, steps.length);
    steps.push(step);
    return true;
  };

  const rehearse = (policy: string, lines: HistoryLines, index: number): void => {
    const next = nextOf(policy, lines, index);
    if (next === null) return;
    const { kernel } = next.before;
    stepAfter(policy, { ...next.before, kernel: { ...kernel, tasks: kernel.tasks.slice(0, FEW) } }, next.event);
  };

  const readyOf: Traces['readyOf'] = (policy, lines, line, last = Number.POSITIVE_INFINITY) => {
    const course = readySteps(policy, lines, line);
    const length = Math.min(course.steps.length, last + 1);
    if (course.trace?.steps.length !== length || course.trace.steps.at(-1) !== course.steps[length - 1])
      course.trace = { policy, steps: course.steps.slice(0, length) };
    return course.trace;
  };

  return {
    traceOf: (policy, lines, line) => {
      while (goOn(policy, lines, line));
      return readyOf(policy, lines, line, lengthOf(lines, line));
    },
    readyOf,
    lastReady: (policy, lines, line) => readySteps(policy, lines, line).steps.length - 1,
    goOn,
    rehearse,
  };
};
