/** What a learner has done: kept in this browser, part of no link. */
import { isRecord } from '../session/shape';
import { PREFIX, parseJson, type SafeStorage } from '../session/storage';

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

const isId = (json: unknown): json is string => typeof json === 'string' && /^[a-z0-9-]{1,100}$/.test(json);

const isCount = (json: unknown): json is number => typeof json === 'number' && Number.isInteger(json) && json > 0;

/** Progress from stored text. Whatever is damaged, missing or from a newer release is left out. */
export const readProgress = (text: string | null): Progress => {
  const json = text === null ? null : parseJson(text)?.json;
  if (!isRecord(json) || json.v !== VERSION) return NO_PROGRESS;
  const solved = isRecord(json.solved) ? Object.entries(json.solved) : [];
  return {
    read: Array.isArray(json.read) ? [...new Set(json.read.filter(isId))] : [],
    solved: Object.fromEntries(
      solved.filter((entry): entry is [string, number] => isId(entry[0]) && isCount(entry[1])),
    ),
    reading: isId(json.reading) ? json.reading : null,
    introduced: json.introduced === true,
  };
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
