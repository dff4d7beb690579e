/** For the tests of this folder: a small scenario, and a browser that is only objects. */
import type { Scenario } from '../scenarios/scenario';
import type { AddressBar } from './address';
import { type RawStorage, type SafeStorage, safeStorage } from './storage';

/** A first patch, an older one that is refused, the first one disabled again. */
export const small: Scenario = {
  id: 'small',
  title: 'A small scenario',
  group: 'First steps',
  opening: 'Two shells and nothing patched.',
  world: {
    cpus: 1,
    tasks: [
      { tid: 101, comm: 'bash' },
      { tid: 102, comm: 'cat', stack: ['cmdline_proc_show'] },
    ],
  },
  steps: [
    { event: { type: 'insmod', module: 'test_klp_version_2' }, says: 'It loads.' },
    { event: { type: 'task.wake', tid: 102 }, says: 'cat wakes up.' },
    { event: { type: 'task.return', tid: 102 }, says: 'cat leaves the function.' },
    { event: { type: 'attempt' }, says: 'The counter is 2.' },
    { event: { type: 'insmod', module: 'test_klp_version_1' }, says: '1 is not newer than 2.' },
  ],
};

/** The same machine, another history, and a policy of its own. */
export const other: Scenario = {
  ...small,
  id: 'other',
  title: 'Another scenario',
  policy: 'system-state',
  steps: small.steps.slice(0, 2),
};

export const titles = [small, other];

export const scenarioIds = titles.map(({ id }) => id);

/** @throws when there is none. */
export const loadNow = (id: string): Scenario => {
  const found = [small, other].find((scenario) => scenario.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
};

export const loadLater = (id: string): Promise<Scenario> => Promise.resolve().then(() => loadNow(id));

export interface FakeStorage extends SafeStorage {
  readonly texts: Map<string, string>;
}

/** At most `capacity` texts. */
export const fakeStorage = (texts = new Map<string, string>(), capacity = Number.POSITIVE_INFINITY): FakeStorage => {
  const raw: RawStorage = {
    get length() {
      return texts.size;
    },
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => {
      if (!texts.has(key) && texts.size >= capacity) throw new Error('QuotaExceededError');
      texts.set(key, value);
    },
    removeItem: (key) => void texts.delete(key),
    key: (index) => [...texts.keys()][index] ?? null,
  };
  return { ...safeStorage(() => raw), texts };
};

/** Cookies are blocked: naming the storage throws. */
export const forbiddenStorage = safeStorage(() => {
  throw new Error('SecurityError');
});

export interface FakeBar extends AddressBar {
  /** The browser's history of this tab. */
  readonly entries: string[];
  /** A link pasted into the address bar. */
  readonly paste: (hash: string) => void;
  /** The same, but nobody has been told yet: a browser does that in a task of its own, which is what is returned. */
  readonly pasteQuietly: (hash: string) => () => void;
  readonly goBack: () => void;
}

export const fakeBar = (hash = ''): FakeBar => {
  const entries = [hash];
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => void listener());
  return {
    entries,
    hash: () => entries.at(-1) ?? '',
    base: () => 'https://example.org/',
    replace: (next) => void entries.splice(-1, 1, next),
    push: (next) => void entries.push(next),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    paste: (next) => {
      entries.push(next);
      changed();
    },
    pasteQuietly: (next) => {
      entries.push(next);
      return changed;
    },
    goBack: () => {
      entries.pop();
      changed();
    },
  };
};
