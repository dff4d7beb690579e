/** The viewer as a part of another page: `?embed=why,tasks`. It keeps nothing, and leaves the history of that page alone. */
import type { AddressBar } from '../session/address';
import { THEMES, type Theme } from '../session/settings';
import type { StartOptions } from '../session/start';
import { type RawStorage, safeStorage } from '../session/storage';

/** What the address of a frame asks for. */
export interface Embedding<Name extends string> {
  readonly panels: readonly Name[];
  /** `system` when it says nothing. */
  readonly theme: Theme;
  /** What it asks for and is not there, in sentences. */
  readonly problems: readonly string[];
}

/** The name of a panel in an address: `Loaded patches` is `loaded-patches`. */
export const slugOf = (panel: string): string => panel.toLowerCase().replaceAll(' ', '-');

const listed = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');

/**
 * Reads the query of an address. Never throws: what is not there is named among the problems.
 * @param names every panel that can be asked for.
 * @param usual the panels that are shown when none is asked for.
 */
export const readEmbed = <Name extends string>(
  search: string,
  names: readonly Name[],
  usual: readonly Name[],
): Embedding<Name> => {
  const query = new URLSearchParams(search);
  const asked = [...new Set((query.get('embed') ?? '').split(',').map((name) => name.trim().toLowerCase()))].filter(
    (name) => name !== '',
  );
  const panels = asked.flatMap((slug) => names.find((name) => slugOf(name) === slug) ?? []);
  const unknown = asked.filter((slug) => !names.some((name) => slugOf(name) === slug));
  const wanted = query.get('theme');
  const theme = wanted === null ? 'system' : THEMES.find((each) => each === wanted);
  return {
    panels: panels.length === 0 ? usual : panels,
    theme: theme ?? 'system',
    problems: [
      ...(unknown.length > 0
        ? [`There is no panel ${listed(unknown)}. There are: ${names.map(slugOf).join(', ')}.`]
        : []),
      ...(theme === undefined ? [`There is no theme ${listed([wanted ?? ''])}. There are: ${THEMES.join(', ')}.`] : []),
    ],
  };
};

/** Forgets everything with the page. */
const memory = (): RawStorage => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
  };
};

/** Reads the address of a frame and follows it, but never writes it. Links lead to the whole app. */
const frameBar = (window: Window): AddressBar => ({
  hash: () => window.location.hash,
  base: () => {
    const url = new URL(window.location.href);
    url.hash = '';
    url.searchParams.delete('embed');
    url.searchParams.delete('theme');
    return url.href;
  },
  replace: () => undefined,
  push: () => undefined,
  listen: (listener) => {
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  },
});

/** What a frame has instead of storage and an address bar. */
export const frameSurroundings = (window: Window): Pick<StartOptions, 'tab' | 'local' | 'bar'> => {
  const [tab, local] = [memory(), memory()];
  return { tab: safeStorage(() => tab), local: safeStorage(() => local), bar: frameBar(window) };
};
