/** Text for mails. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[“”]/g, '"'],
  [/[‘’]/g, "'"],
  [/…/g, '...'],
  [/—/g, '--'],
  [/[–−]/g, '-'],
  [/→/g, '->'],
  [/≥/g, '>='],
  [/≤/g, '<='],
  [/≠/g, '!='],
  [/×/g, 'x'],
  [/\u00a0/g, ' '],
];

/** Typographic characters as everyone can type them. Others stay: a name is a name. */
export const ascii = (text: string): string => PLAIN.reduce((plain, [from, to]) => plain.replace(from, to), text);
