/** Apart from the shapes, for those who need no more than this of JSON. */

/** An object; to JavaScript a list is one, too. */
export const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** Written down, a field that is undefined is not there. */
const written = (json: object): readonly [string, unknown][] =>
  Object.entries(json).filter(([, value]) => value !== undefined);

/** The same JSON, in whatever order its objects name their fields: what has been read again has an order of its own. */
export const sameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const fields = written(a);
  const others = new Map(written(b));
  return fields.length === others.size && fields.every(([name, value]) => sameJson(value, others.get(name)));
};
