/** A text of modules in C, and of tasks as a kernel prints them, in any order. Pure. */
import type { TargetSpec, WidePatchSpec, WideTaskSpec } from '../kernel/world';
import { plural } from '../words/plural';
import { type Block, isExpected, isLogLine, isOfWorkqueue, parted, type Tried } from './blocks';
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
  readonly targets: readonly TargetSpec[];
  readonly guesses: readonly GuessedName[];
  readonly problems: readonly NotUnderstood[];
}

/** `readStack()`. */
export type StackReader = (text: string) => {
  readonly stack: readonly string[];
  readonly task: Pick<WideTaskSpec, 'comm' | 'tid' | 'where'> | null;
  readonly problems: readonly NotUnderstood[];
};

/** What reads such texts: `src/source`, which is fetched when it is wanted. */
export interface Readers {
  readonly readModules: (text: string, file?: string) => Modules;
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

interface Shown {
  readonly task: WideTaskSpec;
  /** It says no thread id. */
  readonly isNameless: boolean;
}

class Reading {
  readonly problems: NotUnderstood[] = [];
  readonly #shown: Shown[] = [];
  #guesses = 0;
  #idle = 0;
  #aside: number;

  constructor(aside: number) {
    this.#aside = aside;
  }

  block({ first, lines, heading }: Block, readStack: StackReader): void {
    const { stack, problems } = readStack(lines.join('\n'));
    for (const problem of problems) {
      const line = lines[problem.line - 1] ?? '';
      if (problem.what.startsWith('? ')) this.#guesses += 1;
      else if (heading === null && !isLogLine(line)) this.problems.push({ ...problem, line: problem.line + first });
      else if (problem.what.startsWith('“')) this.#aside += isExpected(line) ? 0 : 1;
      else this.problems.push({ ...problem, line: problem.line + first });
    }
    // A line that has a frame in it, and is none.
    if (heading === null && stack.length === 0) return;
    if (heading?.tid === 0) {
      this.#idle += 1;
      return;
    }
    const isKthread = stack.includes('kthread') || lines.some(isOfWorkqueue);
    this.#shown.push({
      task: {
        tid: 0,
        comm: 'task',
        ...heading,
        ...(isKthread && { kind: 'kthread' }),
        ...(stack.length > 0 && { stack }),
      },
      isNameless: heading?.tid === undefined,
    });
  }

  tasks(tried: readonly Tried[], known: readonly WideTaskSpec[]): readonly WideTaskSpec[] {
    const found = new Map<number, WideTaskSpec>();
    const nameless: WideTaskSpec[] = [];
    for (const { task, isNameless } of this.#shown) {
      if (isNameless) nameless.push(task);
      // What is printed again is as it was then.
      else found.set(task.tid, { ...found.get(task.tid), ...task });
    }
    for (const { tid, comm, spec } of tried) {
      if (tid === 0) continue;
      const before = found.get(tid);
      if (before === undefined || before.comm === comm) found.set(tid, withTried({ tid, comm, ...before }, spec));
    }
    const all = [...found.values()];
    let free = freeTid([...known, ...all]);
    for (const task of nameless) {
      all.push({ ...task, tid: free });
      free = freeTid([{ ...task, tid: free }]);
    }
    return grouped(all);
  }

  passed(): readonly string[] {
    const says = (count: number, sentence: string): readonly string[] => (count === 0 ? [] : [sentence]);
    return [
      ...says(
        this.#aside,
        this.#aside === 1 ? 'One line is not about a task.' : `${plural(this.#aside, 'line')} are not about a task.`,
      ),
      ...says(
        this.#guesses,
        `${plural(this.#guesses, 'entry', 'entries')} with “?” ${this.#guesses === 1 ? 'is an old value on a stack, not a frame' : 'are old values on a stack, not frames'}.`,
      ),
      ...says(this.#idle, 'The idle tasks are there without being named.'),
    ];
  }
}

/** What was said last of a task that is tried again and again. */
function withTried({ where, ...task }: WideTaskSpec, spec: Tried['spec']): WideTaskSpec {
  const asleep = where === 'kernel' || where === undefined ? {} : { where };
  if (spec.where !== undefined) return { ...task, ...spec };
  return task.stack === undefined
    ? { ...task, ...asleep, ...spec }
    : { ...task, ...asleep, ...spec, stack: task.stack };
}

/** @param known the tasks that there are already. */
export function readPasted(text: string, { readModules, readStack }: Readers, known: readonly WideTaskSpec[]): Pasted {
  const { code, blocks, tried, aside } = parted(text);
  const reading = new Reading(aside);
  for (const block of blocks) reading.block(block, readStack);
  const modules = code.trim() === '' ? null : readModules(code);
  return {
    patches: modules?.patches ?? [],
    targets: modules?.targets ?? [],
    guesses: modules?.guesses ?? [],
    tasks: reading.tasks(tried, known),
    problems: [...reading.problems, ...(modules?.problems ?? [])].toSorted((a, b) => a.line - b.line),
    passed: reading.passed(),
  };
}
