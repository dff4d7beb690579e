import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { VisuallyHidden } from '../../parts/VisuallyHidden';
import { useNextStep } from '../useNextStep';
import styles from './words.module.css';
import type { Word } from './wordsIn';
import { endWalk, walking, wordOf } from './wordWalk';

/** Keys that lead on from a word, or are held for another one. */
const STAYING: readonly string[] = ['e', 'E', 'Enter', ' ', 'Shift', 'Control', 'Alt', 'Meta'];

/** Where a word's explanation may stand: a dialog keeps the focus inside, everything else is in the landmark. */
export const homeOf = (node: Node): Element | null => {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('[role=dialog]:not([data-explains])') ?? document.querySelector('main');
};

/** Lays a button over its word, wherever its ancestors have been moved to. */
const cover = (button: HTMLElement, { range }: Word): void => {
  const { x, y, width, height } = range.getBoundingClientRect();
  Object.assign(button.style, { width: `${width}px`, height: `${height}px`, translate: 'none' });
  const own = button.getBoundingClientRect();
  button.style.translate = `${x - own.x}px ${y - own.y}px`;
};

/** A word that has the focus: a button over it, with the word for its name. */
const Mark = ({ word }: { readonly word: Word }) => {
  const ref = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { term, says, kernel } = word.entry;

  useLayoutEffect(() => {
    const button = ref.current;
    if (button === null) return;
    const follow = () => cover(button, word);
    word.range.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    follow();
    button.focus({ preventScroll: true });
    window.addEventListener('scroll', follow, { capture: true });
    window.addEventListener('resize', follow);
    return () => {
      window.removeEventListener('scroll', follow, { capture: true });
      window.removeEventListener('resize', follow);
    };
  }, [word]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (document.activeElement !== ref.current || STAYING.includes(event.key)) return;
      // What is open around the word stays open.
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
      }
      endWalk(ref.current);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);

  useNextStep(() => endWalk(ref.current));

  return (
    <>
      <button
        ref={ref}
        type="button"
        tabIndex={-1}
        className={styles.mark}
        data-term={term}
        data-explains
        aria-label={word.range.toString()}
        aria-describedby={id}
        onBlur={({ relatedTarget }) => {
          const stays = !document.hasFocus() || relatedTarget?.closest('[data-explains]');
          if (!stays) endWalk(null);
        }}
      />
      <VisuallyHidden id={id} data-explains>
        {says} {kernel}
      </VisuallyHidden>
    </>
  );
};

/** The word that the keyboard has come to. */
export const WordMark = () => {
  const walk = useStore(walking, (state) => state.walk);
  const word = walk === null ? undefined : wordOf(walk);
  const home = word === undefined ? null : homeOf(word.range.startContainer);
  // A new element for each word, so that it is read out.
  return word !== undefined && home !== null && createPortal(<Mark key={walk?.at} word={word} />, home);
};
