/** Which word of the screen somebody points at, and what it means. */
import { type Entry, entryOf, partsOf } from '../../learn/glossary';

export interface Explained {
  readonly anchor: HTMLElement;
  readonly entry: Entry;
}

/** What has a use of its own for a pointer. */
const CONTROLS =
  'a, button, input, select, textarea, label, summary, [role=slider], [role=menu], [role=dialog], [role=tooltip]';

/** More than a label. */
const LONGEST = 40;

/** A word that is marked as one, or an element that says little more than one word of the glossary. */
export const explainedAt = (target: EventTarget | null): Explained | null => {
  if (!(target instanceof Element)) return null;
  const marked = target.closest<HTMLElement>('[data-term]');
  const entry = marked === null ? undefined : entryOf(marked.dataset.term ?? '');
  if (marked !== null && entry !== undefined) return { anchor: marked, entry };
  const anchor = target.closest<HTMLElement>('code') ?? target;
  if (!(anchor instanceof HTMLElement) || anchor.closest(CONTROLS) !== null) return null;
  const text = anchor.textContent ?? '';
  if (text.length > LONGEST) return null;
  const [only, ...more] = partsOf(text).flatMap((part) => part.entry ?? []);
  return only === undefined || more.length > 0 ? null : { anchor, entry: only };
};
