/**
 * The words in which everything that comes from outside is described: files, messages, what a browser has kept. valibot
 * checks; a problem says where it is, what was expected and what was found.
 */
import * as v from 'valibot';
import type { Problem } from '../kernel/worldProblems';

/** Reads any JSON, and has a `T` when it fits. */
export type Shape<T> = v.GenericSchema<unknown, T>;

const described = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  // JSON may have 1e999, and no word for what becomes of it.
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number that is too large';
  const shown = JSON.stringify(value) ?? typeof value;
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
};

/** `expected a list, found null` */
export const wanted =
  (what: string) =>
  ({ input }: { readonly input: unknown }): string =>
    `expected ${what}, found ${described(input)}`;

export const text = v.string(wanted('a text'));

/** At most so many characters. */
export const textUpTo = (most: number) => v.pipe(text, v.maxLength(most, `more than ${most} characters`));

export const flag = v.boolean(wanted('true or false'));

const wholeNumber = wanted('a whole number');
export const whole = v.pipe(v.number(wholeNumber), v.safeInteger(wholeNumber));

/** A whole number from `least` to `most`. */
export const int = (least: number, most: number) => {
  const range = wanted(`a whole number from ${least} to ${most}`);
  return v.pipe(v.number(range), v.safeInteger(range), v.minValue(least, range), v.maxValue(most, range));
};

/** Not looked at: notes for people. */
export const anything = v.unknown();

export const oneOf = <const T extends string>(...choices: readonly T[]) =>
  v.picklist(choices, wanted(choices.map((name) => `"${name}"`).join(' or ')));

export const only = <const T extends string | number>(value: T) => v.literal(value, wanted(JSON.stringify(value)));

export const list = <T>(item: Shape<T>, most = Number.POSITIVE_INFINITY) =>
  v.pipe(v.array(item, wanted('a list')), v.maxLength(most, `more than ${most} entries`));

const isList = (value: unknown): boolean => Array.isArray(value);

/** To JavaScript a list is an object, too. */
const anObject = v.pipe(
  v.unknown(),
  v.check((value) => !isList(value), wanted('an object')),
);

/** What every object of the language has: valibot leaves such a name out, and says nothing. */
const LEFT_OUT = ['__proto__', 'prototype', 'constructor'];
const leftOut = (value: unknown): string | undefined =>
  LEFT_OUT.find((name) => typeof value === 'object' && value !== null && Object.hasOwn(value, name));

const anyNames = <T>(item: Shape<T>) => v.pipe(anObject, v.record(text, item, wanted('an object')));

/** An object with any names but those three. */
export const dictionary = <T>(item: Shape<T>) =>
  v.pipe(
    v.unknown(),
    v.check(
      (value) => leftOut(value) === undefined,
      ({ input }) => `nothing here can be called “${leftOut(input)}”: give it another name`,
    ),
    anyNames(item),
  );

/** The same as a map. */
export const mapOf = <T>(item: Shape<T>) =>
  v.pipe(
    dictionary(item),
    v.transform((found): ReadonlyMap<string, T> => new Map(Object.entries(found))),
  );

/** A text, a number or a truth value, as the text that a file of the kernel would show. */
export const scalar = v.pipe(
  v.union([v.string(), v.number(), v.boolean()], wanted('a text or a number')),
  v.transform((value) => (typeof value === 'boolean' ? (value ? 'Y' : 'N') : String(value))),
);

/** The field may be left out. */
export const optional = <T>(shape: Shape<T>) => v.exactOptional(shape);

export const orNull = <T>(shape: Shape<T>) => v.nullable(shape);

interface FieldIssue {
  readonly expected: string | null;
  readonly input: unknown;
  readonly path?: readonly { readonly input: unknown }[] | undefined;
}

/** A field that is missing or unknown, or a thing without fields. */
const fieldProblemOf =
  (known: readonly string[]) =>
  (issue: FieldIssue): string => {
    const holder = issue.path?.at(-1)?.input ?? issue.input;
    if (issue.expected === 'Object' || isList(holder)) return wanted('an object')({ input: holder });
    return issue.expected === 'never'
      ? `unknown field ${described(issue.input)}; known are ${known.join(', ')}`
      : `the field ${issue.expected} is missing`;
  };

