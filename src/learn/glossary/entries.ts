/** The kernel's words, each in a sentence or two, with where it lives in the kernel. */

import type { Entry } from './entry';
import { livepatching } from './livepatching';
import { surroundings } from './surroundings';

export type { Entry } from './entry';

const collator = new Intl.Collator('en', { sensitivity: 'base' });

/** In the order of a dictionary; underscores and signs in front do not count. */
export const glossary: readonly Entry[] = [...livepatching, ...surroundings].sort((a, b) =>
  collator.compare(a.term.replace(/^\W|_/g, ''), b.term.replace(/^\W|_/g, '')),
);

const known: ReadonlyMap<string, Entry> = new Map(
  glossary.flatMap((entry) => [entry.term, ...entry.also].map((word) => [word, entry] as const)),
);

/** The entry of a word as it stands in a text, with or without `()`. */
export const entryOf = (word: string): Entry | undefined => {
  const bare = word.trim().replace(/\(\)$/, '');
  return known.get(bare) ?? known.get(bare.toLowerCase());
};

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** What makes a word the name of a task: `swapper/0`, `kworker/u8:2`, `kworker/0:1:702`. */
const OF_TASK = '(?:\\/u?\\d\\w*)?(?::\\d\\w*)*';

/** The longest words first, so that `klp_patches` is not found inside another word. */
const WORDS = new RegExp(
  `(?<![\\w-])(${[...known.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})(?:\\(\\)|${OF_TASK})(?![\\w])`,
  'g',
);

/** A part of a text: plain, or a word with its entry. */
export interface Part {
  readonly text: string;
  readonly entry: Entry | null;
}

/** A word of the glossary where it stands in a text: `text.slice(from, to)` is the word. */
export interface Found {
  readonly entry: Entry;
  readonly from: number;
  readonly to: number;
}

/** Every word of a text that the glossary has, as often as it stands there. */
export const wordsOf = (text: string): readonly Found[] =>
  [...text.matchAll(WORDS)].flatMap(({ 0: word, 1: term = '', index: from }) => {
    const entry = entryOf(term);
    return entry === undefined ? [] : [{ entry, from, to: from + word.length }];
  });

/** A text in parts. Each entry is found once, where its first word stands; put together, the parts are the text. */
export const partsOf = (text: string): readonly Part[] => {
  const parts: Part[] = [];
  const seen = new Set<Entry>();
  let from = 0;
  for (const found of wordsOf(text)) {
    if (seen.has(found.entry)) continue;
    seen.add(found.entry);
    if (found.from > from) parts.push({ text: text.slice(from, found.from), entry: null });
    parts.push({ text: text.slice(found.from, found.to), entry: found.entry });
    from = found.to;
  }
  if (from < text.length) parts.push({ text: text.slice(from), entry: null });
  return parts;
};

/** The entries of the words in a text, in the order of the glossary. */
export const entriesIn = (text: string): readonly Entry[] => {
  const found = new Set(partsOf(text).map(({ entry }) => entry));
  return glossary.filter((entry) => found.has(entry));
};

/** The entries that a search is about: the words themselves first, then those that explain with it. */
export const search = (query: string): readonly Entry[] => {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return glossary;
  const names = ({ term, also }: Entry): boolean => [term, ...also].some((word) => word.toLowerCase().includes(wanted));
  const says = (entry: Entry): boolean =>
    !names(entry) && `${entry.says} ${entry.kernel}`.toLowerCase().includes(wanted);
  return [...glossary.filter(names), ...glossary.filter(says)];
};
