/** The convergence of all tasks as one bar: solid, hollow, dotted, crossed and striped parts, so that it also works in grey. */
import type { Sign, TaskCount } from './model';
import type { Palette } from './palette';
import { el } from './svg';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 3;
/** A single task among thousands must be seen. */
const LEAST = 6;

const range = (from: number, to: number, by: number): readonly number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / by)) }, (_, index) => from + index * by);

/** Slanted lines that stay inside of the box. */
const crossed = ({ x, y, width, height }: Box, ink: string): string => {
  const starts = width > height ? range(x, x + width - height, height / 2) : [];
  const d = starts
    .map((from) => `M${from} ${y + height}l${height} ${-height}M${from} ${y}l${height} ${height}`)
    .join('');
  return d === '' ? '' : el('path', { d, stroke: ink, 'stroke-width': 1.5, fill: 'none' });
};

const dotted = ({ x, y, width, height }: Box, ink: string): string =>
  range(x + height / 2, x + width - height / 4, height / 2)
    .map((cx) => el('circle', { cx, cy: y + height / 2, r: height / 9, fill: ink }))
    .join('');

const striped = ({ x, y, width, height }: Box, ink: string): string =>
  range(x, x + width - height / 4, height / 2)
    .map((from) => el('rect', { x: from, y, width: height / 4, height, fill: ink }))
    .join('');

const partOf = (sign: Sign, box: Box, palette: Palette): string => {
  const { x, y, width, height } = box;
  const framed = (ink: string, paper: string): string =>
    el('rect', {
      x: x + 1,
      y: y + 1,
      width: width - 2,
      height: height - 2,
      rx: 2,
      fill: paper,
      stroke: ink,
      'stroke-width': 2,
    });
  if (sign === 'patched') return el('rect', { ...box, rx: 3, fill: palette.ok.ink });
  if (sign === 'leftBehind') return framed(palette.force.ink, palette.force.paper) + striped(box, palette.force.ink);
  if (sign.startsWith('pending')) return framed(palette.wait.ink, palette.wait.paper) + dotted(box, palette.wait.ink);
  if (sign.startsWith('blocked')) return framed(palette.stop.ink, palette.stop.paper) + crossed(box, palette.stop.ink);
  return framed(palette.text2, 'none');
};

/** Parts as wide as their counts say, but never too thin to be seen. */
export const bar = (counts: readonly TaskCount[], width: number, height: number, palette: Palette): string => {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return '';
  const room = width - GAP * (counts.length - 1) - LEAST * counts.length;
  let x = 0;
  return counts
    .map(({ sign, count }) => {
      const part = { x, y: 0, width: LEAST + (count / total) * room, height };
      x += part.width + GAP;
      return partOf(sign, part, palette);
    })
    .join('');
};
