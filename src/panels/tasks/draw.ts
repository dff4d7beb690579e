/**
 * Draws the task grid. Every status has a shape of its own that survives without colour and at six pixels:
 * a dot (no transition), a hollow square (unpatched), a solid one (patched), a square with a point (pending; the square
 * is hollow or solid by `patch_state`), a cross (blocked) and a triangle (left behind by force).
 */

import { cellCorner, type GridLayout } from './geometry';
import { GLYPH_BITS, GLYPHS, type Glyph, MARKED } from './gridCells';

export interface Palette {
  readonly surface: string;
  readonly text2: string;
  readonly ok: string;
  readonly wait: string;
  readonly waitBg: string;
  readonly stop: string;
  readonly stopBg: string;
  readonly force: string;
  readonly mark: string;
}

/** The colours of the theme in force, from the design tokens. */
export const palette = (element: Element): Palette => {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surface: token('--surface'),
    text2: token('--text-2'),
    ok: token('--ok'),
    wait: token('--wait'),
    waitBg: token('--wait-bg'),
    stop: token('--stop'),
    stopBg: token('--stop-bg'),
    force: token('--force'),
    mark: token('--mark'),
  };
};

type Pen = CanvasRenderingContext2D;

const frame = (pen: Pen, side: number, line: number, colour: string): void => {
  pen.strokeStyle = colour;
  pen.lineWidth = line;
  pen.strokeRect(line / 2, line / 2, side - line, side - line);
};

const fill = (pen: Pen, side: number, colour: string): void => {
  pen.fillStyle = colour;
  pen.fillRect(0, 0, side, side);
};

const point = (pen: Pen, side: number, size: number, colour: string): void => {
  pen.fillStyle = colour;
  const from = Math.round((side - size) / 2);
  pen.fillRect(from, from, side - 2 * from, side - 2 * from);
};

/** Below this many device pixels a slanted line blurs, so it is set pixel by pixel. */
const SMALL = 9;

/** A cross that stays one in six pixels: two staircases, two pixels wide. */
const smallCross = (pen: Pen, side: number, colour: string): void => {
  pen.fillStyle = colour;
  for (let line = 0; line < side; line += 1) {
    const from = Math.min(line, side - 2);
    pen.fillRect(from, line, 2, 1);
    pen.fillRect(side - 2 - from, line, 2, 1);
  }
};

const cross = (pen: Pen, side: number, line: number, inset: number, colour: string): void => {
  pen.strokeStyle = colour;
  pen.lineWidth = line;
  pen.beginPath();
  pen.moveTo(inset, inset);
  pen.lineTo(side - inset, side - inset);
  pen.moveTo(side - inset, inset);
  pen.lineTo(inset, side - inset);
  pen.stroke();
};

/** A triangle in steps of whole pixels. */
const smallTriangle = (pen: Pen, side: number, colour: string): void => {
  pen.fillStyle = colour;
  for (let line = 0; line < side; line += 1) {
    const half = Math.floor((line * side) / (2 * side - 2)) + 1;
    pen.fillRect(side / 2 - Math.min(half, side / 2), line, 2 * Math.min(half, side / 2), 1);
  }
};

const triangle = (pen: Pen, side: number, colour: string): void => {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(side / 2, 0);
  pen.lineTo(side, side);
  pen.lineTo(0, side);
  pen.fill();
};

/** One glyph with its corner at the origin. `side` is in device pixels, and so is everything here. */
const glyph = (pen: Pen, which: Glyph, side: number, colours: Palette): void => {
  const line = Math.max(1, Math.round(side / 9));
  switch (which) {
    case 'settled':
      point(pen, side, side * 0.3, colours.text2);
      break;
    case 'unpatched':
      frame(pen, side, line, colours.text2);
      break;
    case 'patched':
      fill(pen, side, colours.ok);
      break;
    case 'pendingOff':
      fill(pen, side, colours.waitBg);
      frame(pen, side, line, colours.wait);
      point(pen, side, side * 0.34, colours.wait);
      break;
    case 'pendingOn':
      fill(pen, side, colours.wait);
      point(pen, side, side * 0.42, colours.waitBg);
      break;
    case 'blockedOff':
      if (side < SMALL) {
        smallCross(pen, side, colours.stop);
        break;
      }
      fill(pen, side, colours.stopBg);
      frame(pen, side, line, colours.stop);
      cross(pen, side, line * 1.7, line, colours.stop);
      break;
    case 'blockedOn':
      if (side < SMALL) {
        smallCross(pen, side, colours.stop);
        break;
      }
      fill(pen, side, colours.stop);
      cross(pen, side, line * 1.5, line * 1.5, colours.stopBg);
      break;
    case 'leftBehind':
      if (side < SMALL) smallTriangle(pen, side, colours.force);
      else triangle(pen, side, colours.force);
  }
};