/** An object with exactly these fields. */
export const fields = <const E extends v.ObjectEntries>(entries: E) =>
  v.pipe(anObject, v.strictObject(entries, fieldProblemOf(Object.keys(entries))));

/** An object with these fields, and whatever others it has. */
export const fieldsAmongOthers = <const E extends v.ObjectEntries>(entries: E) =>
  v.pipe(anObject, v.looseObject(entries, fieldProblemOf(Object.keys(entries))));

type Entries<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? v.ExactOptionalSchema<Shape<Exclude<T[K], undefined>>, undefined>
    : Shape<T[K]>;
};

/** An object with exactly the fields of `T`. A field that is left out here, or has another type, does not compile. */
export const record = <T extends object>(entries: Entries<T>) =>
  v.strictObject(entries, fieldProblemOf(Object.keys(entries)));

/** The same where every field may be left out: then a list would fit, too. */
export const plainRecord = <T extends object>(entries: Entries<T>) => v.pipe(anObject, record<T>(entries));

/** Found wrong while reading, by its shape or by what it means. */
export class ShapeError extends Error {
  readonly problem: Problem;
  constructor(at: string, says: string) {
    super(at === '' ? says : `${at}: ${says}`);
    this.problem = { at, says };
  }
}

/** `at` and the path below it: `modules[3].params[0].mode`. A field that is missing or unknown is a problem of its object. */
const placeOf = (at: string, path: readonly v.IssuePathItem[] = []): string => {
  const below = path.at(-1)?.origin === 'key' ? path.slice(0, -1) : path;
  return below.reduce((place, { type, key }) => {
    if (type === 'array') return `${place}[${String(key)}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, at);
};

/** @throws ShapeError with the first problem. */
export const parse = <T>(shape: Shape<T>, value: unknown, at = ''): T => {
  const read = v.safeParse(shape, value, { abortEarly: true });
  if (read.success) return read.output;
  const [{ path, message }] = read.issues;
  throw new ShapeError(placeOf(at, path), message);
};

/** The value, or everything that is wrong with it, at most `most` of it. */
export const everyProblem = <T>(
  shape: Shape<T>,
  value: unknown,
  most: number,
): { readonly value: T } | { readonly problems: readonly Problem[] } => {
  const read = v.safeParse(shape, value);
  if (read.success) return { value: read.output };
  // What is no object lacks each of its fields, which is one problem.
  const problems = new Map<string, Problem>();
  for (const { path, message } of read.issues) {
    if (problems.size === most) break;
    const at = placeOf('', path);
    problems.set(`${at} ${message}`, { at, says: message });
  }
  return { problems: [...problems.values()] };
};

/** What `read` gives, or the problem that it found. */
export const attempt = <T>(read: () => T): { readonly value: T } | Problem => {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof ShapeError) return error.problem;
    throw error;
  }
};

/** Of an object with any names, the entries that fit. */
export const goodEntries = <T>(item: Shape<T>, key: Shape<string> = text) =>
  v.pipe(
    anyNames(anything),
    v.transform((found) =>
      Object.fromEntries(
        Object.entries(found).flatMap(([name, entry]): [string, T][] => {
          const read = v.is(key, name) ? v.safeParse(item, entry) : null;
          return read?.success ? [[name, read.output]] : [];
        }),
      ),
    ),
  );

/** Of a list, the items that fit. */
export const goodItems = <T>(item: Shape<T>) =>
  v.pipe(
    list(anything),
    v.transform((found) => found.filter((each): each is T => v.is(item, each))),
  );

/** The value when it fits, else another. */
export const orElse = <T>(shape: Shape<T>, otherwise: T) => v.fallback(shape, otherwise);

/** The value when it fits, `null` when it does not. */
export const readAs = <T>(shape: Shape<T>, value: unknown): T | null => {
  const read = v.safeParse(shape, value, { abortEarly: true });
  return read.success ? read.output : null;
};
