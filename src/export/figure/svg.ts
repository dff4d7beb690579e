/** SVG as text: elements, attributes, escaping. Nothing else in this folder writes a `<`. */
import { clip, type Face, FONTS } from './metrics';

type Value = string | number | null;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 does not allow, not even escaped; among them halves of a pair that stand alone. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Text as it may stand between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** At most two decimals: a figure is read by people too. */
const written = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : escaped(value);

/** An element. Attributes that are `null` are left out; `children` are SVG already. */
export const el = (
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly string[]
): string => {
  const inside = Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${written(value)}"`))
    .join('');
  return children.length === 0 ? `<${name}${inside}/>` : `<${name}${inside}>${children.join('')}</${name}>`;
};

export interface Style {
  readonly size: number;
  readonly fill: string;
  readonly face?: Face;
  readonly weight?: number;
  readonly anchor?: 'end' | 'middle';
  /** Text that is wider than this is cut, with an ellipsis. */
  readonly width?: number;
}

/** One line of text; `y` is its baseline. */
export const text = (x: number, y: number, words: string, style: Style): string => {
  const { size, fill, face = 'text', weight = 400, anchor = null, width = Number.POSITIVE_INFINITY } = style;
  const attributes = {
    x,
    y,
    'font-family': FONTS[face],
    'font-size': size,
    'font-weight': weight === 400 ? null : weight,
    // `->` and `//` are read letter by letter.
    style: face === 'mono' ? 'font-variant-ligatures:none' : null,
    fill,
    'text-anchor': anchor,
  };
  return words === '' ? '' : el('text', attributes, escaped(clip(words, width, size, face)));
};

/** Moves what is drawn. */
export const at = (x: number, y: number, ...children: readonly string[]): string =>
  el('g', { transform: `translate(${written(x)} ${written(y)})` }, ...children);

/** A piece of a figure that knows how much room it takes. */
export interface Drawn {
  readonly height: number;
  readonly svg: string;
}

export const nothing: Drawn = { height: 0, svg: '' };

/** One under the other. */
export const stack = (pieces: readonly Drawn[], gap = 0): Drawn => {
  const shown = pieces.filter(({ height }) => height > 0);
  let y = 0;
  const svg = shown.map((piece, index) => {
    const placed = at(0, y, piece.svg);
    y += piece.height + (index < shown.length - 1 ? gap : 0);
    return placed;
  });
  return { height: y, svg: svg.join('') };
};

/** A piece that can be left out; those of the least weight go first. */
export interface Weighted extends Drawn {
  readonly weight: number;
}

const heaviest = (pieces: readonly Weighted[], count: number): readonly Weighted[] => {
  const chosen = new Set(pieces.toSorted((a, b) => b.weight - a.weight).slice(0, count));
  return pieces.filter((piece) => chosen.has(piece));
};

/**
 * As many pieces as fit into `room`, one under the other, in their order. `more` says how many are left out, and its room is
 * kept free for it; `unshown` are left out in any case.
 */
export const fitted = (
  pieces: readonly Weighted[],
  room: number,
  gap: number,
  more: (left: number) => Drawn,
  unshown = 0,
): Drawn => {
  for (let kept = pieces.length; kept >= 0; kept -= 1) {
    const left = pieces.length - kept + unshown;
    const tried = stack([...heaviest(pieces, kept), left === 0 ? nothing : more(left)], gap);
    if (tried.height <= room) return tried;
  }
  return nothing;
};

/** A whole document, with its title and description for those who do not see it. `extra` is e.g. a style sheet. */
export const document = (
  width: number,
  height: number,
  words: { readonly title: string; readonly describes: string },
  body: string,
  extra = '',
): string =>
  el(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' },
    el('title', {}, escaped(words.title)),
    el('desc', {}, escaped(words.describes)),
    extra,
    body,
  );
