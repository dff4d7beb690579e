/** The kernel's words as they stand on the screen. */
import { type Entry, type Found, wordsOf } from './entries';

/** A word on the screen, and where its explanation belongs. */
export interface Word {
  readonly entry: Entry;
  readonly range: Range;
}

/** What is written or chosen from, and what explains something itself, as what has a title in a drawing. */
const ELSEWHERE =
  'canvas, textarea, select, [role=menu], [role=listbox], [role=tooltip], [data-explains], g:has(> title)';
/** A drawing has hundreds of words, and a list beside it that says the same. */
const PASSED_BY = `svg, ${ELSEWHERE}`;

/** Less than this many pixels is for screen readers only. */
const SEEN = 3;

const rangeOf = (node: Text, { from, to }: Found): Range => {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range;
};

/** A text for screen readers is as large as any other, but the box around it is not. */
const isSeen = (range: Range, around: Element | null): boolean =>
  [range, around].every((each) => {
    const { width = 0, height = 0 } = each?.getBoundingClientRect() ?? {};
    return width > SEEN && height > SEEN;
  });

/** Every word inside of an element that can be seen or scrolled to, in the order of the page. */
export const wordsIn = (region: Element): readonly Word[] => {
  const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
  const words: Word[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest(PASSED_BY) !== null) continue;
    for (const found of wordsOf(node.data)) {
      const range = rangeOf(node, found);
      if (isSeen(range, node.parentElement)) words.push({ entry: found.entry, range });
    }
  }
  return words;
};

/** The place in a text that is nearest to a point of the window. Not every browser has the newer of the two. */
const caretAt = (x: number, y: number): { readonly node: Node; readonly offset: number } | null => {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (caret) return { node: caret.offsetNode, offset: caret.offset };
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
};

/** The word at a point of the window; `null` when there is none, or when it is in a list to choose from. */
export const wordAt = (x: number, y: number): Word | null => {
  const { node, offset } = caretAt(x, y) ?? { node: null, offset: 0 };
  if (!(node instanceof Text) || node.parentElement?.closest(ELSEWHERE) !== null) return null;
  const found = wordsOf(node.data).find(({ from, to }) => from <= offset && offset <= to);
  if (found === undefined) return null;
  const range = rangeOf(node, found);
  // The caret is put at the nearest text, however far that is.
  const isInside = [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
  );
  return isInside ? { entry: found.entry, range } : null;
};
