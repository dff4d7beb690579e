/**
 * How wide a text is, without a browser: so that a figure is the same text everywhere, and fits by construction.
 *
 * Widths are the advances of Inter at weight 640 in hundredths of an em, rounded up; lighter text is narrower, and the
 * fallback faces of `FONTS` are narrower too or about as wide. JetBrains Mono and the usual monospaced faces advance 0.6 em.
 */
export const FONTS = {
  text: "'Inter Variable', Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif",
  mono: "'JetBrains Mono Variable', 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace",
} as const;

export type Face = keyof typeof FONTS;

const MONO_EM = 0.602;

const FIRST = 32;
/** From the space to the tilde. */
const ADVANCES = [
  25, 33, 54, 65, 66, 101, 67, 34, 38, 38, 55, 68, 33, 47, 33, 39, 67, 43, 63, 64, 68, 62, 65, 58, 65, 65, 33, 34, 68,
  68, 68, 55, 101, 74, 67, 74, 73, 61, 59, 75, 75, 28, 59, 71, 57, 93, 77, 77, 65, 78, 66, 66, 67, 74, 74, 103, 73, 73,
  66, 38, 39, 38, 49, 48, 36, 58, 63, 59, 63, 60, 40, 63, 62, 27, 27, 58, 27, 91, 62, 62, 63, 63, 41, 56, 36, 62, 60,
  85, 58, 60, 57, 47, 37, 47, 68,
];
const PUNCTUATION: Readonly<Record<string, number>> = {
  '–': 50,
  '’': 31,
  '‘': 31,
  '“': 52,
  '”': 52,
  '·': 33,
  '−': 68,
  '×': 68,
};
/** Wider than any letter of the alphabet. */
const UNKNOWN = 104;

const advance = (char: string): number => ADVANCES[(char.codePointAt(0) ?? 0) - FIRST] ?? PUNCTUATION[char] ?? UNKNOWN;

/** In the unit of `size`, never too small for text in the figure's faces. */
export const textWidth = (text: string, size: number, face: Face = 'text'): number => {
  if (face === 'mono') return [...text].length * MONO_EM * size;
  let hundredths = 0;
  for (const char of text) hundredths += advance(char);
  return (hundredths / 100) * size;
};

/** The size, at most `size` and at least `least`, at which the text is no wider than `width`; in tenths, so that it surely fits. */
export const shrunk = (text: string, width: number, size: number, least: number, face: Face = 'text'): number =>
  Math.max(Math.min(size, Math.floor((width / textWidth(text, 1, face)) * 10) / 10), least);

const ELLIPSIS = '…';

/** The longest beginning of `text` that is at most `width` wide, followed by an ellipsis when something is left out. */
export const clip = (text: string, width: number, size: number, face: Face = 'text'): string => {
  if (textWidth(text, size, face) <= width) return text;
  const chars = [...text];
  while (chars.length > 0 && textWidth(chars.join('').trimEnd() + ELLIPSIS, size, face) > width) chars.pop();
  return chars.join('').trimEnd() + ELLIPSIS;
};

/** A word that is wider than a line, in pieces that are not. Nothing is lost. */
const pieces = (word: string, width: number, size: number, face: Face): readonly string[] => {
  const made: string[] = [];
  let piece = '';
  for (const char of word) {
    if (piece !== '' && textWidth(piece + char, size, face) > width) {
      made.push(piece);
      piece = char;
    } else piece += char;
  }
  return [...made, piece];
};

/** Lines of at most `width`. With more than `most` of them, the last one ends in an ellipsis. Empty text has no lines. */
export const wrap = (
  text: string,
  width: number,
  size: number,
  most = Number.POSITIVE_INFINITY,
  face: Face = 'text',
): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const together = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(together, size, face) <= width) lines.splice(-1, 1, together);
    else lines.push(...pieces(word, width, size, face));
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), clip(`${kept.at(-1)} ${lines[most]}`, width, size, face)];
};
