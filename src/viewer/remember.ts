/**
 * Remembers one answer per object and further keys, for as long as the object lives: asked twice, a selector gives the same
 * object, as `useSyncExternalStore` demands, however many viewers there are.
 */
export const remember = <K extends object, A extends readonly (string | number | null)[], T>(
  make: (from: K, ...keys: A) => T,
): ((from: K, ...keys: A) => T) => {
  const known = new WeakMap<K, Map<string, T>>();
  return (from, ...keys) => {
    const answers = known.get(from) ?? new Map<string, T>();
    known.set(from, answers);
    const key = JSON.stringify(keys);
    const answer = answers.get(key);
    if (answer !== undefined) return answer;
    const made = make(from, ...keys);
    answers.set(key, made);
    return made;
  };
};
