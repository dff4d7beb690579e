/**
 * Another machine under a history: every event is played again on it, a little at a time. What makes no sense there is left
 * out and told. Fetched when somebody changes a machine.
 */
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { saysNotThere } from '../kernel/notThere';
import { eventNow, isNothing, type Renames } from '../kernel/renaming';
import type { Refusal } from '../kernel/verdict';
import type { WideWorld } from '../kernel/world';
import { eventWords } from '../phrases/events';
import { scenarioNow } from '../scenarios/renaming';
import type { Scenario } from '../scenarios/scenario';
import { lastStep, nextStep, type Step, start } from '../trace/trace';
import type { Added, HistoryLine } from './contract';
import { atStep } from './cursor';
import { takeNotes } from './notes';
import { NAMELESS } from './opening';
import type { Slices } from './slices';
import type { Notice, Opening, Place, ViewerState } from './state';
import { createTraces, type Traces } from './traces';

/** An event that makes no sense on the changed machine. */
interface LeftOut {
  /** The step that it was, and on which branch. */
  readonly where: string;
  readonly words: string;
  readonly because: string;
}

interface Change {
  /** Plays the next event; `false` when all have been played. */
  readonly goOn: () => boolean;
  /** What is to be shown once all have been played, of where the reader is. */
  readonly result: (where: Pick<Place, 'line' | 'cursor'>) => Changed;
}

interface Changed {
  readonly place: Place;
  readonly traces: Traces;
  readonly leftOut: readonly LeftOut[];
  /** Which of the kept steps of the line on the screen are answered otherwise. */
  readonly otherwise: string | null;
}

/** A line of the history as it is played again. */
interface Course {
  /** From the boot on. */
  readonly steps: Step[];
  /** The step after which each step of the line comes now. */
  readonly now: number[];
  /** Events of its own that are kept, by their place on the line. */
  readonly kept: number[];
  /** Steps of it after which one is left out. */
  readonly gaps: number[];
  /** Steps that were refused and are not now, or the other way round, or by another rule. */
  readonly otherwise: number[];
}

const whereOf = (step: number, { parent, at }: HistoryLine): string =>
  parent === null ? `Step ${step}` : `Step ${step} of the branch after step ${at}`;

/** One is told in a sentence, several in a line each. `null` when nothing was left out. */
const sayLeftOut = ([first, ...rest]: readonly LeftOut[]): Pick<Notice, 'says' | 'leftOut'> | null => {
  if (first === undefined) return null;
  if (rest.length === 0) return { says: `${first.where}, “${first.words}”, is left out: ${first.because}` };
  const lines = [first, ...rest].map(({ where, words, because }) => `${where}, “${words}”: ${because}`);
  return { says: `${lines.length} steps are left out.`, leftOut: [...new Set(lines)] };
};

/** It makes sense, but what it shows is not the same. */
const answeredOtherwise = (steps: readonly number[]): string | null => {
  const [first, ...rest] = steps;
  if (first === undefined) return null;
  if (rest.length === 0) return `The kernel answers step ${first} differently now.`;
  return rest.length > 3
    ? `The kernel answers ${steps.length} steps differently now, the first of them step ${first}.`
    : `The kernel answers steps ${steps.slice(0, -1).join(', ')} and ${steps.at(-1)} differently now.`;
};

const NOTHING: Renames = { modules: new Map(), tasks: [] };

/** The same history, in the names that things have on the machine that is to be. */
const placeNow = (place: Place, renames: Renames): Place =>
  isNothing(renames)
    ? place
    : {
        ...place,
        scenario: place.scenario && scenarioNow(place.scenario, renames),
        lines: place.lines.map((line) => ({ ...line, events: line.events.map((event) => eventNow(event, renames)) })),
      };

const span = (first: number, count: number): string => (count === 1 ? `${first}` : `${first}–${first + count - 1}`);

const renamed = ({ modules, tasks }: Renames): string | null => {
  const all = [
    ...[...modules].map(([was, is]) => `${was} is called ${is} now`),
    ...tasks.map(({ from, to, count }) => `task ${span(from, count)} is ${span(to, count)} now`),
  ];
  const [first = '', ...more] = all;
  return all.length === 0
    ? null
    : `${[first.replace(/^task(?= \d)/, 'Task'), ...more].join(', ')}, in the history, too.`;
};

