/** A walk with the keyboard from one kernel word to the next. The panels hold hundreds, so that none of them is a tab stop. */
import { createStore } from 'zustand/vanilla';
import { STAGE } from '../../panels/regions';
import { type Entry, entryOf, wordsOf } from './entries';
import { type Word, wordsIn } from './wordsIn';

interface Walk {
  readonly words: readonly Word[];
  readonly at: number;
  /** Where the focus was before. */
  readonly from: HTMLElement | null;
}

export const walking = createStore<{ readonly walk: Walk | null }>(() => ({ walk: null }));

export const wordOf = ({ words, at }: Walk): Word | undefined => words[at];

/** Ends the walk; the focus is where it was before, unless it has gone elsewhere by itself. */
export const endWalk = (mark: Element | null): void => {
  const { walk } = walking.getState();
  const isOnMark = mark !== null && document.activeElement === mark;
  if (isOnMark && walk?.from?.isConnected) walk.from.focus({ preventScroll: true });
  walking.setState({ walk: null });
};

/** Each entry once, where it stands first. */
const once = (words: readonly Word[]): readonly Word[] => {
  const first = new Map<Entry, Word>();
  for (const word of words) if (!first.has(word.entry)) first.set(word.entry, word);
  return [...first.values()];
};

/** The words from a node on, and then round from the beginning. */
const fromHere = (words: readonly Word[], here: Node): readonly Word[] => {
  const later = Node.DOCUMENT_POSITION_FOLLOWING;
  const first = words.findIndex(({ range }) => (here.compareDocumentPosition(range.startContainer) & later) !== 0);
  return first === -1 ? words : [...words.slice(first), ...words.slice(0, first)];
};

/** A control whose text says nothing of it may be named by a word. */
const inName = (control: Element): readonly Word[] => {
  const range = document.createRange();
  range.selectNode(control);
  return wordsOf(control.getAttribute('aria-label') ?? '').map(({ entry }) => ({ entry, range }));
};

/** The smallest region around the focus that has any words. */
const wordsAround = (focus: Element): readonly Word[] => {
  const regions = [focus.closest('[role=dialog]') ?? focus.closest('[data-panel]'), document.getElementById(STAGE)];
  for (const region of regions) {
    const words = region === null ? [] : wordsIn(region);
    if (words.length > 0) return words;
  }
  return [];
};

const begin = (back: boolean): Walk | null => {
  const focus = document.activeElement ?? document.body;
  const ahead = fromHere(wordsAround(focus), focus);
  const holds = ahead[0] !== undefined && focus.contains(ahead[0].range.startContainer);
  const isControl = focus.matches('button, a, input, [role]');
  const words = once([...(isControl && !holds ? inName(focus) : []), ...ahead]);
  if (words.length === 0) return null;
  // A word that has the focus is explained already.
  const own = focus instanceof HTMLElement ? entryOf(focus.dataset.term ?? '') : undefined;
  const start = own !== undefined && words[0]?.entry === own ? 1 : 0;
  return {
    words,
    at: back ? words.length - 1 : Math.min(start, words.length - 1),
    from: focus instanceof HTMLElement && focus !== document.body ? focus : null,
  };
};

const stillThere = ({ range }: Word): boolean => range.startContainer.isConnected && !range.collapsed;

/** Goes to the next word, or the one before; round and round. */
export const walk = (back: boolean): void => {
  const { walk: now } = walking.getState();
  if (now === null) {
    walking.setState({ walk: begin(back) });
    return;
  }
  const here = wordOf(now);
  const words = now.words.filter((word) => word === here || stillThere(word));
  const at = here === undefined ? 0 : words.indexOf(here);
  walking.setState({ walk: { ...now, words, at: (at + (back ? -1 : 1) + words.length) % words.length } });
};
