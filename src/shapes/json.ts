/**
 * JSON as people write it by hand: where it stops being JSON, what is wrong there and what would do, in the same words in every
 * browser; and names that stand twice in an object, of which the language keeps only the last.
 *
 * By hand, for jsonc-parser (3.3) says of an error no more than its kind and where its piece begins: not which bracket is open
 * and since which line, nor where inside a text the mark is, so most of this would stand here all the same. And it calls itself
 * for each bracket, until there is no more room.
 */
import type { Problem } from '../kernel/worldProblems';

export type Json = { readonly json: unknown } | { readonly problems: readonly Problem[] };

/** More are not named: whoever has mended so many reads the file again. */
const MOST_TWICE = 20;
/** Brackets inside brackets: a file that goes so deep is none of ours. */
const DEEPEST = 1000;

const SPACE = /[ \t\r\n]*/y;
/** A text without the quotes around it: no quotes, backslashes and marks below the space stand in it by themselves. */
const PLAIN = String.raw`[ !#-\[\]-\uffff]*`;
const LETTERS = String.raw`${PLAIN}(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})${PLAIN})*`;
const STRING = new RegExp(`"${LETTERS}"`, 'y');
const BEGUN = new RegExp(`"${LETTERS}`, 'y');
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+])/y;
const WORD = /(?:true|false|null)(?!\w)/y;
/** What is written instead, as one piece. */
const OTHER = /[+-]?[\w.$+-]+|[\s\S]/uy;

interface Open {
  readonly kind: '{' | '[';
  readonly from: number;
  /** The lines where its names stand. */
  names: Map<string, number> | null;
  /** The name, or the place, of what is read now. */
  at: string | number;
}

/** Somewhere in a text it is no JSON. */
class Wrong extends Error {
  readonly from: number;
  constructor(from: number, says: string) {
    super(says);
    this.from = from;
  }
}

const lettersOf = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** A word that other languages, and other forms of JSON, have. */
const WORDS: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  nil: 'null',
  NULL: 'null',
  undefined: 'null, or leave the field out',
};

