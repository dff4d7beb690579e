/**
 * Remembers one answer per object and further keys, for as long as the object lives: asked twice, a selector gives the same
 * object, as `useSyncExternalStore` demands, however many viewers there are.
 * @param most only so many answers per object, those that were asked for last: for answers that are large.
 */
export const memoize = <K extends object, A extends readonly (string | number | null)[], T>(
  make: (from: K, ...keys: A) => T,
  most = Number.POSITIVE_INFINITY,
): ((from: K, ...keys: A) => T) => {
  const known = new WeakMap<K, Map<string, T>>();
  return (from, ...keys) => {
    const answers = known.get(from) ?? new Map<string, T>();
    known.set(from, answers);
    const key = JSON.stringify(keys);
    const isKnown = answers.has(key);
    const answer = isKnown ? (answers.get(key) as T) : make(from, ...keys);
    if (!isKnown || most < Number.POSITIVE_INFINITY) {
      answers.delete(key);
      answers.set(key, answer);
    }
    for (const oldest of answers.keys()) {
      if (answers.size <= most) break;
      answers.delete(oldest);
    }
    return answer;
  };
};
