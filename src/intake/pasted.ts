/** A text of modules in C, and of tasks as a kernel prints them, in any order. Pure. */

import { isCurrent } from '../kernel/stack';
import type { TargetSpec, WidePatchSpec, WideTaskSpec } from '../kernel/world';
import { plural } from '../phrases/plural';
import { someOf } from '../phrases/someOf';
import { logLine } from '../source/logLine';
import { type Aside, asideWords } from './aside';
import { parted } from './blocks';
import { type Heading, KTHREADD, type Tried } from './headings';
import { isNameOfKthread, isNameOfUserWorker } from './kthreads';
import { hasFrame, isExpected, isLogLine, isOfWorkqueue } from './lineKinds';
import { listedModules, passedLivepatches, passedModules, withLivepatches } from './listed';
import type { Block } from './openBlock';
import type { Row } from './ps';
import { freeTid } from './tids';

export interface NotUnderstood {
  readonly line: number;
  readonly what: string;
  readonly instead: string;
}

/** A module's name that the text does not say: made of its init function's, or invented. */
export interface GuessedName {
  readonly name: string;
  readonly after: string | null;
}

export interface Modules {
  readonly patches: readonly WidePatchSpec[];
  /** With `loaded: true` where nothing but that is known: what `lsmod` lists. */
  readonly targets: readonly TargetSpec[];
  readonly guesses: readonly GuessedName[];
  readonly problems: readonly NotUnderstood[];
}

/** `readStack()`. */
export type StackReader = (text: string) => {
  readonly stack: readonly string[];
  readonly task: Pick<WideTaskSpec, 'comm' | 'tid' | 'where'> | null;
  readonly stoppedIn?: 'kernel' | 'user';
  readonly problems: readonly (NotUnderstood & {
    readonly aside?: 'guess' | 'interrupt' | 'unreliable';
    readonly isNoFrame?: true;
  })[];
};

/** What reads such texts: `src/source`, which is fetched when it is wanted. */
export interface Readers {
  readonly readModules: (text: string, file?: string, isPart?: boolean) => Modules;
  readonly readStack: StackReader;
}

export interface Pasted extends Modules {
  readonly tasks: readonly WideTaskSpec[];
  /** What was passed over and needs no mending, a sentence each. */
  readonly passed: readonly string[];
}

const same = (a: WideTaskSpec, b: WideTaskSpec): boolean =>
  JSON.stringify({ ...a, tid: 0, count: 1 }) === JSON.stringify({ ...b, tid: 0, count: 1 });

/** Neighbours that are all alike become one group. */
function grouped(tasks: readonly WideTaskSpec[]): readonly WideTaskSpec[] {
  const groups: WideTaskSpec[] = [];
  for (const task of tasks) {
    const last = groups.at(-1);
    const count = last?.count ?? 1;
    if (last?.cpu === undefined && last?.tid === task.tid - count && same(last, task))
      groups.splice(-1, 1, { ...last, count: count + 1 });
    else groups.push(task);
  }
  return groups;
}

/** What a task is called of which only the stack was given. */
export const NAMELESS = 'task';

/** Of those of which a sentence tells all. */
const MOST_NAMED = 5;

/** What was read of one task; no thread id where the text says none. */
type Found = Partial<WideTaskSpec> & Pick<Heading, 'isDead'>;

class Reading {
  readonly problems: NotUnderstood[] = [];
  readonly #found = new Map<number, Found>();
  readonly #nameless: Found[] = [];
  #guesses = 0;
  #interrupts = 0;
  #unreliable = 0;
  #idle = 0;
  readonly #aside: Aside[];

  constructor(aside: readonly Aside[]) {
    this.#aside = [...aside];
  }

