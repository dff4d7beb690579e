import type { Fetched } from './fetched';

/** For tests, which have everything anyway. */
export const atHand = <T>(part: T): Fetched<T> => ({ now: () => part, load: () => Promise.resolve(part) });
