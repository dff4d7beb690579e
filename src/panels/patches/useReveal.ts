import { useEffect, useRef } from 'react';
import { beforePaint } from '../../parts/beforePaint';

const MARGIN = 8;

/**
 * Brings what the step changed into sight, inside the panel's own scroller and no further than it takes. Where the
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
    return beforePaint(() => {
      const scroller = content.current?.parentElement;
      if (!scroller || scroller.scrollHeight <= scroller.clientHeight) return null;
      const outer = scroller.getBoundingClientRect();
      const all = [...scroller.querySelectorAll('[data-changed]')];
      // A card that is new says more than a word that changed on another.
      const newCards = all.filter((each) => each.tagName === 'ARTICLE');
      const changed = (newCards.length > 0 ? newCards : all).map((each) => each.getBoundingClientRect());
      const top = Math.min(...changed.map((inner) => inner.top)) - MARGIN;
      const bottom = Math.max(...changed.map((inner) => inner.bottom)) + MARGIN;
      if (changed.length === 0 || (top >= outer.top && bottom <= outer.bottom)) return null;
      // All of it where it fits; else its beginning.
      const fits = bottom - top <= outer.height;
      const by = fits && top >= outer.top ? bottom - outer.bottom : top - outer.top;
      const to = scroller.scrollTop + by;
      return () => {
        scroller.scrollTop = to;
      };
    });
  }, [state]);
  return content;
};