/** All of it still makes sense: said nevertheless, because there is a way back. */
const replayed = ({ lines }: Place): string => {
  const count = lines.reduce((sum, { events }) => sum + events.length, 0);
  if (count === 0) return 'Nothing had happened on it yet.';
  return count === 1 ? 'Its one step was played again.' : `All its ${count} steps were played again.`;
};

/** What a scenario tells of its steps is still told; what must hold was said of the machine as it was. */
const toldOn = (scenario: Scenario, world: WideWorld, kept: readonly number[], isOwn: boolean): Scenario => {
  const steps = kept.flatMap((at) => scenario.steps[at] ?? []);
  if (isOwn) return { ...scenario, world, steps };
  const { challenge: _, ...rest } = scenario;
  const told = steps.map(({ expect: _expect, restsOn: _rests, ...step }) => step);
  return { ...rest, ...NAMELESS, title: `${scenario.title}, on a changed machine`, world, steps: told };
};

/** `old` knows the history on the machine as it was. */
const createChange = (given: Place, world: WideWorld, old: Traces, renames: Renames): Change => {
  const place = placeNow(given, renames);
  const { policy, lines } = place;
  const begin = lastStep(start(policy, boot(world)));
  takeNotes(begin, undefined, 0);
  const leftOut: LeftOut[] = [];
  const courses: Course[] = [];

  /** Begins as far as the line shares its parent. */
  const courseOf = ({ parent, at }: HistoryLine): Course => {
    const from = parent === null ? undefined : courses[parent];
    if (from === undefined) return { steps: [begin], now: [0], kept: [], gaps: [], otherwise: [] };
    const now = from.now.slice(0, at + 1);
    const steps = from.steps.slice(0, (now.at(-1) ?? 0) + 1);
    return { steps, now, kept: [], gaps: [], otherwise: from.otherwise.filter((step) => step < steps.length) };
  };

  /** It was refused for the same reason before, so the reader knows. */
  const wasRefused = ({ rule, because }: Refusal, line: number, step: number): boolean => {
    const { lines: before } = given;
    while (old.lastReady(policy, before, line) < step && old.goOn(policy, before, line));
    const was = old.readyOf(policy, before, line).steps[step]?.refusal;
    // The names in the reason may be others now.
    return isNothing(renames) ? was?.because === because : was?.rule === rule;
  };

  /** In the names of the machine as it was: what is not there any more has none on the other. */
  const wordsOf = (event: KernelEvent, line: number, step: number): string | null => {
    const was = isNothing(renames) ? old.readyOf(policy, given.lines, line).steps[step - 1] : undefined;
    return was === undefined ? null : eventWords(event, was.kernel);
  };

  /** `undefined`: it has not come to that step yet. */
  const ruleBefore = (line: number, step: number): string | null | undefined => {
    const was = old.readyOf(policy, given.lines, line).steps[step];
    return was && (was.refusal?.rule ?? null);
  };

  const play = (course: Course, line: number, own: HistoryLine, event: KernelEvent, index: number): void => {
    const before = course.steps.at(-1) ?? begin;
    const next = nextStep(policy, before, event);
    const { refusal } = next;
    const step = course.now.length;
    if (refusal !== null && saysNotThere(refusal.rule) && !wasRefused(refusal, line, step)) {
      leftOut.push({
        where: whereOf(step, own),
        words: wordsOf(event, line, step) ?? eventWords(event, before.kernel),
        because: refusal.because,
      });
      course.gaps.push(course.steps.length - 1);
    } else {
      takeNotes(next, before, course.steps.length);
      course.steps.push(next);
      course.kept.push(index);
      const rule = ruleBefore(line, step);
      if (rule !== undefined && rule !== (refusal?.rule ?? null)) course.otherwise.push(course.steps.length - 1);
    }
    course.now.push(course.steps.length - 1);
  };

  let at = { line: 0, index: 0 };

  const goOn = (): boolean => {
    const line = lines[at.line];
    if (line === undefined) return false;
    courses[at.line] ??= courseOf(line);
    const course = courses[at.line];
    const event = line.events[at.index];
    if (course !== undefined && event !== undefined) play(course, at.line, line, event, at.index);
    at = event === undefined ? { line: at.line + 1, index: 0 } : { line: at.line, index: at.index + 1 };
    return at.line < lines.length;
  };

  const result: Change['result'] = ({ line: shown, cursor }) => {
    /** A branch of which nothing is left is where it began. */
    const places: number[] = [];
    const made: { readonly line: HistoryLine; readonly steps: Step[]; readonly gaps: Set<number> }[] = [];
    for (const [index, { parent, at: left, events, gaps: before = [] }] of lines.entries()) {
      const course = courses[index] ?? courseOf({ parent, at: left, events });
      const kept = course.kept.flatMap((each) => events[each] ?? []);
      const gaps = new Set([...before.map((step) => course.now[step] ?? 0), ...course.gaps]);
      if (parent !== null && kept.length === 0) {
        const place = places[parent] ?? 0;
        places.push(place);
        for (const gap of gaps) made[place]?.gaps.add(gap);
      } else {
        places.push(made.length);
        const from = parent === null ? null : (places[parent] ?? 0);
        const now = parent === null ? 0 : (course.now[left] ?? 0);
        made.push({ line: { parent: from, at: now, events: kept }, steps: course.steps, gaps });
      }
    }
    const traces = createTraces(boot(world), {
      policy,
      courses: made.map(({ line: { parent, at: now }, steps }) => ({ parent, at: now, steps })),
    });
    const { scenario, source } = place;
    const isOwn = source.kind === 'world';
    const told = scenario && toldOn(scenario, world, courses[0]?.kept ?? [], isOwn);
    const changed: Place = {
      ...place,
      source: { kind: 'world', ...(told && { told }) },
      scenario: told,
      world,
      lines: made.map(({ line, gaps }) => (gaps.size === 0 ? line : { ...line, gaps: [...gaps] })),
      line: places[shown] ?? 0,
      cursor: atStep(courses[shown]?.now[cursor.step] ?? 0),
    };
    const otherwise = answeredOtherwise(courses[shown]?.otherwise ?? []);
    return { place: changed, traces, leftOut, otherwise };
  };
  return { goOn, result };
};

