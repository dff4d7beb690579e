/** The small pictures of a figure: told apart by shape, so that they also work in grey. All are drawn in a 16 × 16 box. */
import type { Sign } from './model';
import type { Palette } from './palette';
import { el } from './svg';

const inkOf = (palette: Palette, sign: Sign): string => {
  if (sign.startsWith('pending')) return palette.wait.ink;
  if (sign.startsWith('blocked')) return palette.stop.ink;
  if (sign === 'patched') return palette.ok.ink;
  return sign === 'leftBehind' ? palette.force.ink : palette.text2;
};

const CROSS = 'M3 3l10 10M13 3 3 13';
const hollow = (ink: string): string =>
  el('rect', { x: 2.75, y: 2.75, width: 10.5, height: 10.5, fill: 'none', stroke: ink, 'stroke-width': 1.5 });
const full = (ink: string): string => el('rect', { x: 2, y: 2, width: 12, height: 12, fill: ink });
const dot = (ink: string): string => el('rect', { x: 6, y: 6, width: 4, height: 4, fill: ink });

const shapes: Readonly<Record<Sign, (ink: string, ground: string) => string>> = {
  settled: dot,
  unpatched: hollow,
  patched: full,
  pendingOff: (ink) => hollow(ink) + dot(ink),
  pendingOn: (ink, ground) => full(ink) + el('rect', { x: 5.5, y: 5.5, width: 5, height: 5, fill: ground }),
  blockedOff: (ink) => hollow(ink) + el('path', { d: CROSS, stroke: ink, 'stroke-width': 2.2 }),
  blockedOn: (ink, ground) => full(ink) + el('path', { d: CROSS, stroke: ground, 'stroke-width': 2 }),
  leftBehind: (ink) => el('path', { d: 'M8 2 14 14H2z', fill: ink }),
};

/** Puts a 16 × 16 picture into a box of `size`, its left upper corner at (x, y). */
const placed = (x: number, y: number, size: number, ...inside: readonly string[]): string =>
  el('g', { transform: `translate(${x} ${y}) scale(${Math.round((size / 16) * 1000) / 1000})` }, ...inside);

/** How a task stands to the transition. */
export const taskSign = (x: number, y: number, size: number, sign: Sign, palette: Palette): string =>
  placed(x, y, size, shapes[sign](inkOf(palette, sign), palette.surface));

const PIN = 'M5 1.5h6v1.6l-1 .7v3.4l2.2 2v1.3H8.7V15L8 15.9 7.3 15v-4.5H3.8V9.2l2.2-2V3.8l-1-.7z';

/** Sticky. */
export const pin = (x: number, y: number, size: number, ink: string): string =>
  placed(x, y, size, el('path', { d: PIN, fill: ink }));

const SHEETS = 'M8 1.5 14.5 5 8 8.5 1.5 5zM2.3 8 8 11.1 13.7 8M2.3 11 8 14.1 13.7 11';

/** Cumulative. */
export const sheets = (x: number, y: number, size: number, ink: string): string =>
  placed(
    x,
    y,
    size,
    el('path', { d: SHEETS, fill: 'none', stroke: ink, 'stroke-width': 1.6, 'stroke-linejoin': 'round' }),
  );

/** The whole of an answer in one picture: a barred circle, a tick, an arrow. */
export const answerSign = (
  x: number,
  y: number,
  size: number,
  kind: 'refused' | 'allowed' | 'done' | 'boot',
  ink: string,
): string => {
  const line = { fill: 'none', stroke: ink, 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  if (kind === 'refused')
    return placed(
      x,
      y,
      size,
      el('circle', { cx: 8, cy: 8, r: 6, ...line }),
      el('path', { d: 'M3.8 12.2l8.4-8.4', ...line }),
    );
  const d = kind === 'allowed' ? 'M2.5 8.5l3.7 4 7.3-9' : 'M2 8h11M9 4l4 4-4 4';
  return placed(x, y, size, el('path', { d, ...line }));
};
