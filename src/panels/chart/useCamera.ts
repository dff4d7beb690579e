import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import {
  type Area,
  type Camera,
  cameraOn,
  FAR,
  keepInSight,
  moveBy,
  type Place,
  penFor,
  type Size,
  transformOf,
  ZOOM_STEP,
  zoomAt,
} from './camera';
import { FONT } from './chartView';
import { millisecondsOf } from './milliseconds';

/** The element that is looked through, and the picture in it that moves. */
export interface Stage {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly picture: RefObject<SVGSVGElement | null>;
}

export interface Lens {
  readonly zoom: (factor: number) => void;
  /** Where the stage is too small for the area, the heart of it. */
  readonly show: (area: Area, moving: boolean, heart?: Area) => void;
}

interface Props extends Stage {
  readonly drawing: Size;
  /** The reader has taken the camera into their own hands. */
  readonly onMoved: () => void;
  /** A press that did not become a drag. */
  readonly onPick: (target: Element) => void;
  /** The stage has another size. */
  readonly onResize: () => void;
}

const sizeOf = (frame: HTMLElement): Size => ({ width: frame.clientWidth, height: frame.clientHeight });

/** So large that the rows are as high as `--chart-text` says, in rem; where it says nothing, any scale will do. */
const leastScale = (frame: HTMLElement): number => {
  const rem = Number.parseFloat(getComputedStyle(frame).getPropertyValue('--chart-text'));
  if (!(rem > 0)) return 0;
  return (rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)) / FONT.says;
};

const PAN_STEP = 48;
/** So far a finger or a hand may shake in a press. */
const SHAKE = 4;

const ARROWS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: PAN_STEP, y: 0 },
  ArrowRight: { x: -PAN_STEP, y: 0 },
  ArrowUp: { x: 0, y: PAN_STEP },
  ArrowDown: { x: 0, y: -PAN_STEP },
};

/** How long a move of the picture takes, in milliseconds; 0 or not a number where nothing moves. */
const durationOf = (frame: HTMLElement): number =>
  2 * millisecondsOf(getComputedStyle(frame).getPropertyValue('--motion'));

const isUnderway = (glide: Animation | null): boolean =>
  glide !== null && glide.playState !== 'finished' && glide.playState !== 'idle';

const glideTo = (picture: SVGSVGElement, from: string, to: Camera, duration: number): Animation | null =>
  duration > 0
    ? picture.animate([{ transform: from }, { transform: transformOf(to) }], { duration, easing: 'ease-out' })
    : null;

/**
 * Pan and zoom: drag, pinch, the wheel with ctrl, and, when the frame has the focus from the keyboard, the arrow keys, + and −.
 * Nothing is rendered again: the picture as a whole is moved, for a new scale inside of it would lay out all its words anew.
 */
export const useCamera = ({ frame, picture, drawing, onMoved, onPick, onResize }: Props): Lens => {
  const camera = useRef<Camera>({ x: 0, y: 0, scale: 1 });
  const glide = useRef<Animation | null>(null);
  const latest = useRef({ onMoved, onPick, onResize });
  useEffect(() => {
    latest.current = { onMoved, onPick, onResize };
  });

  const put = useCallback(
    (next: Camera, moving: boolean) => {
      if (!frame.current || !picture.current) return;
      // Asked before anything is written: afterwards the whole picture would be styled anew for the answer.
      const duration = moving ? durationOf(frame.current) : 0;
      const seen = isUnderway(glide.current)
        ? getComputedStyle(picture.current).transform
        : transformOf(camera.current);
      camera.current = keepInSight(next, drawing, sizeOf(frame.current));
      const { style } = picture.current;
      style.transform = transformOf(camera.current);
      const pen = String(penFor(camera.current));
      if (style.getPropertyValue('--pen') !== pen) style.setProperty('--pen', pen);
      glide.current?.cancel();
      glide.current = glideTo(picture.current, seen, camera.current, duration);
      frame.current.toggleAttribute('data-far', camera.current.scale < FAR);
    },
    [frame, picture, drawing],
  );

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const pressed = new Map<number, Place>();
    let travelled = 0;
    const own = (next: Camera) => {
      put(next, false);
      latest.current.onMoved();
    };
    const placeOf = ({ clientX, clientY }: MouseEvent): Place => {
      const { left, top } = element.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (pressed.size === 0) travelled = 0;
      pressed.set(event.pointerId, placeOf(event));
    };
    const move = (event: PointerEvent) => {
      const before = pressed.get(event.pointerId);
      if (before === undefined) return;
      const now = placeOf(event);
      const others = [...pressed].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      pressed.set(event.pointerId, now);
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      if (travelled < SHAKE) return;
      if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
      const [other] = others;
      if (other === undefined) own(moveBy(camera.current, now.x - before.x, now.y - before.y));
      else own(zoomAt(camera.current, distance(now, other) / Math.max(distance(before, other), 1), other));
    };
    const up = (event: PointerEvent) => {
      const isPress = pressed.delete(event.pointerId) && travelled < SHAKE && event.type === 'pointerup';
      if (isPress && event.target instanceof Element) latest.current.onPick(event.target);
    };
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      own(zoomAt(camera.current, Math.exp(-event.deltaY / 300), placeOf(event)));
    };
    const key = (event: KeyboardEvent) => {
      if (event.target !== element || event.ctrlKey || event.altKey || event.metaKey) return;
      const by = element.hasAttribute('data-own-arrows') ? ARROWS[event.key] : undefined;
      const { width, height } = sizeOf(element);
      const middle = { x: width / 2, y: height / 2 };
      if (by) own(moveBy(camera.current, by.x, by.y));
      else if (event.key === '+' || event.key === '=') own(zoomAt(camera.current, ZOOM_STEP, middle));
      else if (event.key === '-') own(zoomAt(camera.current, 1 / ZOOM_STEP, middle));
      else return;
      event.preventDefault();
    };
    const observer = new ResizeObserver(() => latest.current.onResize());
    observer.observe(element);
    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener('pointerdown', down, { signal });
    element.addEventListener('pointermove', move, { signal });
    element.addEventListener('pointerup', up, { signal });
    element.addEventListener('pointercancel', up, { signal });
    element.addEventListener('wheel', wheel, { signal, passive: false });
    element.addEventListener('keydown', key, { signal });
    return () => {
      observer.disconnect();
      stop.abort();
    };
  }, [frame, put]);

  return useMemo(
    () => ({
      zoom: (factor) => {
        if (!frame.current) return;
        const { width, height } = sizeOf(frame.current);
        put(zoomAt(camera.current, factor, { x: width / 2, y: height / 2 }), true);
        latest.current.onMoved();
      },
      show: (area, moving, heart) =>
        frame.current &&
        put(cameraOn(area, sizeOf(frame.current), heart ? leastScale(frame.current) : 0, heart), moving),
    }),
    [frame, put],
  );
};

const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);