  block({ first, lines, heading }: Block, readStack: StackReader): void {
    if (heading?.isOfOthers === true) return;
    const { stack, stoppedIn, problems } = readStack(lines.join('\n'));
    for (const { aside, isNoFrame, ...problem } of problems) {
      const line = lines[problem.line - 1] ?? '';
      if (aside === 'guess') this.#guesses += 1;
      else if (aside === 'interrupt') this.#interrupts += 1;
      else if (aside === 'unreliable') this.#unreliable += 1;
      else if (heading === null && !isLogLine(line)) this.problems.push({ ...problem, line: problem.line + first });
      else if (!isNoFrame || hasFrame(line)) this.problems.push({ ...problem, line: problem.line + first });
      else if (!isExpected(line)) this.#aside.push({ line: problem.line + first, text: line });
    }
    // A line that has a frame in it, and is none.
    if (heading === null && stack.length === 0) return;
    const isKthread = stack.includes('kthread') || lines.some(isOfWorkqueue);
    this.#add({
      ...placed(heading ?? {}, stoppedIn),
      ...(isKthread && { kind: 'kthread' }),
      ...(stack.length > 0 && { stack }),
    });
  }

  #add(task: Found): void {
    const { tid } = task;
    if (tid === undefined) this.#nameless.push(task);
    else if (tid === 0) this.#idle += 1;
    // What is printed again is as it was then.
    else this.#found.set(tid, { ...this.#found.get(tid), ...task });
  }

  /** What `ps` says besides: where a task is, and what it waits in where no stack tells. */
  row({ heading, waitsIn }: Row): void {
    const { tid = 0 } = heading;
    if (tid === 0) return;
    const known = this.#found.get(tid);
    const stack = known?.stack ?? (waitsIn === null ? undefined : [waitsIn]);
    this.#found.set(tid, { ...heading, ...known, ...(stack !== undefined && { stack }) });
  }

  try({ tid, comm, spec }: Tried): void {
    if (tid === 0) return;
    const before = this.#found.get(tid);
    if (before?.comm === undefined || before.comm === comm)
      this.#found.set(tid, withTried({ ...before, tid, comm }, spec));
  }

  tasks(known: readonly WideTaskSpec[]): Named {
    const alive = [...this.#found].filter(([, { isDead }]) => isDead !== true);
    // A thread id alone is no task that anything could be said of.
    const isTold = ([, task]: readonly [number, Found]): boolean => Object.keys(task).some((key) => key !== 'tid');
    const told = alive.filter(isTold);
    const all = told.map(([tid, task]) => whole(task, tid));
    let free = freeTid([...known, ...all.map(({ task }) => task)]);
    for (const found of this.#nameless.filter(({ isDead }) => isDead !== true)) {
      const named = whole(found, free);
      all.push(named);
      free = freeTid([named.task]);
    }
    const tasks = grouped(all.map(({ task }) => task));
    return {
      tasks,
      sleepers: sleepersOf(tasks, known),
      byName: all.filter(({ isByName, task }) => isByName && task.tid !== KTHREADD).map(({ task }) => task.comm),
      untold: alive.filter((each) => !isTold(each)).map(([tid]) => tid),
      dead: this.#found.size - alive.length,
    };
  }

  passed({ tasks, sleepers, byName, untold, dead }: Named, sides: ReadonlySet<number>): readonly string[] {
    const says = (count: number, sentence: string): readonly string[] => (count === 0 ? [] : [sentence]);
    const patchStates = sides.size;
    const names = [...new Set(byName)];
    const bare = untold.filter((tid) => !sides.has(tid)).map(String);
    const named = someOf(names, MOST_NAMED);
    return [
      ...asideWords(this.#aside),
      ...says(
        this.#guesses,
        `${plural(this.#guesses, 'entry', 'entries')} with “?” ${this.#guesses === 1 ? 'is an old value on a stack, not a frame' : 'are old values on a stack, not frames'}.`,
      ),
      ...says(
        this.#interrupts,
        `${plural(this.#interrupts, 'frame')} of an interrupt ${this.#interrupts === 1 ? 'is' : 'are'} left out.`,
      ),
      ...says(
        this.#unreliable,
        `${plural(this.#unreliable, 'frame')} marked (unreliable) ${this.#unreliable === 1 ? 'is' : 'are'} left out: on ppc64 the newest frame holds no sure address, and livepatching skips it.`,
      ),
      ...says(this.#idle, 'Idle tasks are skipped: every CPU has one of its own.'),
      ...says(
        names.length,
        `Taken to be ${names.length === 1 ? 'a thread' : 'threads'} of the kernel by name: ${named}.`,
      ),
      ...sleepWords(sleepers),
      ...says(
        bare.length,
        `Of ${someOf(bare, MOST_NAMED)} the text shows no more than the thread id${bare.length === 1 ? '' : 's'}: left out.`,
      ),
      ...says(dead, `${plural(dead, 'dead task')} ${dead === 1 ? 'is' : 'are'} skipped.`),
      ...says(
        patchStates,
        `The patch_state of ${plural(patchStates, 'task')} is left out: a machine begins before its first livepatch.${tasks.length > 0 ? '' : ' Where a task is stands in its /proc/PID/stack.'}`,
      ),
    ];
  }
}

interface Named {
  readonly tasks: readonly WideTaskSpec[];
  /** Those that are asleep, and nothing tells in which sleep. */
  readonly sleepers: readonly WideTaskSpec[];
  /** Those whose kind nothing tells but their names. */
  readonly byName: readonly string[];
  /** Thread ids, with nothing that a text says of them. */
  readonly untold: readonly number[];
  readonly dead: number;
}

/** A task that is there already stays in the sleep that it is in; one that ran then is asleep now, and who knows how. */
function sleepersOf(tasks: readonly WideTaskSpec[], known: readonly WideTaskSpec[]): readonly WideTaskSpec[] {
  const keyOf = ({ tid, count = 1 }: WideTaskSpec): string => `${tid} ${count}`;
  const settled = new Set(known.filter((task) => !isCurrent(task)).map(keyOf));
  return tasks.filter((task) => task.where === undefined && !settled.has(keyOf(task)));
}

/** It decides whether a signal wakes them. */
function sleepWords(sleepers: readonly WideTaskSpec[]): readonly string[] {
  if (sleepers.length === 0) return [];
  const isOne = sleepers.length === 1 && (sleepers[0]?.count ?? 1) === 1;
  const named = someOf([...new Set(sleepers.map(({ comm }) => comm))], MOST_NAMED);
  return [
    `The text does not say in which sleep ${isOne ? 'this task is' : 'these tasks are'}; taken to be interruptible: ${named}.`,
  ];
}

/** On the CPU of the heading only when something says that it ran there. */
function placed({ cpu, ...heading }: Heading, stoppedIn: 'kernel' | 'user' | undefined): Found {
  const where = stoppedIn ?? heading.where;
  return { ...heading, ...(where && { where }), ...(isCurrent({ where }) && cpu !== undefined && { cpu }) };
}

/** With what was not said of it: its name, and what only its name tells. */
function whole(
  { isDead: _, ...found }: Found,
  free: number,
): { readonly task: WideTaskSpec; readonly isByName: boolean } {
  const { tid = free, comm = NAMELESS, ...rest } = found;
  const isUserWorker = isNameOfUserWorker(comm) && rest.kind === undefined;
  const isByName = rest.kind === undefined && rest.userWorker === undefined && isNameOfKthread(comm);
  return {
    task: {
      tid,
      comm,
      ...rest,
      ...(isByName && { kind: 'kthread' }),
      ...(isUserWorker && { userWorker: true }),
    },
    isByName,
  };
}

/** What was said last of a task that is tried again and again. */
function withTried({ where, ...task }: Found, spec: Tried['spec']): Found {
  const asleep = where === 'kernel' || where === undefined ? {} : { where };
  if (spec.where !== undefined) return { ...task, ...spec };
  return task.stack === undefined
    ? { ...task, ...asleep, ...spec }
    : { ...task, ...asleep, ...spec, stack: task.stack };
}

/** @param known the tasks that there are already. */
export function readPasted(text: string, { readModules, readStack }: Readers, known: readonly WideTaskSpec[]): Pasted {
  const { code, blocks, tried, rows, modules: listed, livepatches, aside, patchStates } = parted(text);
  const list = withLivepatches(
    listed,
    aside.map((each) => logLine(each.text).words),
    livepatches,
  );
  const reading = new Reading(aside);
  for (const block of blocks) reading.block(block, readStack);
  for (const row of rows) reading.row(row);
  for (const each of tried) reading.try(each);
  const named = reading.tasks(known);
  const modules = code.trim() === '' ? null : readModules(code);
  const shown = livepatches.patches.filter(({ name }) => modules?.patches.every((each) => each.name !== name) ?? true);
  return {
    // What a source says of one is more than sysfs shows of it.
    patches: [...shown, ...(modules?.patches ?? [])],
    targets: [...(modules?.targets ?? []), ...listedModules(list)],
    guesses: modules?.guesses ?? [],
    tasks: named.tasks,
    problems: [...reading.problems, ...(modules?.problems ?? [])].toSorted((a, b) => a.line - b.line),
    passed: [
      ...reading.passed(named, patchStates),
      ...passedLivepatches({ ...livepatches, patches: shown }),
      ...passedModules(list),
    ],
  };
}
