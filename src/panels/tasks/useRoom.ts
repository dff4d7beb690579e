import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Room {
  /** In whole CSS pixels; 0 until it is laid out. */
  readonly width: number;
  /** From where the element begins to the lower edge of its panel. */
  readonly height: number;
  /** How much larger than usual the text of the page is. */
  readonly zoom: number;
}

const USUAL = 16;
const NO_ROOM: Room = { width: 0, height: 0, zoom: 1 };

const zoomNow = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;

/** In a stack a panel is as high as what is in it, up to a limit; everywhere else it has a height of its own. */
const heightOf = (element: HTMLElement): number => {
  const scroller = element.closest<HTMLElement>('[data-panel] > div');
  const panel = scroller?.parentElement;
  if (!scroller || !panel) return 0;
  const limit = Number.parseFloat(getComputedStyle(panel).maxHeight);
  const head = panel.offsetHeight - scroller.offsetHeight;
  const whole = Number.isFinite(limit) ? limit - head : scroller.clientHeight;
  const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  return Math.max(0, Math.floor(whole - top));
};

const same = (a: Room, b: Room): boolean => a.width === b.width && a.height === b.height && a.zoom === b.zoom;

/** The room that an element has. */
export const useRoom = (ref: RefObject<HTMLElement | null>): Room => {
  const [room, setRoom] = useState(NO_ROOM);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const next = { width: Math.floor(element.clientWidth), height: heightOf(element), zoom: zoomNow() };
      setRoom((now) => (same(now, next) ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const scroller = element.closest('[data-panel] > div');
    if (scroller) observer.observe(scroller);
    return () => observer.disconnect();
  }, [ref]);
  return room;
};
