/** Descriptions of JSON that came from outside, checked and never cast. A shape that describes another type does not compile. */

export type Shape<T> = (json: unknown) => json is T;

/** The keys of `T` that may be absent. */
type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

type FieldShapes<T> = {
  readonly [K in keyof T]-?: K extends Optional<T> ? OptionalShape<Exclude<T[K], undefined>> : Shape<T[K]>;
};

interface OptionalShape<T> {
  readonly optional: Shape<T>;
}

export const optional = <T>(shape: Shape<T>): OptionalShape<T> => ({ optional: shape });

const MAX_TEXT = 500;
/** `unsigned int`, as versions are. */
const MAX_INT = 4_294_967_295;

export const text: Shape<string> = (json): json is string => typeof json === 'string' && json.length <= MAX_TEXT;

export const flag: Shape<boolean> = (json): json is boolean => typeof json === 'boolean';

/** A whole number from `least` to `most`. */
export const int =
  (least = 0, most = MAX_INT): Shape<number> =>
  (json): json is number =>
    typeof json === 'number' && Number.isInteger(json) && json >= least && json <= most;

export const literal =
  <const T extends string | null>(...choices: readonly T[]): Shape<T> =>
  (json): json is T =>
    choices.some((choice) => choice === json);

export const list =
  <T>(shape: Shape<T>, most = 10_000): Shape<readonly T[]> =>
  (json): json is readonly T[] =>
    Array.isArray(json) && json.length <= most && json.every((item) => shape(item));

/** Names and texts, as module parameters are. */
export const texts: Shape<Readonly<Record<string, string>>> = (json): json is Readonly<Record<string, string>> =>
  isRecord(json) && Object.values(json).every(text);

export const either =
  <A, B>(one: Shape<A>, other: Shape<B>): Shape<A | B> =>
  (json): json is A | B =>
    one(json) || other(json);

export const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** Exactly these fields and no others. */
export const record = <T extends object>(fields: FieldShapes<T>): Shape<T> => {
  const shapes = new Map<string, Shape<unknown> | OptionalShape<unknown>>(Object.entries(fields));
  return (json): json is T => {
    if (!isRecord(json) || Object.keys(json).some((key) => !shapes.has(key))) return false;
    return [...shapes].every(([key, shape]) =>
      typeof shape === 'function' ? shape(json[key]) : !(key in json) || shape.optional(json[key]),
    );
  };
};
