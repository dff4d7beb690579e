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

/** Types of module parameters that hold a number, with their bits; below 0: with a sign. */
const BITS = { byte: 8, short: -16, ushort: 16, int: -32, uint: 32, long: -64, ulong: 64 } as const;

export type NumberType = keyof typeof BITS;

/**
 * `kstrtoint()` and its kin with base 0: decimal, hexadecimal after 0x, octal after 0, an optional sign, and nothing else.
 * -EINVAL for other text, a minus where the type has no sign among it; -ERANGE for a number that the type cannot hold.
 */
export function kstrtonumber(text: string, type: NumberType): bigint | 'EINVAL' | 'ERANGE' {
  const [, sign, digits] = /^([+-]?)(0x[0-9a-f]+|0[0-7]*|[1-9][0-9]*)$/i.exec(text) ?? [];
  const bits = BITS[type];
  if (digits === undefined || (sign === '-' && bits > 0)) return 'EINVAL';
  const size = BigInt(/^0\d/.test(digits) ? `0o${digits}` : digits);
  const value = sign === '-' ? -size : size;
  const end = 1n << BigInt(bits < 0 ? -bits - 1 : bits);
  return value >= end || value < -end ? 'ERANGE' : value;
}

/** `kstrtoint()`. */
export function kstrtoint(text: string): number | 'EINVAL' | 'ERANGE' {
  const value = kstrtonumber(text, 'int');
  return typeof value === 'bigint' ? Number(value) : value;
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
