/**
 * Scenarios of the reader's own, kept in this browser: their names and their order in one place, which menus read, and each
 * scenario in one of its own. What changes them is fetched by whoever does; see `mine/`.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../scenarios/scenario';
import type { LoadScenario } from '../viewer/loader';
import { OWN_NAME } from '../viewer/opening';
import type { Fetched } from './fetched';
import type { Kept } from './kept';
import { noStorage, PREFIX, parseJson, type SafeStorage } from './storage';

export const MINE_KEY = `${PREFIX}scenarios`;
export const MINE_PREFIX = `${PREFIX}scenario/`;

/** No scenario of a link has an id with a colon. */
export const MINE = 'mine:';

/** What a menu needs to know. */
export interface OwnTitle {
  /** `mine:…` */
  readonly id: string;
  readonly title: string;
}

export const isMine = (id: string): boolean => id.startsWith(MINE);

/** What a scenario that is kept calls itself: a name as files have them. */
export const ownName = (id: string): string => OWN_NAME + id.slice(MINE.length);

export interface Mine {
  /** In the reader's order. The same list again for as long as nothing changes. */
  readonly titles: StoreApi<readonly OwnTitle[]>;
  /** @throws (rejects) when it is not there, or cannot be read. */
  readonly load: (id: string) => Promise<Scenario>;
  /** Keeps another list; `false` when the browser keeps nothing. */
  readonly keepTitles: (titles: readonly OwnTitle[]) => boolean;
  /** Its text as it is stored; `null` when there is none. */
  readonly text: (id: string) => string | null;
  readonly keepText: (id: string, text: string) => boolean;
  readonly forgetText: (id: string) => void;
  /** Reads the list again, because another tab may have written. */
  readonly refresh: () => void;
}

const isTitle = (each: unknown): each is OwnTitle =>
  typeof each === 'object' &&
  each !== null &&
  'id' in each &&
  typeof each.id === 'string' &&
  isMine(each.id) &&
  'title' in each &&
  typeof each.title === 'string';

export const createMine = (local: SafeStorage = noStorage, kept: Fetched<Kept> | null = null): Mine => {
  const stored = (): readonly OwnTitle[] => {
    const json = parseJson(local.read(MINE_KEY) ?? '')?.json;
    return Array.isArray(json) ? json.filter(isTitle).map(({ id, title }) => ({ id, title })) : [];
  };
  const titles = createStore<readonly OwnTitle[]>()(() => stored());
  const keyOf = (id: string): string => MINE_PREFIX + id.slice(MINE.length);
  const refresh = (): void => {
    const now = stored();
    if (JSON.stringify(now) !== JSON.stringify(titles.getState())) titles.setState(now, true);
  };
  return {
    titles,
    load: async (id) => {
      const text = local.read(keyOf(id));
      const scenario = text === null ? null : ((await kept?.load())?.readScenario(text) ?? null);
      if (scenario === null) throw new Error(`There is no scenario ${id} that can be read.`);
      return { ...scenario, id: ownName(id) };
    },
    keepTitles: (next) => {
      const written = local.write(MINE_KEY, JSON.stringify(next));
      refresh();
      return written;
    },
    text: (id) => local.read(keyOf(id)),
    keepText: (id, text) => local.write(keyOf(id), text),
    forgetText: (id) => local.remove(keyOf(id)),
    refresh,
  };
};

/** Loads a scenario by its id, one of the reader's own or another. */
export const loadAny =
  (mine: Mine, loadOther: LoadScenario) =>
  async (id: string): Promise<Scenario> =>
    isMine(id) ? mine.load(id) : loadOther(id);
