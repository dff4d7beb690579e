import { type RefObject, useLayoutEffect, useState } from 'react';
import { heightOf, zoomNow } from './room';

export interface Room {
  /** In whole CSS pixels; 0 until it is laid out. */
  readonly width: number;
  /** As `heightOf` has it. */
  readonly height: number;
  /** How much larger than usual the text of the page is. */
  readonly zoom: number;
}

const NO_ROOM: Room = { width: 0, height: 0, zoom: 1 };

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
