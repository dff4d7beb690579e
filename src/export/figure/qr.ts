/** An address as a QR code. */
import { encode } from 'uqr';
import { document, el } from './svg';

/** Beyond this no camera reads it from paper. */
export const LONGEST = 300;

/** Modules of quiet zone on each side, as the standard asks. */
const QUIET = 4;

/** Where dark modules begin in a row, and how many follow each other. */
const runs = (row: readonly boolean[]): readonly (readonly [number, number])[] =>
  row.flatMap((dark, x) => {
    if (!dark || row[x - 1]) return [];
    const end = row.indexOf(false, x);
    return [[x, (end < 0 ? row.length : end) - x] as const];
  });

/** A black code on white, one unit per module; `null` for an address that is too long to be read from paper. */
export const qrSvg = (address: string): string | null => {
  if (address.length > LONGEST) return null;
  const { data, size } = encode(address, { ecc: 'M', border: QUIET });
  // One path of whole runs: a browser draws neighbouring rectangles with hairlines between them.
  const d = data
    .map((row, y) =>
      runs(row)
        .map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`)
        .join(''),
    )
    .join('');
  const words = { title: 'QR code', describes: address };
  return document(
    size,
    size,
    words,
    el('rect', { width: size, height: size, fill: '#ffffff' }) +
      el('path', { d, fill: '#000000', 'shape-rendering': 'crispEdges' }),
  );
};