/** All glyphs side by side. `ratio` is the device pixel ratio. */
const drawSheet = (cell: number, ratio: number, colours: Palette): HTMLCanvasElement => {
  const side = Math.round(cell * ratio);
  const sheet = document.createElement('canvas');
  sheet.width = side * GLYPHS.length;
  sheet.height = side;
  const pen = sheet.getContext('2d', { willReadFrequently: true });
  if (!pen) return sheet;
  GLYPHS.forEach((which, index) => {
    pen.setTransform(1, 0, 0, 1, index * side, 0);
    glyph(pen, which, side, colours);
  });
  return sheet;
};

/** One pixel as `Uint32Array` views of image data hold it, whatever the byte order of the machine. */
const pixelOf = (colour: string): number => {
  const dot = document.createElement('canvas');
  dot.width = 1;
  dot.height = 1;
  const pen = dot.getContext('2d', { willReadFrequently: true });
  if (!pen) return 0;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return new Uint32Array(pen.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
};

/**
 * What does not change from step to step: the glyphs as pixels, and the picture they are copied into. Copying pixels is
 * several times faster than ten thousand calls to draw, and as fast on a machine without a graphics card.
 */
export interface Stage {
  readonly layout: GridLayout;
  readonly ratio: number;
  readonly sheet: HTMLCanvasElement;
  /** Side of a cell in device pixels. */
  readonly side: number;
  readonly glyphs: Uint32Array;
  readonly mark: number;
  readonly picture: ImageData;
  readonly pixels: Uint32Array;
}

/** `null` when there is nothing to draw on. */
export const makeStage = (layout: GridLayout, ratio: number, colours: Palette): Stage | null => {
  const sheet = drawSheet(layout.cell, ratio, colours);
  const side = sheet.height;
  const glyphs = sheet.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, sheet.width, side);
  const width = Math.round(layout.columns * layout.pitchX * ratio);
  const height = Math.round(layout.height * ratio);
  if (!glyphs || width === 0 || height === 0) return null;
  const picture = new ImageData(width, height);
  return {
    layout,
    ratio,
    sheet,
    side,
    glyphs: new Uint32Array(glyphs.data.buffer),
    mark: pixelOf(colours.mark),
    picture,
    pixels: new Uint32Array(picture.data.buffer),
  };
};

const cornerOf = ({ layout, ratio }: Stage, place: number): { readonly x: number; readonly y: number } => {
  const { x, y } = cellCorner(layout, place);
  return { x: Math.round(x * ratio), y: Math.round(y * ratio) };
};

const markTop = ({ side, ratio, layout }: Stage): number => side + Math.round(layout.barGap * ratio);
const markHeight = ({ ratio, layout }: Stage): number => Math.round(layout.bar * ratio);

/** Copies one cell into the picture. */
const putCell = (stage: Stage, place: number, cell: number): void => {
  const { side, glyphs, mark, pixels, picture } = stage;
  const { x, y } = cornerOf(stage, place);
  const from = (cell & GLYPH_BITS) * side;
  const row = side * GLYPHS.length;
  for (let line = 0; line < side; line += 1) {
    const to = (y + line) * picture.width + x;
    for (let dot = 0; dot < side; dot += 1) pixels[to + dot] = glyphs[line * row + from + dot] ?? 0;
  }
  const ink = cell & MARKED ? mark : 0;
  for (let line = 0; line < markHeight(stage); line += 1) {
    const to = (y + markTop(stage) + line) * picture.width + x;
    pixels.fill(ink, to, to + side);
  }
};

/** Brings the canvas from showing `drawn` (`null`: nothing) to showing `cells`: one draw, of the rows that differ. */
export const drawCells = (pen: Pen, stage: Stage, cells: Uint8Array, drawn: Uint8Array | null): void => {
  let first = -1;
  let last = -1;
  for (let place = 0; place < cells.length; place += 1) {
    const cell = cells[place] ?? 0;
    if (drawn !== null && drawn[place] === cell) continue;
    putCell(stage, place, cell);
    if (first < 0) first = place;
    last = place;
  }
  if (first < 0) return;
  const top = cornerOf(stage, first).y;
  const bottom = cornerOf(stage, last).y + Math.ceil(stage.layout.pitchY * stage.ratio);
  pen.putImageData(stage.picture, 0, 0, 0, top, stage.picture.width, bottom - top);
};

/** One cell while it grows into its place: `part` is how far, 0 to 1. */
export const drawGrowing = (pen: Pen, stage: Stage, place: number, cell: number, part: number): void => {
  const { side, sheet } = stage;
  const { x, y } = cornerOf(stage, place);
  const size = Math.max(1, Math.round(side * part));
  const inset = Math.floor((side - size) / 2);
  pen.clearRect(x, y, side, side);
  pen.drawImage(sheet, (cell & GLYPH_BITS) * side, 0, side, side, x + inset, y + inset, size, size);
};
