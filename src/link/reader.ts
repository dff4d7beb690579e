import { isDigit } from './alphabet';
import { codeFailures } from './codeErrors';
import type { LinkError } from './errors';
import { NameTable, TidTable } from './tables';

/**
 * Reads a link from left to right. The first failure is kept and moves the reader to the end, so that whoever is still
 * reading stops by itself: nothing is thrown.
 */
export class Reader {
  readonly names = new NameTable();
  readonly tids = new TidTable();
  readonly #text: string;
  #at: number;
  #failure: LinkError | null = null;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  get failure(): LinkError | null {
    return this.#failure;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Where the next character stands, counted from 1. */
  get position(): number {
    return this.#at + 1;
  }

  /** The next character, `''` at the end. */
  get next(): string {
    return this.#text.charAt(this.#at);
  }

  take(): string {
    const char = this.next;
    this.#at += 1;
    return char;
  }

  accept(char: string): boolean {
    if (this.atEnd || this.next !== char) return false;
    this.#at += 1;
    return true;
  }

  /** A decimal number; `undefined`, with the failure kept, when there is none or it is too large. */
  number(what: string, max: number): number | undefined {
    let digits = '';
    while (isDigit(this.next)) digits += this.take();
    if (digits === '') return this.expected(`the ${what}`);
    const value = Number(digits);
    return value > max ? this.fail(codeFailures.badNumber(this.position, what, max)) : value;
  }

  expected(what: string): undefined {
    return this.fail(codeFailures.unreadable(this.position, what));
  }

  fail(failure: LinkError): undefined {
    this.#failure ??= failure;
    this.#at = this.#text.length;
    return undefined;
  }
}
