import { useEffect, useRef } from 'react';
import { beforePaint } from '../../parts/beforePaint';
import type { Look, PanelName } from '../../scenarios/look';
import { useViewer } from '../../session/useViewer';
import { scriptLook } from '../../viewer/script';
import { findLook } from '../../words/lookMarks';

const MARGIN = 8;

const isIn =
  (part: Element | null) =>
  (each: Element): boolean =>
    part?.contains(each) ?? false;

/** What is to be in sight: what the scenario says to look at, else what the step changed. */
const meantIn = (scroller: Element, look: Look | null, isCrowd: boolean): readonly Element[] => {
  const looked = look === null ? scroller : findLook(scroller, look);
  if (looked !== scroller) return [looked];
  if (isCrowd) return [];
  const changed = [...scroller.querySelectorAll('[data-changed]')];
  // A card that is new says more than a word that changed on another.
  const newCards = changed.filter((each) => each.tagName === 'ARTICLE');
  return newCards.length > 0 ? newCards : changed;
};

/**
 * Brings what the step is about into sight, inside the panel's own scroller and no further than it takes. Where the
 * page itself scrolls, as on a phone, nothing moves under the reader's thumb.
 * @param state another object with every step.
 * @param isCrowd so much changes with every step that it says nothing.
 * @returns a ref for the only child of the panel.
 */
export const useReveal = (panel: PanelName, state: object, isCrowd = false) => {
  const content = useRef<HTMLDivElement>(null);
  const revealed = useRef<object>(null);
  const broughtTo = useRef<number>(null);
  const said = useViewer(scriptLook);
  const look = said?.panel === panel ? said : null;
  useEffect(() => {
    if (revealed.current === state) return;
    revealed.current = state;
    return beforePaint(() => {
      const scroller = content.current?.parentElement;
      if (!scroller || scroller.scrollHeight <= scroller.clientHeight) return null;
      const elements = meantIn(scroller, look, isCrowd);
      // What stays at the top of the panel belongs to its beginning, and leaves so much less room below.
      const stays = scroller.querySelector('[data-stays]');
      // A step that is about nothing here leaves the panel as it is, or at its beginning if an earlier one had moved it.
      const begins = elements.length === 0 ? scroller.scrollTop === broughtTo.current : elements.some(isIn(stays));
      if (stays !== null && begins) {
        return () => {
          scroller.scrollTop = 0;
        };
      }
      const { top: edge, bottom: end } = scroller.getBoundingClientRect();
      const outer = { top: stays?.getBoundingClientRect().bottom ?? edge, bottom: end };
      const height = outer.bottom - outer.top;
      const meant = elements.map((each) => each.getBoundingClientRect());
      const top = Math.min(...meant.map((inner) => inner.top)) - MARGIN;
      const bottom = Math.max(...meant.map((inner) => inner.bottom)) + MARGIN;
      if (meant.length === 0 || (top >= outer.top && bottom <= outer.bottom)) return null;
      // All of it where it fits; else its beginning, and what stands above that stays where it is not far down.
      const fits = bottom - top <= height;
      if (!fits && top >= outer.top && top - outer.top < height / 3) return null;
      const by = fits && top >= outer.top ? bottom - outer.bottom : top - outer.top;
      const to = scroller.scrollTop + by;
      return () => {
        scroller.scrollTop = to;
        broughtTo.current = scroller.scrollTop;
      };
    });
  }, [state, look, isCrowd]);
  return content;
};
