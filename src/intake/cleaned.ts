/** What mails, pages, terminals and crashed machines put into a text on its way. Its lines stay where they are. */
import { isRecord } from '../shapes/record';
import type { Given } from './kind';

/** Spaces that are none to a kernel, and marks that nobody sees. */
const SPACES = /[\u00a0\u2007\u202f]/g;
const UNSEEN = /[\u200b-\u200d\u2060\ufeff]/g;
/** Copied from the source of a page. */
const ENTITY = /&(lt|gt|amp|quot|#39|nbsp);/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' };
/** Where one of these stands, the page was C, a stack or a list before. */
const IS_ESCAPED = /&[lg]t;/;

const QUOTE = /^(?:> ?)+/;
/** drgn at its prompt, and what runs in the `ps` of `crash`. */
const NOT_QUOTED = /^(?:>>> |> *\d+ +\d+ +\d)/;
/** One or two may begin with the sign by themselves. */
const FEWEST_QUOTED = 3;

/** What somebody quotes, as it was written. */
function unquoted(text: string): string {
  if (!text.includes('>')) return text;
  const all = text.split('\n');
  const quoted = all.filter((line) => line.startsWith('>'));
  const isQuoted = quoted.length >= FEWEST_QUOTED && !quoted.some((line) => NOT_QUOTED.test(line));
  return isQuoted ? all.map((line) => line.replace(QUOTE, '')).join('\n') : text;
}

/** `cat -n`, `nl`, `grep -n ''`, `bat`. */
const NUMBERED = /^ *(\d{1,6})(?:\t|: ?| ?[|│] ?)/;

/** Without the numbers that a tool has put before its lines: each is one more than that above. */
function unnumbered(text: string): string {
  if (!NUMBERED.test(text.slice(0, 100))) return text;
  const all = text.split('\n');
  const numbers = all.flatMap((line) => (line.trim() === '' ? [] : Number(NUMBERED.exec(line)?.[1] ?? Number.NaN)));
  const isCounted = numbers.length > 2 && numbers.every((each, at) => at === 0 || each === (numbers[at - 1] ?? 0) + 1);
  return isCounted ? all.map((line) => line.replace(NUMBERED, '')).join('\n') : text;
}

/** A file of a machine that has crashed has blocks of zeros; in a text of another encoding every second byte is one. */
const isText = (text: string): boolean => {
  const start = text.replace(/^\0+/, '').slice(0, 4000);
  return !start.startsWith('\uFFFD') && (start.match(/\0/g) ?? []).length * 10 < start.length;
};

/** A file of its own is as somebody saved it. */
const isOwn = ({ name = '' }: Given): boolean => /\.(?:c|json)$/i.test(name);

const IN_JOURNAL = /^\s*\{.{0,4000}"MESSAGE" ?:/;

/** What stands in one line of `journalctl -o json`, as `dmesg` would print it; the line itself where nothing does. */
function messageIn(line: string): string {
  try {
    const json: unknown = JSON.parse(line);
    if (!isRecord(json)) return line;
    const { MESSAGE: said, PRIORITY: level, _TRANSPORT: from, SYSLOG_IDENTIFIER: who } = json;
    // What is no UTF-8 is a list of bytes there.
    const text = Array.isArray(said) ? String.fromCharCode(...said.slice(0, 1000)) : said;
    if (typeof text !== 'string') return line;
    const words = text.replaceAll('\n', ' ');
    return from === 'kernel' || who === 'kernel' ? `<${Number(level) || 6}>${words}` : `${String(who)}: ${words}`;
  } catch {
    return line;
  }
}

/** Takes time proportional to the length of the text. */
export function cleaned(given: Given): Given {
  if (IN_JOURNAL.test(given.text.slice(0, 5000)))
    return { ...given, text: given.text.split('\n').map(messageIn).join('\n'), isJournal: true };
  const bare = given.text.includes('\0') && isText(given.text) ? given.text.replaceAll('\0', '') : given.text;
  if (isOwn(given) || /^\s*(?:\{|\[\s*\{)/.test(bare.slice(0, 200))) return { ...given, text: bare };
  const spaced = bare.replace(SPACES, ' ').replace(UNSEEN, '');
  const text = IS_ESCAPED.test(spaced) ? spaced.replace(ENTITY, (_, name: string) => ENTITIES[name] ?? '') : spaced;
  return { ...given, text: unnumbered(unquoted(text)) };
}