class Reader {
  readonly twice: Problem[] = [];
  readonly #text: string;
  readonly #open: Open[] = [];
  #from = 0;
  /** Lines are counted once, from the one to the next. */
  #line = 0;
  /** Where that line ends. */
  #end = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** @throws Wrong */
  read(): void {
    do {
      this.#value();
      while (this.#open.length > 0 && this.#goesOn());
    } while (this.#open.length > 0);
    this.#spaces();
    if (this.#from < this.#text.length)
      throw new Wrong(this.#from, `the value is complete before “${lettersOf(this.#found())}”: one file is one value`);
  }

  /** A value that has nothing in it, or the beginning of one that has: then the next value is inside it. */
  #value(): void {
    for (;;) {
      this.#spaces();
      const next = this.#text[this.#from];
      if (next !== '{' && next !== '[') break;
      this.#open.push({ kind: next, from: this.#from, names: null, at: 0 });
      if (this.#open.length > DEEPEST)
        throw new Wrong(this.#from, `more than ${DEEPEST} objects and lists inside each other, which nothing here has`);
      this.#from += 1;
      this.#spaces();
      if (this.#text[this.#from] === (next === '{' ? '}' : ']')) {
        this.#from += 1;
        this.#open.pop();
        return;
      }
      if (next === '{') this.#name();
    }
    if (this.#take(STRING) === null && this.#take(NUMBER) === null && this.#take(WORD) === null) this.#noValue();
  }

  /** Behind a value: whether all around it is complete, or there is another one. @returns true at an end */
  #goesOn(): boolean {
    const around = this.#open.at(-1);
    if (around === undefined) return false;
    const { kind } = around;
    const [end, what] = kind === '{' ? ['}', 'object'] : [']', 'list'];
    this.#spaces();
    const next = this.#text[this.#from];
    if (next === end) {
      this.#from += 1;
      this.#open.pop();
      return true;
    }
    if (next !== ',') {
      this.#ended();
      this.#comment();
      throw new Wrong(
        this.#from,
        `a comma, or the ${end} of the ${what}, is missing before “${lettersOf(this.#found())}”`,
      );
    }
    const comma = this.#from;
    this.#from += 1;
    this.#spaces();
    if (this.#text[this.#from] === end) throw new Wrong(comma, `the comma before ${end} is one too many`);
    if (kind === '{') this.#name();
    else around.at = Number(around.at) + 1;
    return false;
  }

  #name(): void {
    const around = this.#open.at(-1);
    this.#spaces();
    const { quoted, from } = { quoted: this.#take(STRING), from: this.#from };
    if (quoted === null) this.#noName();
    const name = String(JSON.parse(quoted ?? '""'));
    const line = this.#lineOf(from);
    if (around !== undefined) {
      around.names ??= new Map();
      const before = around.names.get(name);
      if (before !== undefined && this.twice.length < MOST_TWICE) this.#isTwice(name, before, line);
      around.names.set(name, line);
      around.at = name;
    }
    this.#spaces();
    if (this.#text[this.#from] !== ':') {
      this.#ended();
      throw new Wrong(this.#from, `a colon is missing after “${lettersOf(name)}”`);
    }
    this.#from += 1;
  }

  #isTwice(name: string, before: number, line: number): void {
    const where = before === line ? `in line ${line}` : `in line ${before} and in line ${line}`;
    const says = `“${lettersOf(name)}” stands twice, ${where}, and only the last would count: keep one`;
    this.twice.push({ at: this.#place(), says });
  }

  #noName(): void {
    this.#ended();
    this.#comment();
    const found = this.#found();
    if (found === '"') this.#noString();
    if (found === ',') throw new Wrong(this.#from, 'a comma without a field before it');
    const inside = /^[\w$]/.test(found) ? `: write "${lettersOf(found)}"` : '';
    throw new Wrong(this.#from, `the name of a field is missing: it stands in double quotes${inside}`);
  }

  #noValue(): void {
    this.#ended();
    this.#comment();
    const found = this.#found();
    if (found === '"') this.#noString();
    const shown = `“${lettersOf(found)}”`;
    const instead = Object.hasOwn(WORDS, found) ? WORDS[found] : undefined;
    if (instead !== undefined) throw new Wrong(this.#from, `${shown} is no word of JSON: write ${instead}`);
    if (/^[+-]?[\d.]/.test(found) || /^[+-]?(?:NaN|Infinity)$/.test(found))
      throw new Wrong(this.#from, `${shown} is no number of JSON: write it with decimal digits, as 16 or 0.5`);
    if (/^[,}\]:]$/.test(found)) throw new Wrong(this.#from, `a value is missing before “${found}”`);
    throw new Wrong(this.#from, `${shown} is no value of JSON: a text stands in double quotes`);
  }

  /** A text that begins and does not end as it should. */
  #noString(): never {
    BEGUN.lastIndex = this.#from;
    const begun = BEGUN.exec(this.#text)?.[0] ?? '"';
    const from = this.#from + begun.length;
    const next = this.#text[from];
    const shown = `the text ${lettersOf(begun)}`;
    if (next === undefined) throw new Wrong(this.#from, `${shown} has no end: the file is not complete`);
    if (next === '\\')
      throw new Wrong(from, `“${this.#text.slice(from, from + 2)}” in a text: write \\\\ for one backslash`);
    const mark =
      next === '\n' || next === '\r'
        ? 'the end of a line: write \\n, and close its quotes'
        : `a mark of its own (${JSON.stringify(next)}): write it like that`;
    throw new Wrong(from, `${shown} has in it ${mark}`);
  }

  #comment(): void {
    if (/^(?:\/[/*]|#)/.test(this.#text.slice(this.#from, this.#from + 2)))
      throw new Wrong(this.#from, 'a comment, of which JSON has none: take it out');
  }

  #ended(): void {
    if (this.#from < this.#text.length) return;
    const around = this.#open.at(-1);
    if (around === undefined) throw new Wrong(this.#from, 'there is no value');
    const [end, what] = around.kind === '{' ? ['}', '{'] : [']', '['];
    throw new Wrong(
      this.#from,
      `the text ends here, and the ${what} of line ${lineAndColumn(this.#text, around.from)[0]} has no ${end} yet: the end of the file is missing`,
    );
  }

  #found(): string {
    OTHER.lastIndex = this.#from;
    return OTHER.exec(this.#text)?.[0] ?? '';
  }

  #spaces(): void {
    SPACE.lastIndex = this.#from;
    SPACE.exec(this.#text);
    this.#from = SPACE.lastIndex;
  }

  #take(piece: RegExp): string | null {
    piece.lastIndex = this.#from;
    const found = piece.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#from += found.length;
    return found;
  }

  #lineOf(from: number): number {
    while (this.#end < from) {
      const next = this.#text.indexOf('\n', this.#end + 1);
      this.#line += 1;
      this.#end = next === -1 ? this.#text.length : next;
    }
    return this.#line;
  }

  /** `world.tasks[3]`: where the object stands whose name is read. */
  #place(): string {
    return this.#open.slice(0, -1).reduce((place, { at, kind }) => {
      if (kind === '[') return `${place}[${at}]`;
      return place === '' ? `${at}` : `${place}.${at}`;
    }, '');
  }
}

function lineAndColumn(text: string, from: number): readonly [number, number] {
  const before = text.slice(0, from).split('\n');
  return [before.length, (before.at(-1) ?? '').length + 1];
}

/** Never throws, and takes time proportional to the length of the text. */
export function readJson(given: string): Json {
  // Some editors begin a file with a mark of its encoding.
  const text = given.replace(/^\uFEFF/, '');
  if (text.trim() === '') return { problems: [{ at: '', says: 'the file is empty' }] };
  const reader = new Reader(text);
  try {
    reader.read();
    return reader.twice.length > 0 ? { problems: reader.twice } : { json: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof Wrong)) return { problems: [{ at: '', says: 'not JSON that this browser can read' }] };
    const [line, column] = lineAndColumn(text, error.from);
    return { problems: [{ at: `line ${line}, column ${column}`, says: `not JSON: ${error.message}` }] };
  }
}
