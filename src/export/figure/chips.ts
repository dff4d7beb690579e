/** Words with a ground or a picture of their own, and rows of them that go on in the next line when one is full. */
import { clip, type Face, textWidth } from './metrics';
import { at, type Drawn, el, nothing, text } from './svg';

/** Something in a row. Drawn with its left edge at 0 and the row's baseline at 0. */
export interface Item {
  readonly width: number;
  readonly svg: string;
}

interface Words {
  readonly size: number;
  readonly ink: string;
  readonly face?: Face;
  readonly weight?: number;
  /** Wider words are cut. */
  readonly most?: number;
}

/** Words alone. */
export const word = (words: string, { size, ink, face = 'text', weight = 400, most }: Words): Item => {
  const shown = most === undefined ? words : clip(words, most, size, face);
  return {
    width: textWidth(shown, size, face),
    svg: text(0, 0, shown, { size, fill: ink, face, weight }),
  };
};

/** A picture before words. */
export const withSign = (sign: (x: number, y: number, size: number) => string, item: Item, size: number): Item => {
  const room = size * 1.25;
  return { width: room + item.width, svg: sign(0, -size * 0.84, size) + at(room, 0, item.svg) };
};

interface Ground {
  readonly paper: string;
  readonly edge: string;
  /** Dashed edges say that something is not there for good. */
  readonly dashed?: boolean;
}

/** How far the ground of a chip reaches beside its words. */
const pad = (size: number): number => size * 0.45;

/** Words on a ground. */
export const chip = (words: string, style: Words & Ground): Item => {
  const { size, paper, edge, dashed = false, most } = style;
  const inside = word(words, { ...style, ...(most === undefined ? {} : { most: most - 2 * pad(size) }) });
  const width = inside.width + 2 * pad(size);
  const ground = el('rect', {
    x: 0.75,
    y: -size * 1.1,
    width: width - 1.5,
    height: size * 1.5,
    rx: size * 0.2,
    fill: paper,
    stroke: edge,
    'stroke-width': 1.5,
    'stroke-dasharray': dashed ? '5 4' : null,
  });
  return { width, svg: ground + at(pad(size), 0, inside.svg) };
};

/** Items from left to right, in as many lines as they need. The first baseline lies `ascent` below the top. */
export const flowed = (
  items: readonly Item[],
  width: number,
  { gap, line, ascent }: { readonly gap: number; readonly line: number; readonly ascent: number },
): Drawn => {
  if (items.length === 0) return nothing;
  let x = 0;
  let y = 0;
  const svg = items.map((item) => {
    if (x > 0 && x + item.width > width) {
      x = 0;
      y += line;
    }
    const placed = at(x, y + ascent, item.svg);
    x += item.width + gap;
    return placed;
  });
  return { height: y + line, svg: svg.join('') };
};
