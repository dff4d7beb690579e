/** Texts and files of the reader's, each read as what it is. */
import type { KlpFile } from '../file/file';
import { problemText, readKlpFile } from '../file/read';
import type { WideTaskSpec } from '../kernel/world';
import { counted } from '../phrases/plural';
import { cleaned } from './cleaned';
import type { Addition } from './grow';
import { type Given, type Kind, kindOf, READ, strange, UNDERSTOOD } from './kind';
import { type NotUnderstood, type Readers, readPasted } from './pasted';
import { readers } from './readers';
import { unwrapped } from './written';

export interface Understood extends Addition {
  /** The machine that the rest is added to; `null`: the one there is. */
  readonly file: KlpFile | null;
  /** What was passed over and needs no mending. */
  readonly passed: readonly string[];
  /** What of it was not understood, a sentence each. */
  readonly lines: readonly string[];
  /** What gave nothing at all, and why. */
  readonly refused: readonly string[];
}

/** A longer text is not read: a log of every task of a large machine is shorter. Scenarios have a limit of their own. */
const MOST_CHARACTERS = 4_000_000;

/** Whatever it is, it is too long for a browser to look at. */
const tooLong = (name = 'The text'): string =>
  `${name} is longer than ${counted(MOST_CHARACTERS)} characters, and is not read: give the part of it that matters.`;

const sentence = ({ line, what, instead }: NotUnderstood, name: string | undefined): string =>
  name === undefined ? `Line ${line}: ${what}; ${instead}.` : `${name}, line ${line}: ${what}; ${instead}.`;

const NOTHING: Understood = {
  file: null,
  patches: [],
  targets: [],
  tasks: [],
  guesses: [],
  passed: [],
  lines: [],
  refused: [],
};

export const isNothing = ({ file, patches, targets, tasks }: Understood): boolean =>
  file === null && patches.length + targets.length + tasks.length === 0;

/** What there is none of, where it is not modules in C. */
const NO_SUCH: Readonly<Partial<Record<Kind, string>>> = {
  tasks: 'There is no frame in it.',
  modules: 'There is no module in it that is loaded when a machine begins.',
  livepatches:
    'It names no function that a livepatch changes: “find /sys/kernel/livepatch” does, and the source in C says more.',
};

/** @param by what reads C and stacks; without it only scenarios are read. */
function one(given: Given, by: Readers | null, known: readonly WideTaskSpec[], many: boolean): Understood {
  const { text, name } = given;
  const called = many ? name : undefined;
  const kind = kindOf(given);
  const odd = strange(given);
  if (odd !== null) return { ...NOTHING, refused: [odd] };
  if (kind === 'scenario') {
    const read = readKlpFile(text);
    if ('file' in read) return { ...NOTHING, file: read.file };
    const problems = read.problems.map(problemText);
    return { ...NOTHING, refused: called === undefined ? problems : problems.map((each) => `${called}: ${each}`) };
  }
  if (text.length > MOST_CHARACTERS) return { ...NOTHING, refused: [tooLong(name)] };
  if (by === null) return NOTHING;
  const isFileOfC = kind === 'C' && /\.c$/i.test(name ?? '');
  const { problems, passed, ...read } = isFileOfC
    ? { ...by.readModules(text, name, given.isPart), tasks: [], passed: [] }
    : readPasted(text, by, known);
  const besides = called === undefined ? passed : passed.map((each) => `${called}: ${each}`);
  const lines = problems.map((problem) => sentence(problem, called));
  const isEmpty = read.patches.length + read.targets.length + read.tasks.length === 0;
  if (!isEmpty) return { ...NOTHING, ...read, passed: besides, lines };
  const what = NO_SUCH[kind] ?? 'There is no livepatch in it, and no other module.';
  const isSaid = kind !== 'tasks' && lines.length > 0;
  return { ...NOTHING, refused: isSaid ? lines : [what, ...lines, ...besides] };
}

/** `#include "x.c"`, as one of the kernel's test modules is another one under its own name. */
const INCLUDE = /^[ \t]*#[ \t]*include[ \t]*"(?:[^"\n]*\/)?([^"/\n]+\.c)"[^\n]*$/gm;

/** With the text of a file in its place, once, where that was given too. */
function withIncluded(given: Given, all: readonly Given[]): Given {
  if (kindOf(given) !== 'C') return given;
  const others = new Map(
    all.filter((each) => each !== given).map(({ name = '', text }) => [name.replace(/^.*\//, ''), text]),
  );
  const text = given.text.replace(INCLUDE, (line: string, file: string) => {
    const included = others.get(file);
    if (included === undefined) return line;
    others.set(file, '');
    return included;
  });
  return { ...given, text };
}

/** In the order in which they were given; of two scenarios the first is the one. */
export const read = (all: readonly Given[], by: Readers | null, known: readonly WideTaskSpec[]): Understood =>
  readCleaned(all.map(cleaned), by, known);

function readCleaned(all: readonly Given[], by: Readers | null, known: readonly WideTaskSpec[]): Understood {
  let sum = NOTHING;
  let from: string | undefined;
  const texts = all.flatMap(unwrapped);
  for (const given of texts.map((each) => withIncluded(each, texts))) {
    const next = one(given, by, [...known, ...sum.tasks], texts.length > 1);
    const isSecond = next.file !== null && sum.file !== null;
    if (sum.file === null) from = given.name;
    sum = {
      file: sum.file ?? next.file,
      patches: [...sum.patches, ...next.patches],
      targets: [...sum.targets, ...next.targets],
      tasks: [...sum.tasks, ...next.tasks],
      guesses: [...sum.guesses, ...next.guesses],
      passed: [...sum.passed, ...next.passed],
      lines: [...sum.lines, ...next.lines],
      refused: [
        ...sum.refused,
        ...next.refused,
        ...(isSecond
          ? [`${given.name ?? 'The second one'} was not opened: only one scenario can be, and that is ${from}.`]
          : []),
      ],
    };
  }
  return texts.some((given) => strange(given) !== null) ? { ...sum, refused: [...sum.refused, UNDERSTOOD] } : sum;
}

/** The same, with what reads C and stacks fetched where it is needed. @throws (rejects) when it cannot be fetched. */
export async function understood(all: readonly Given[], known: readonly WideTaskSpec[]): Promise<Understood> {
  const texts = all.map(cleaned);
  const needed = texts.some((given) => [...READ, 'diff'].includes(kindOf(given)));
  return readCleaned(texts, needed ? await readers() : null, known);
}
