/** What a link has mentioned so far, so that the second mention is short. Reader and writer fill them in step. */
import { BASE_62 } from './alphabet';
import { REFERENCES } from './dictionary';

const LONG = BASE_62.length;
const CAPACITY = REFERENCES.one.length + LONG + LONG * LONG;

/** Names in order of first mention, which is their number. */
export class NameTable {
  readonly #names: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #beginnings = new Beginnings();
  /** How many of the names are among them: only who writes looks for one. */
  #begun = 0;

  add(name: string): void {
    if (this.#places.has(name) || this.#names.length === CAPACITY) return;
    this.#places.set(name, this.#names.length);
    this.#names.push(name);
  }

  at(place: number): string | undefined {
    return this.#names[place];
  }

  /** How the name is referred to; `undefined` before its first mention. */
  reference(name: string): string | undefined {
    const place = this.#places.get(name);
    if (place === undefined) return undefined;
    const one = REFERENCES.one[place];
    if (one !== undefined) return one;
    const second = place - REFERENCES.one.length;
    if (second < LONG) return `${REFERENCES.two}${BASE_62[second]}`;
    const third = second - LONG;
    return `${REFERENCES.three}${BASE_62[Math.floor(third / LONG)]}${BASE_62[third % LONG]}`;
  }

  /** The earlier name that begins most like this one, the first of several, and how many characters they share. */
  nearest(name: string): { readonly name: string; readonly shared: number } | null {
    for (; this.#begun < this.#names.length; this.#begun += 1) this.#beginnings.add(this.#names[this.#begun] ?? '');
    return this.#beginnings.nearest(name);
  }
}

/** As many as one digit can say. */
const MOST_SHARED = LONG - 1;
/** Code units. */
const LETTERS = 0x1_0000;

/** What names begin with, letter by letter: a world can mention thousands, and each is compared with all before it. */
class Beginnings {
  /** The first name that begins so; at 0 none, for they all begin with nothing. */
  readonly #first: string[] = [''];
  /** From a beginning and a letter to the beginning with that letter. */
  readonly #longer = new Map<number, number>();

  add(name: string): void {
    let at = 0;
    for (let shared = 0; shared < name.length && shared < MOST_SHARED; shared += 1) {
      const letter = at * LETTERS + name.charCodeAt(shared);
      const known = this.#longer.get(letter);
      at = known ?? this.#first.length;
      if (known !== undefined) continue;
      this.#first.push(name);
      this.#longer.set(letter, at);
    }
  }

  nearest(name: string): { readonly name: string; readonly shared: number } | null {
    let at = 0;
    let shared = 0;
    while (shared < name.length && shared < MOST_SHARED) {
      const next = this.#longer.get(at * LETTERS + name.charCodeAt(shared));
      if (next === undefined) break;
      at = next;
      shared += 1;
    }
    return shared === 0 ? null : { name: this.#first[at] ?? '', shared };
  }
}

interface Range {
  readonly tid: number;
  readonly count: number;
  /** Number of the first of them. */
  readonly place: number;
}

/** Thread ids in order of first mention, which is their number. A spec with a count gives that many in a row. */
export class TidTable {
  readonly #ranges: Range[] = [];
  #size = 0;

  add(tid: number, count = 1): void {
    this.#ranges.push({ tid, count, place: this.#size });
    this.#size += count;
  }

  /** The tid that follows the last one mentioned; 0 before the first. */
  get next(): number {
    const last = this.#ranges.at(-1);
    return last ? last.tid + last.count : 0;
  }

  at(place: number): number | undefined {
    const range = this.#ranges.find(({ place: first, count }) => place >= first && place < first + count);
    return range && range.tid + place - range.place;
  }

  placeOf(tid: number): number | undefined {
    const range = this.#ranges.find(({ tid: first, count }) => tid >= first && tid < first + count);
    return range && range.place + tid - range.tid;
  }
}
