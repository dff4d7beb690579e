/** A part of the app that most visitors never need, or not at once. */
export interface Fetched<T> {
  /** `null` until it has been fetched. */
  readonly now: () => T | null;
  /** @throws (rejects) when it cannot be fetched; the next call tries again. */
  readonly load: () => Promise<T>;
}

export const fetched = <T>(fetch: () => Promise<T>): Fetched<T> => {
  let part: T | null = null;
  return {
    now: () => part,
    load: async () => {
      part ??= await fetch();
      return part;
    },
  };
};
