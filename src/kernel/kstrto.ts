/** How the kernel reads a boolean or a number from text. */

/** `kstrtobool()`: y, n, t, f, e (enable), d (disable), 1, 0 by the first letter, on and off by the second. */
export function kstrtobool(text: string): boolean | null {
  const first = text[0]?.toLowerCase();
  if (first === undefined) return null;
  if ('eyt1'.includes(first)) return true;
  if ('dnf0'.includes(first)) return false;
  if (first !== 'o') return null;
  const second = text[1]?.toLowerCase();
  if (second === 'n') return true;
  return second === 'f' ? false : null;
}

/**
 * `kstrtoint()` with base 0: decimal, hexadecimal after 0x, octal after 0, an optional sign, and nothing else. -EINVAL for
 * other text, -ERANGE for a number that is no `int`.
 */
export function kstrtoint(text: string): number | 'EINVAL' | 'ERANGE' {
  const [, sign, digits] = /^([+-]?)(0x[0-9a-f]+|0[0-7]*|[1-9][0-9]*)$/i.exec(text) ?? [];
  if (digits === undefined) return 'EINVAL';
  const base = /^0x/i.test(digits) ? 16 : digits.startsWith('0') ? 8 : 10;
  const size = Number.parseInt(digits, base);
  const value = sign === '-' ? 0 - size : size;
  return value < -(2 ** 31) || value >= 2 ** 31 ? 'ERANGE' : value;
}

/** The first number that `proc_dointvec()` reads; `null` when it takes none. */
export function procInt(text: string): number | null {
  const [word = ''] = text.trim().split(/\s+/);
  const value = word.startsWith('+') ? 'EINVAL' : kstrtoint(word);
  return typeof value === 'number' ? value : null;
}

/** What an `int` parameter holds; 0 for text that could not have got into it. */
export const intOf = (text: string | undefined): number => {
  const value = kstrtoint(text ?? '');
  return typeof value === 'number' ? value : 0;
};
