/** One description of a part of a link, which both writes and reads it. */
import { isDigit } from './alphabet';
import { failures } from './errors';
import { LIMITS } from './limits';
import type { Reader } from './reader';
import type { Writer } from './writer';

export interface Codec<T> {
  /** As the format's documentation writes it. */
  readonly syntax: string;
  /** Nothing may be written: then `read` gives `undefined` without a failure. */
  readonly optional?: boolean;
  /** Whether a part of this kind can begin with the character. */
  readonly starts?: (char: string) => boolean;
  write(value: T, to: Writer): void;
  /** `undefined` after a failure, which the reader keeps. */
  read(from: Reader): T | undefined;
}

/** A codec for each property, in the order in which they stand in the link. */
export type FieldTable<T> = { readonly [K in keyof T]-?: Codec<T[K]> };

export const number = (what: string, max: number): Codec<number> => ({
  syntax: what.toUpperCase(),
  starts: isDigit,
  write: (value, to) => to.put(value),
  read: (from) => from.number(what, max),
});

/** Always the same value: written as nothing. */
export const the = <const T>(value: T): Codec<T> => ({ syntax: '', write: () => undefined, read: () => value });

/** One character for each value. A value of `undefined` stands for a property that is left out. */
export const choice = <const T>(values: Readonly<Record<string, T>>): Codec<T> => {
  const letters = Object.keys(values);
  return {
    syntax: `(${letters.map((letter) => `${letter} = ${values[letter] ?? 'left out'}`).join(', ')})`,
    optional: Object.values(values).some((value) => value === undefined),
    starts: (char) => Object.hasOwn(values, char),
    write: (value, to) => to.put(letters.find((letter) => values[letter] === value) ?? ''),
    read: (from) =>
      Object.hasOwn(values, from.next) ? values[from.take()] : from.expected(`one of ${letters.join(', ')}`),
  };
};

/** Left out when undefined; otherwise the tag, then the value. The tag tells it from whatever may come instead. */
export const maybe = <T>(tag: string, codec: Codec<T>): Codec<T | undefined> => ({
  syntax: `[${tag}${codec.syntax}]`,
  optional: true,
  write: (value, to) => {
    if (value === undefined) return;
    to.put(tag);
    codec.write(value, to);
  },
  read: (from) => (from.accept(tag) ? codec.read(from) : undefined),
});

/** Left out when undefined; needs no tag because nothing else there begins like it. */
export const maybeBare = <T>(codec: Codec<T>): Codec<T | undefined> => ({
  syntax: `[${codec.syntax}]`,
  optional: true,
  write: (value, to) => {
    if (value !== undefined) codec.write(value, to);
  },
  read: (from) => (codec.starts?.(from.next) ? codec.read(from) : undefined),
});

/** A value with a tag in front, where two of a kind would run into each other. */
export const tagged = <T>(tag: string, codec: Codec<T>): Codec<T> => ({
  syntax: `${tag}${codec.syntax}`,
  write: (value, to) => {
    to.put(tag);
    codec.write(value, to);
  },
  read: (from) => (from.accept(tag) ? codec.read(from) : from.expected(`'${tag}'`)),
});

const EMPTY = '-';

/** A list with the tag before each of its parts; an empty one is the tag and `-`. */
export const many = <T>(tag: string, codec: Codec<T>): Codec<readonly T[] | undefined> => ({
  syntax: `[${tag}- or {${tag}${codec.syntax}}]`,
  optional: true,
  write: (list, to) => {
    if (list?.length === 0) to.put(`${tag}${EMPTY}`);
    for (const value of list ?? []) {
      to.put(tag);
      codec.write(value, to);
    }
  },
  read: (from) => {
    if (from.next !== tag) return undefined;
    const list: T[] = [];
    while (from.accept(tag)) {
      if (list.length === 0 && from.accept(EMPTY)) return list;
      if (!push(list, codec, from)) return undefined;
    }
    return list;
  },
});

/** A list that goes on as long as something begins like its parts. */
export const rest = <T>(codec: Codec<T>): Codec<readonly T[]> => ({
  syntax: `{${codec.syntax}}`,
  write: (list, to) => {
    for (const value of list) codec.write(value, to);
  },
  read: (from) => {
    const list: T[] = [];
    while (codec.starts?.(from.next)) {
      if (!push(list, codec, from)) return undefined;
    }
    return list;
  },
});

/** As `rest`, but an absent list is nothing and an empty one is `-`. */
export const maybeRest = <T>(codec: Codec<T>): Codec<readonly T[] | undefined> => ({
  syntax: `[- or {${codec.syntax}}]`,
  optional: true,
  write: (list, to) => {
    if (list?.length === 0) to.put(EMPTY);
    rest(codec).write(list ?? [], to);
  },
  read: (from) => {
    if (from.accept(EMPTY)) return [];
    return codec.starts?.(from.next) ? rest(codec).read(from) : undefined;
  },
});

/** A list that may not be left out: nothing when it is empty, else the tag before each of its parts. */
export const each = <T>(tag: string, codec: Codec<T>): Codec<readonly T[]> => {
  const listed = many(tag, codec);
  return {
    syntax: `{${tag}${codec.syntax}}`,
    write: (list, to) => listed.write(list.length === 0 ? undefined : list, to),
    read: (from) => (from.next === tag ? listed.read(from) : []),
  };
};

/** What ends with `-`, so that whatever follows is not taken for more of it. */
export const closed = <T>(codec: Codec<T>): Codec<T> => ({
  syntax: `${codec.syntax} ${EMPTY}`,
  write: (value, to) => {
    codec.write(value, to);
    to.put(EMPTY);
  },
  read: (from) => {
    const value = codec.read(from);
    return value === undefined || from.accept(EMPTY) ? value : from.expected(`'${EMPTY}'`);
  },
});

/** Another word for the codec, which the format's documentation describes in a table of its own. */
export const called = <T>(syntax: string, codec: Codec<T>): Codec<T> => ({ ...codec, syntax });

function push<T>(list: T[], codec: Codec<T>, from: Reader): boolean {
  const value = codec.read(from);
  if (value === undefined) return false;
  if (list.length === LIMITS.list) {
    from.fail(failures.tooMany('entries in one list', LIMITS.list));
    return false;
  }
  list.push(value);
  return true;
}

type Draft<T> = { -readonly [K in keyof T]?: T[K] };

const isWhole = <T extends object>(table: FieldTable<T>, draft: Draft<T>): draft is Draft<T> & T => {
  for (const key in table) if (!table[key].optional && draft[key] === undefined) return false;
  return true;
};

export function keysOf<T extends object>(table: T): readonly Extract<keyof T, string>[] {
  const keys: Extract<keyof T, string>[] = [];
  for (const key in table) keys.push(key);
  return keys;
}

/** An object, property by property in the order of the table. A property that is undefined is left out. */
export const fields = <T extends object>(table: FieldTable<T>): Codec<T> => ({
  syntax: Object.values<{ syntax: string }>(table)
    .map(({ syntax }) => syntax)
    .join(' ')
    .trim(),
  write: (value, to) => {
    for (const key in table) table[key].write(value[key], to);
  },
  read: (from) => {
    const draft: Draft<T> = {};
    for (const key in table) {
      const value = table[key].read(from);
      if (value !== undefined) draft[key] = value;
    }
    return from.failure === null && isWhole(table, draft) ? draft : undefined;
  },
});
