import { type RefObject, useLayoutEffect, useRef } from 'react';
import { drawCells, drawGrowing, makeStage, palette, type Stage } from './draw';
import type { GridLayout } from './geometry';
import styles from './grid.module.css';
import { ARRIVED } from './gridCells';
import { isStill, useLook } from './useLook';

interface Props {
  readonly layout: GridLayout;
  readonly cells: Uint8Array;
}

/** How long a cell that has just switched takes to grow into its place. */
const GROWTH_MS = 240;
/** Above this many the growing would cost more than it says; the cells are marked all the same. */
const MOST_GROWING = 1500;

const easeOut = (t: number): number => 1 - (1 - t) ** 3;

interface Drawn {
  readonly stage: Stage;
  readonly look: string;
  readonly cells: Uint8Array;
}

/** The places of the cells that came to the other side in this step and were not shown so before. */
const arrivals = (cells: Uint8Array, before: Uint8Array): readonly number[] => {
  const found: number[] = [];
  for (let place = 0; place < cells.length; place += 1) {
    const cell = cells[place] ?? 0;
    if (cell & ARRIVED && before[place] !== cell) found.push(place);
  }
  return found;
};

/** Lets the cells grow, and says how to stop. Whatever happens, they end up whole. */
const grow = (pen: CanvasRenderingContext2D, { stage, cells }: Drawn, places: readonly number[]): (() => void) => {
  const start = performance.now();
  let next = 0;
  const frame = (now: number) => {
    const part = Math.min(1, (now - start) / GROWTH_MS);
    for (const place of places) drawGrowing(pen, stage, place, cells[place] ?? 0, 0.25 + 0.75 * easeOut(part));
    if (part < 1) next = requestAnimationFrame(frame);
  };
  next = requestAnimationFrame(frame);
  return () => {
    cancelAnimationFrame(next);
    for (const place of places) drawGrowing(pen, stage, place, cells[place] ?? 0, 1);
  };
};

/** The stage that stands, when layout and look are what they were; else a new one on an empty canvas. */
const stageFor = (canvas: HTMLCanvasElement, layout: GridLayout, look: string, before: Drawn | null): Stage | null => {
  if (before !== null && before.look === look && before.stage.layout === layout) return before.stage;
  const stage = makeStage(layout, devicePixelRatio, palette(canvas));
  if (stage) {
    canvas.width = stage.picture.width;
    canvas.height = stage.picture.height;
  }
  return stage;
};

const draw = (canvas: HTMLCanvasElement, { layout, cells }: Props, look: string, drawn: RefObject<Drawn | null>) => {
  const pen = canvas.getContext('2d');
  const before = drawn.current;
  const stage = stageFor(canvas, layout, look, before);
  if (!pen || !stage) return undefined;
  const shown = stage === before?.stage ? before.cells : null;
  drawCells(pen, stage, cells, shown);
  const now: Drawn = { stage, look, cells };
  drawn.current = now;
  const growing = shown === null || isStill() ? [] : arrivals(cells, shown);
  return growing.length > 0 && growing.length <= MOST_GROWING ? grow(pen, now, growing) : undefined;
};

/** The picture of the grid: one draw per change, and only of the cells that differ. */
export const Cells = ({ layout, cells }: Props) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<Drawn>(null);
  const look = useLook();
  useLayoutEffect(() => {
    if (!canvas.current) return;
    return draw(canvas.current, { layout, cells }, look, drawn);
  }, [layout, cells, look]);
  return (
    <div aria-hidden="true">
      <canvas
        ref={canvas}
        className={styles.canvas}
        style={{ width: layout.columns * layout.pitchX, height: layout.height }}
      />
    </div>
  );
};
