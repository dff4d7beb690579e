import { useEffect, useRef } from 'react';

/** Less than this of a thing in sight is not enough to notice it. */
const LEAST = 24;
const MARGIN = 8;

const isInSight = (inner: DOMRect, outer: DOMRect): boolean =>
  inner.top >= outer.top && inner.top <= outer.bottom - LEAST;

/**
 * Brings what the step changed into sight, inside the panel's own scroller and only when none of it can be seen. Where the
 * page itself scrolls, as on a phone, nothing moves under the reader's thumb.
 * @param state another object with every step.
 * @returns a ref for the only child of the panel.
 */
export const useReveal = (state: object) => {
  const content = useRef<HTMLDivElement>(null);
  const revealed = useRef(state);
  useEffect(() => {
    if (revealed.current === state) return;
    revealed.current = state;
    const scroller = content.current?.parentElement;
    if (!scroller || scroller.scrollHeight <= scroller.clientHeight) return;
    const outer = scroller.getBoundingClientRect();
    const all = [...scroller.querySelectorAll('[data-changed]')];
    // A card that is new says more than a word that changed on another.
    const newCards = all.filter((each) => each.tagName === 'ARTICLE');
    const changed = (newCards.length > 0 ? newCards : all).map((each) => each.getBoundingClientRect());
    const [first] = changed;
    if (first === undefined || changed.some((inner) => isInSight(inner, outer))) return;
    scroller.scrollTop += first.top - outer.top - MARGIN;
  }, [state]);
  return content;
};
