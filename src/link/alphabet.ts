/**
 * Characters. A link consists of the unreserved URL characters and the slash only, and ends in a letter or digit: mail
 * programs and auto-linkers leave those alone, whereas they drop a full stop or bracket at the end.
 */

export const isLetterOrDigit = (char: string): boolean => /^[A-Za-z0-9]$/.test(char);
export const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1;

/** Digits in base 62, for places that are always one or two characters wide. */
export const BASE_62 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

const CHECK_VALUES = 36 ** 3;

/** Three characters that change when the text does: 32-bit FNV-1a, modulo 46,656, in base 36. */
export function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return (hash % CHECK_VALUES).toString(36).padStart(3, '0');
}

/** The text with its end: a slash and the check. */
export const sealed = (text: string): string => `${text}/${checkOf(text)}`;

/** A run that is no UTF-8 stays as it is. */
const unescapedOnce = (text: string): string =>
  text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });

/** Characters written as `%7E`, which some programs write as `%257E`. A link itself has no `%`. */
export const unescaped = (text: string): string => unescapedOnce(unescapedOnce(text));

/** Quoted-printable, that was never undone: a soft line break, `=7E` for a character. A link itself has no `=`. */
const unquoted = (text: string): string =>
  text
    .replace(/=\r?\n/g, '')
    .replace(/=([2-7][0-9A-F])/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** What no link has in it and something else begins with: parameters that a mail filter appends, markup, a footnote. */
const FOREIGN = /[&?]\w+[=;]|<\/|\[\d+\]/;

/**
 * Undoes what happens to links on the way: line breaks, spaces and the backslashes of Markdown put in, characters written as `%7E`, everything
 * before the `#`, the `>` of a quoted line, a second `#` and what follows it, parameters, and at the end punctuation of the sentence or the brackets around it.
 */
export function tidy(text: string): string {
  const joined = unquoted(unescaped(text))
    .replaceAll('&gt;', '>')
    .replace(/[\r\n]+[> ]*/g, '')
    .replace(/[\s\\\u00ad\u200b-\u200d\u2060\ufeff]/g, '');
  const start = joined.indexOf('#');
  const second = start === -1 ? -1 : joined.indexOf('#', start + 1);
  const foreign = joined.slice(Math.max(start, 0)).search(FOREIGN);
  let end = second === -1 ? joined.length : second;
  if (foreign !== -1) end = Math.min(end, Math.max(start, 0) + foreign);
  while (end > 0 && !/[A-Za-z0-9#~]/.test(joined.charAt(end - 1))) end -= 1;
  return joined.slice(Math.max(start, 0), end);
}
