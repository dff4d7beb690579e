/** The first pass over C: comments, `#define`, `#if`. What comes out has its lines where the text had them. */
import { Macros } from './macros';
import { isBlank, lineEnds, type Token, tokens } from './tokens';

/** Something in a text that was not understood. */
export interface SourceProblem {
  /** Counted from 1. */
  readonly line: number;
  /** What it is. */
  readonly what: string;
  /** What was done instead. */
  readonly instead: string;
}

export interface Preprocessed {
  readonly text: string;
  readonly macros: Macros;
  readonly problems: readonly SourceProblem[];
  /** The text is cut in the middle of a comment. */
  readonly isCut: boolean;
}

/** The number that an expression after `#if` has; `null` when it cannot be told. */
export type Condition = (expression: string) => number | null;

interface Branch {
  /** Nothing around it is left out. */
  readonly outer: boolean;
  /** A branch of it has been taken. */
  taken: boolean;
  active: boolean;
  readonly line: number;
}

/** What an x86-64 kernel has not. */
const OTHER_MACHINES = /^CONFIG_(?:ARM64|ARM|PPC|PPC64|PPC_\w+|S390|X86_32|RISCV|LOONGARCH|MIPS|SPARC\w*|32BIT)$/;

const space: Token = { kind: 'space', text: ' ' };

/** Where the line that begins at `at` ends: its newline, or the end of the text. */
function endOfLine(list: readonly Token[], at: number): number {
  let end = at;
  while (end < list.length && list[end]?.kind !== 'newline') end += 1;
  return end;
}

export function preprocess(text: string, condition: Condition): Preprocessed {
  const list = tokens(text);
  const macros = new Macros();
  const problems: SourceProblem[] = [];
  const branches: Branch[] = [];
  const out: string[] = [];
  let line = 1;
  let fresh = true;

  const isActive = (): boolean => branches.at(-1)?.active ?? true;
  const put = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      const ends = list[index] === undefined ? 0 : lineEnds(list[index] ?? space);
      out.push('\n'.repeat(ends));
      line += ends;
    }
  };

  /** What is not in the text and not said by the machine: options of another kernel may be set. */
  const doubtOption = (name: string): void => {
    if (!name.startsWith('CONFIG_') || macros.has(name) || OTHER_MACHINES.test(name)) return;
    const what = `whether the kernel has ${name}`;
    if (!problems.some((problem) => problem.line === line && problem.what === what))
      problems.push({ line, what, instead: 'taken not to have it' });
  };

  const holds = (rest: readonly Token[]): boolean => {
    for (const { kind, text: name } of rest) if (kind === 'word') doubtOption(name);
    const value = condition(textOf(macros.expand(withDefined(rest, macros))));
    if (value !== null) return value !== 0;
    problems.push({ line, what: `#if ${textOf(rest).trim()}`, instead: 'taken not to hold' });
    return false;
  };

  const startBranch = (active: boolean): void => {
    const outer = isActive();
    branches.push({ outer, taken: outer && active, active: outer && active, line });
  };

  const nextBranch = (word: string, rest: readonly Token[]): void => {
    const branch = branches.at(-1);
    if (branch === undefined) {
      problems.push({ line, what: `#${word} without #if`, instead: 'left out' });
      return;
    }
    const may = branch.outer && !branch.taken;
    branch.active = may && (word === 'else' || holds(rest));
    branch.taken ||= branch.active;
  };

  const directive = (word: string, rest: readonly Token[]): void => {
    const [name] = rest.filter((token) => !isBlank(token));
    if (word === 'if') startBranch(isActive() && holds(rest));
    else if (word === 'ifdef' || word === 'ifndef') {
      const wanted = name?.text ?? '';
      if (isActive()) doubtOption(wanted);
      startBranch(macros.has(wanted) === (word === 'ifdef'));
    } else if (word === 'elif' || word === 'else') nextBranch(word, rest);
    else if (word === 'endif') branches.pop();
    else if (!isActive()) return;
    else if (word === 'define' && !macros.define(rest)) {
      problems.push({ line, what: `#define ${textOf(rest).trim().slice(0, 40)}`, instead: 'left out' });
    } else if (word === 'include' && name?.kind === 'string' && /\.c"$/.test(name.text)) {
      problems.push({
        line,
        what: `#include ${name.text}`,
        instead: `left out: drop ${name.text.slice(1, -1).replace(/^.*\//, '')} together with this, or put its text in that place`,
      });
    } else if (word === 'undef') macros.undefine(name?.text ?? '');
    else if (word === 'error') problems.push({ line, what: `#error ${textOf(rest).trim()}`, instead: 'read on' });
  };

  for (let at = 0; at < list.length; at += 1) {
    const token = list[at];
    if (token === undefined) break;
    if (fresh && token.text === '#') {
      const end = endOfLine(list, at);
      const words = list.slice(at + 1, end);
      const first = words.findIndex((each) => !isBlank(each));
      directive(words[first]?.text ?? '', words.slice(first + 1));
      put(at, end);
      at = end - 1;
    } else if (isBlank(token)) {
      const ends = lineEnds(token);
      out.push(ends === 0 ? ' ' : '\n'.repeat(ends));
      line += ends;
      if (token.kind === 'newline') fresh = true;
    } else if (isActive()) {
      fresh = false;
      const used = token.kind === 'word' ? macros.use(list, at) : null;
      if (used === null) out.push(token.text);
      else {
        out.push(` ${textOf(used.tokens)} `);
        put(at, used.end + 1);
        at = used.end;
      }
    } else fresh = false;
  }

  const last = list.at(-1) ?? space;
  const isCut = isOpen(last);
  if (isCut) {
    const opened = line - lineEnds(last);
    const what = `the comment that is opened in line ${opened} has no */, and the text ends in it`;
    problems.push({ line: opened, what, instead: 'read as far as there' });
  }
  for (const branch of branches) {
    problems.push({ line: branch.line, what: '#if without #endif', instead: 'read to the end' });
  }
  if (macros.exhausted) {
    problems.push({ line: 1, what: 'macros that grow without end', instead: 'left as they stand' });
  }
  return { text: out.join(''), macros, problems, isCut };
}

/** A comment without an end. */
const isOpen = ({ kind, text }: Token): boolean =>
  kind === 'comment' && text.startsWith('/*') && (text.length < 4 || !text.endsWith('*/'));

const textOf = (list: readonly Token[]): string => list.map(({ text }) => text).join('');

/** `defined NAME` and `defined(NAME)` as numbers. */
function withDefined(list: readonly Token[], macros: Macros): readonly Token[] {
  const out: Token[] = [];
  const words = list.filter((token) => !isBlank(token));
  for (let at = 0; at < words.length; at += 1) {
    const token = words[at];
    if (token === undefined) break;
    if (token.text !== 'defined') {
      out.push(token, space);
      continue;
    }
    const parenthesised = words[at + 1]?.text === '(';
    const name = words[at + (parenthesised ? 2 : 1)]?.text ?? '';
    out.push({ kind: 'number', text: macros.has(name) ? '1' : '0' }, space);
    at += parenthesised ? 3 : 1;
  }
  return out;
}
