/** Several files in one text: where one ends and the next begins. */
import { isBlank, type Token, tokens } from './tokens';

export interface File {
  readonly name: string | null;
  readonly text: string;
  /** Lines before it. */
  readonly above: number;
}

interface Open {
  readonly name: string | null;
  /** The index of its first token. */
  readonly from: number;
  readonly above: number;
}

/** A comment that says the name of a module: `// livepatch-sample.c`, `/* KBUILD_MODNAME: livepatch_sample`. */
const NAMED = /^\/[*/][\s*]*(?:KBUILD_MODNAME[\s:="]*([\w-]+)|([\w-]+)\.c\b)/;

/** What a module says of itself; those of the first kind it says once (`include/linux/module.h`). */
const ONCE = /^(?:module_init|module_exit|MODULE_LICENSE)$/;
const OFTEN = /^(?:MODULE_(?:AUTHOR|DESCRIPTION|INFO|VERSION|ALIAS|IMPORT_NS|SOFTDEP|DEVICE_TABLE)|module_\w+_driver)$/;

const textOf = (list: readonly Token[]): string => list.map(({ text }) => text).join('');
const linesIn = (list: readonly Token[]): number => textOf(list).split('\n').length - 1;

/** Tokens of a call that says something of a module. */
const LONGEST_CALL = 300;

/** The index after `name(…);`, whose name stands at `at`; `null`: it is no call. */
function afterCall(list: readonly Token[], at: number): number | null {
  const next = (from: number): number => {
    let index = from;
    while (list[index] !== undefined && isBlank(list[index] as Token)) index += 1;
    return index;
  };
  let end = next(at + 1);
  if (list[end]?.text !== '(') return null;
  const last = Math.min(list.length, end + LONGEST_CALL);
  for (let depth = 0; ; end += 1) {
    if (end >= last) return null;
    const { kind, text } = list[end] as Token;
    if (kind !== 'other') continue;
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    if (depth === 0) break;
  }
  const semicolon = next(end + 1);
  return list[semicolon]?.text === ';' ? semicolon + 1 : end + 1;
}

class Parting {
  readonly #list: readonly Token[];
  readonly #files: Open[] = [{ name: null, from: 0, above: 0 }];
  /** What the file has said once. */
  #said = new Set<string>();
  /** The same, of what it says now with no code in between. */
  #saidNow = new Set<string>();
  /** The index after the last thing that it said of itself. */
  #end = 0;
  /** The same, before the code that stands above what it says now. */
  #endBefore = 0;
  /** There is code, or an `#include`, after `#end`. */
  #isApart = false;
  #hasCode = false;
  /** Branches of `#if` that are open: one of them may say again what another says. */
  #branches = 0;

  constructor(list: readonly Token[]) {
    this.#list = list;
  }

  #begin(name: string | null, from: number): void {
    const last = this.#last();
    this.#files.push({ name, from, above: last.above + linesIn(this.#list.slice(last.from, from)) });
    this.#said = this.#saidNow;
  }

  #last(): Open {
    return this.#files.at(-1) as Open;
  }

  #comment(text: string, at: number): void {
    const [, modname, file] = NAMED.exec(text) ?? [];
    const name = modname ?? file;
    if (name === undefined) return;
    if (this.#hasCode) {
      this.#saidNow = new Set();
      this.#begin(name, at);
      this.#hasCode = false;
    } else if (this.#last().name === null) this.#files.splice(-1, 1, { ...this.#last(), name });
  }

  /** What a module says once is said again: the next one began after what the one before says of itself. */
  #word(text: string, at: number): void {
    const isOnce = ONCE.test(text);
    if (this.#branches > 0 || !(isOnce || OFTEN.test(text))) return;
    const end = afterCall(this.#list, at);
    if (end === null) return;
    if (this.#isApart) {
      this.#endBefore = this.#end;
      this.#saidNow = new Set();
      this.#isApart = false;
    }
    if (isOnce && this.#said.has(text) && this.#endBefore > this.#last().from) this.#begin(null, this.#endBefore);
    if (isOnce) {
      this.#said.add(text);
      this.#saidNow.add(text);
    }
    this.#end = end;
  }

  /** The index of the last token of `#…`. */
  #directive(at: number): number {
    let end = at;
    while (end + 1 < this.#list.length && this.#list[end + 1]?.kind !== 'newline') end += 1;
    const word = this.#list.slice(at + 1, end + 1).find((token) => !isBlank(token))?.text;
    if (/^if(?:n?def)?$/.test(word ?? '')) this.#branches += 1;
    else if (word === 'include') this.#isApart = true;
    else if (word === 'endif') this.#branches = Math.max(0, this.#branches - 1);
    return end;
  }

  files(): readonly File[] {
    let isFresh = true;
    for (let at = 0; at < this.#list.length; at += 1) {
      const { kind, text } = this.#list[at] as Token;
      if (kind === 'comment') this.#comment(text, at);
      else if (isFresh && text === '#') at = this.#directive(at);
      else if (kind === 'word') this.#word(text, at);
      if (text === '{') {
        this.#hasCode = true;
        this.#isApart = true;
      }
      if (kind === 'newline') isFresh = true;
      else if (kind !== 'space' && kind !== 'comment') isFresh = false;
    }
    return this.#files.map(({ name, from, above }, index) => {
      return { name, text: textOf(this.#list.slice(from, this.#files[index + 1]?.from)), above };
    });
  }
}

/** A file begins with a comment that says its name, or where a module says again what a module says once. */
export const filesIn = (text: string): readonly File[] => new Parting(tokens(text)).files();
