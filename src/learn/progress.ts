/** What a learner has done: kept in this browser, part of no link. */
import * as v from 'valibot';
import { PREFIX, parseJson, type SafeStorage } from '../session/storage';
import { flag, goodEntries, goodItems, int, only, orElse, orNull, readAs, text } from '../shapes/shape';

export interface Progress {
  /** Scenarios that were stepped to their end. */
  readonly read: readonly string[];
  /** Challenge → the fewest steps it was solved with. */
  readonly solved: Readonly<Record<string, number>>;
  /** What is being read with guidance; `null` for nothing. */
  readonly reading: string | null;
  /** The introduction was shown, or skipped. */
  readonly introduced: boolean;
}

export const NO_PROGRESS: Progress = { read: [], solved: {}, reading: null, introduced: false };

export const PROGRESS_KEY = `${PREFIX}learning`;
const VERSION = 1;

const id = v.pipe(text, v.regex(/^[a-z0-9-]{1,100}$/));

/** Whatever is damaged or missing is left out. */
const stored = v.object({
  v: only(VERSION),
  read: orElse(goodItems(id), NO_PROGRESS.read),
  solved: orElse(goodEntries(int(1, Number.MAX_SAFE_INTEGER), id), NO_PROGRESS.solved),
  reading: orElse(orNull(id), null),
  introduced: orElse(flag, false),
});

/** Progress from stored text; none when it is none, or of another release. */
export const readProgress = (given: string | null): Progress => {
  const found = readAs(stored, given === null ? null : parseJson(given)?.json);
  if (found === null) return NO_PROGRESS;
  const { v: _, ...progress } = found;
  return { ...progress, read: [...new Set(progress.read)] };
};

export interface ProgressStore {
  readonly get: () => Progress;
  readonly subscribe: (listener: () => void) => () => void;
  readonly haveRead: (id: string) => void;
  /** Keeps the better of this and an earlier one. */
  readonly haveSolved: (id: string, steps: number) => void;
  readonly readOn: (id: string | null) => void;
  readonly haveIntroduced: () => void;
  readonly startAgain: () => void;
}

const createProgress = (storage: SafeStorage): ProgressStore => {
  const listeners = new Set<() => void>();
  /** What this tab has read or written last, as text. */
  let seen = storage.read(PROGRESS_KEY);
  let known = readProgress(seen);

  /** What another tab has kept meanwhile stays. */
  const change = (how: (stored: Progress) => Progress): void => {
    const text = storage.read(PROGRESS_KEY);
    const next = how(text === null || text === seen ? known : readProgress(text));
    if (next === known) return;
    known = next;
    seen = JSON.stringify({ v: VERSION, ...next });
    storage.write(PROGRESS_KEY, seen);
    for (const listener of listeners) listener();
  };

  return {
    get: () => known,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    haveRead: (id) => change((now) => (now.read.includes(id) ? now : { ...now, read: [...now.read, id] })),
    haveSolved: (id, steps) =>
      change((now) => ({ ...now, solved: { ...now.solved, [id]: Math.min(steps, now.solved[id] ?? steps) } })),
    readOn: (reading) => change((now) => ({ ...now, reading })),
    haveIntroduced: () => change((now) => ({ ...now, introduced: true })),
    startAgain: () => change(({ introduced }) => ({ ...NO_PROGRESS, introduced })),
  };
};

const stores = new WeakMap<SafeStorage, ProgressStore>();

/** The progress kept in this storage: the same store for everybody who asks. */
export const progressIn = (storage: SafeStorage): ProgressStore => {
  const store = stores.get(storage) ?? createProgress(storage);
  stores.set(storage, store);
  return store;
};
