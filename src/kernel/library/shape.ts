/** Reads foreign JSON: a shape takes a value and where it stands, and returns it typed or throws a `ShapeError`. */

/** Something wrong in a file, and where: `modules[3].params[0].mode`. */
export interface Problem {
  readonly at: string;
  readonly says: string;
}

export class ShapeError extends Error {
  readonly problem: Problem;
  constructor(at: string, says: string) {
    super(at === '' ? says : `${at}: ${says}`);
    this.problem = { at, says };
  }
}

export type Shape<T> = (value: unknown, at: string) => T;
type Fields = Readonly<Record<string, Shape<unknown>>>;
type Read<F extends Fields> = { readonly [K in keyof F]: ReturnType<F[K]> };

const described = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const wanted = (what: string, value: unknown, at: string): ShapeError =>
  new ShapeError(at, `expected ${what}, found ${described(value)}`);

export const text: Shape<string> = (value, at) => {
  if (typeof value !== 'string') throw wanted('a text', value, at);
  return value;
};

export const flag: Shape<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw wanted('true or false', value, at);
  return value;
};

export const whole: Shape<number> = (value, at) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wanted('a whole number', value, at);
  return value;
};

/** A text, a number or a truth value, as the text that a file of the kernel would show. */
export const scalar: Shape<string> = (value, at) => {
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  throw wanted('a text or a number', value, at);
};

/** Not looked at: notes for people. */
export const anything: Shape<unknown> = (value) => value;

export const oneOf =
  <T extends string>(...values: readonly T[]): Shape<T> =>
  (value, at) => {
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw wanted(values.map((name) => `"${name}"`).join(' or '), value, at);
    return found;
  };

export const list =
  <T>(item: Shape<T>): Shape<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw wanted('a list', value, at);
    return value.map((entry: unknown, index) => item(entry, `${at}[${index}]`));
  };

const entriesOf = (value: unknown, at: string): Map<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wanted('an object', value, at);
  return new Map(Object.entries(value));
};

/** An object with any names. */
export const dictionary =
  <T>(item: Shape<T>): Shape<ReadonlyMap<string, T>> =>
  (value, at) =>
    new Map([...entriesOf(value, at)].map(([name, entry]) => [name, item(entry, `${at}.${name}`)]));

/** An object with exactly these fields; any other field is a problem. */
export const record =
  <R extends Fields, O extends Fields>(required: R, optional: O): Shape<Read<R> & Partial<Read<O>>> =>
  (value, at) => {
    const entries = entriesOf(value, at);
    const under = (name: string) => (at === '' ? name : `${at}.${name}`);
    const shapes = new Map(Object.entries({ ...required, ...optional }));
    const read: Record<string, unknown> = {};
    for (const [name, entry] of entries) {
      const shape = shapes.get(name);
      if (shape === undefined) throw new ShapeError(at, `unknown field "${name}"`);
      read[name] = shape(entry, under(name));
    }
    for (const name of Object.keys(required)) {
      if (!entries.has(name)) throw new ShapeError(at, `the field "${name}" is missing`);
    }
    return read as Read<R> & Partial<Read<O>>;
  };

/** The value, or the first problem found in it. */
export const readShape = <T>(shape: Shape<T>, value: unknown, at: string): { readonly value: T } | Problem => {
  try {
    return { value: shape(value, at) };
  } catch (error) {
    if (error instanceof ShapeError) return error.problem;
    throw error;
  }
};