/** What was said of the change that made a machine, which can be put back as long as the page is there. */
const changes = new WeakMap<WideWorld, Notice>();

/** The change before this one, once this one has been put back. */
const changeBefore = (world: WideWorld): Pick<Notice, 'further'> => {
  const { before, further } = changes.get(world) ?? {};
  if (before === undefined) return {};
  const says = 'This machine had been changed before that, too. Back of the browser leads through all of it.';
  return { further: { kind: 'restored', says, before, ...(further && { further }) } };
};

/** What the viewer lends to this. */
export interface Lent {
  readonly get: () => ViewerState;
  /** Of the history on the screen. */
  readonly traces: () => Traces;
  readonly slices: Slices;
  readonly show: (place: Place, by: Opening['by'], traces: Traces) => void;
  readonly report: (notice: Notice) => void;
  /** It takes long enough to be spoken of. */
  readonly wait: () => void;
}

/** Milliseconds after which it is said that something is on its way. */
const SAID_AFTER = 200;

/** What the reader does meanwhile is played as well; another machine or scenario that is opened meanwhile is left alone. */
export const changeMachine = (world: WideWorld, lent: Lent, added?: Added, renames = NOTHING): void => {
  const { get, slices } = lent;
  const { opening, policy, against, source, world: old, lines } = get();
  const change = createChange({ ...get() }, world, lent.traces(), renames);
  slices.run(change.goOn, (milliseconds, over) => {
    const now = get();
    if (now.opening !== opening) slices.leave();
    else if (!over) {
      if (milliseconds >= SAID_AFTER) lent.wait();
    } else if (now.lines !== lines || now.policy !== policy || now.against !== against)
      changeMachine(world, lent, added, renames);
    else {
      const { line, cursor } = now;
      const { place, traces, leftOut, otherwise } = change.result(now);
      const left = sayLeftOut(leftOut);
      lent.show(place, left === null ? 'change' : 'reader', traces);
      const before = { policy, against, source, world: old, lines, line, cursor };
      const kind = left !== null ? 'changed' : added ? 'added' : 'replayed';
      const more = changeBefore(old);
      const all = [
        added?.says,
        renamed(renames),
        left?.says ?? (added ? null : replayed(place)),
        otherwise,
        more.further && 'This change can be put back, and after it the one before.',
      ];
      const says = all.filter((each) => typeof each === 'string').join(' ');
      const notice = { kind, ...left, says, ...(added && { lines: added.lines }), before, ...more } as const;
      changes.set(place.world, notice);
      lent.report(notice);
    }
  });
};
