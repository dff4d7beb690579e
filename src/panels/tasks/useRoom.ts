import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Room {
  /** In whole CSS pixels; 0 until it is laid out. */
  readonly width: number;
  /** How much larger than usual the text of the page is. */
  readonly zoom: number;
}

const USUAL = 16;

const zoomNow = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;

/** The room that an element has. */
export const useRoom = (ref: RefObject<HTMLElement | null>): Room => {
  const [room, setRoom] = useState<Room>({ width: 0, zoom: 1 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const next = { width: Math.floor(element.clientWidth), zoom: zoomNow() };
      setRoom((now) => (now.width === next.width && now.zoom === next.zoom ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return room;
};
