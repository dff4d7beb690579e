/** All steps of a story in one picture, to be read like a page. */
import { FRAME_WIDTH, frame } from './frame';
import { wrap } from './metrics';
import type { Figure } from './model';
import { type FigureTheme, palettes } from './palette';
import { at, document, el, text } from './svg';

export interface Strip {
  readonly title: string;
  readonly policy: string;
  readonly opening: string;
  readonly frames: readonly Figure[];
  /** The address of the beginning; `null` when it is too long to be printed. */
  readonly link: string | null;
}

const FRAME_HEIGHT = 500;
const GAP = 24;
const MARGIN = 48;
const LINE = 34;

/** As many columns as make the whole about as wide as a screen. */
const columnsFor = (count: number): number => Math.min(Math.max(Math.ceil(Math.sqrt(count * 1.4)), 2), 5);

/** In the unit of the picture. */
export const stripSize = ({ opening, frames }: Strip) => {
  const columns = columnsFor(frames.length);
  const width = 2 * MARGIN + columns * FRAME_WIDTH + (columns - 1) * GAP;
  const lines = wrap(opening, width - 2 * MARGIN, 24);
  const top = MARGIN + 96 + lines.length * LINE + 16;
  const rows = Math.ceil(frames.length / columns);
  return { columns, width, lines, top, height: top + rows * (FRAME_HEIGHT + GAP) + 24 + MARGIN };
};

/** A document. Frames go from left to right, row by row. */
export const stripSvg = (strip: Strip, theme: FigureTheme): string => {
  const palette = palettes[theme];
  const { columns, width, lines, top, height } = stripSize(strip);
  const inner = width - 2 * MARGIN;
  const frames = strip.frames.map((figure, index) =>
    at(
      MARGIN + (index % columns) * (FRAME_WIDTH + GAP),
      top + Math.floor(index / columns) * (FRAME_HEIGHT + GAP),
      frame(figure, theme, FRAME_HEIGHT),
    ),
  );
  const body = [
    el('rect', { width, height, fill: palette.bg }),
    text(MARGIN, MARGIN + 40, strip.title, { size: 40, fill: palette.text, weight: 640, width: inner }),
    text(MARGIN, MARGIN + 78, `Policy: ${strip.policy}`, { size: 22, fill: palette.text2, width: inner }),
    ...lines.map((line, index) => text(MARGIN, MARGIN + 116 + index * LINE, line, { size: 24, fill: palette.text })),
    ...frames,
    text(MARGIN, height - MARGIN + 8, strip.link ?? '', { size: 22, fill: palette.text2, face: 'mono', width: inner }),
  ];
  return document(width, height, { title: strip.title, describes: strip.opening }, body.join(''));
};
