/** What mails, pages, terminals and crashed machines put into a text on its way. Its lines stay where they are. */
import { journalIn } from './journal';
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
/** What runs in the `ps` of `crash`. */
const NOT_QUOTED = /^> *\d+ +\d+ +\d/;
/** drgn at its prompt; somebody who quotes a quotation is quoted, too. */
const IN_DRGN = /^>>> /;
/** One or two may begin with the sign by themselves. */
const FEWEST_QUOTED = 3;

/** What somebody quotes, as it was written. */
function unquoted(text: string): string {
  if (!text.includes('>')) return text;
  const all = text.split('\n');
  const quoted = all.filter((line) => line.startsWith('>'));
  const isOther = quoted.every((line) => IN_DRGN.test(line)) || quoted.some((line) => NOT_QUOTED.test(line));
  const isQuoted = quoted.length >= FEWEST_QUOTED && !isOther;
  return isQuoted ? all.map((line) => line.replace(QUOTE, '')).join('\n') : text;
}

/** What a kernel prints: a time, or a frame. */
const PRINTED = String.raw`[ \t]*(?:\[ *\d+\.\d+\]|\[<[0-9a-f]+>\]|[A-Za-z_][\w.]*\+0x[0-9a-f])`;
const IS_PRINTED = new RegExp(`^${PRINTED}`);

const PIPE = /^ {0,4}[|│┃] ?/;
/** A row of a table. */
const ENDS_SO = /[|│┃]\s*$/;

/** Without the line that a chat, a tool or a box has put at the left of each. */
function unpiped(text: string): string {
  if (!/^ {0,4}[|│┃]/m.test(text)) return text;
  const all = text.split('\n');
  const piped = all.filter((line) => PIPE.test(line));
  if (piped.length < FEWEST_QUOTED || piped.some((line) => ENDS_SO.test(line.replace(PIPE, '')))) return text;
  const isMost = piped.length * 2 > all.filter((line) => line.trim() !== '').length;
  const isLog = () => piped.some((line) => IS_PRINTED.test(line.replace(PIPE, '')));
  return isMost || isLog() ? all.map((line) => line.replace(PIPE, '')).join('\n') : text;
}

const PROMPT = String.raw`(?:\[[\w.-]{1,40}@[^\]\n]{1,80}\][#$]|[\w.-]{1,40}@[\w.-]{1,60}:[^\s#$]{1,80}[#$]|[\w.-]{1,60} login:|[\w.-]{1,60}:(?= \[<)|[-*•#$])(?: |$)`;
const PROMPTED = new RegExp(`^${PROMPT}`);
const PRINTS = new RegExp(`^${PROMPT}${PRINTED}`, 'm');

/** A console prints behind its prompt, ssh to several machines behind a name, and a list behind its marks. Where every line has one, the rest is what was printed, too. */
function unprompted(text: string): string {
  if (!PRINTS.test(text)) return text;
  const all = text.split('\n');
  const isEach = all.every((line) => line.trim() === '' || PROMPTED.test(line));
  return all.map((line) => (isEach || PRINTS.test(line) ? line.replace(PROMPTED, '') : line)).join('\n');
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

/** A mail as it travels: `=3D` for `=`, and a `=` where a line is broken. */
const SAYS_SO = /^Content-Transfer-Encoding: *quoted-printable\s*$/im;
const IS_BROKEN = /^.{50,76}=\r?$/m;
const BREAK = /=\r?\n/;
const BYTES = /(?:=[0-9A-F]{2})+/g;

const textOf = (bytes: string): string => {
  try {
    return decodeURIComponent(bytes.replaceAll('=', '%'));
  } catch {
    return bytes;
  }
};

/** As it was written. What was broken is one line again, with empty ones below it, so that the rest stays where it stands. */
function unprinted(text: string): string {
  if (!(SAYS_SO.test(text.slice(0, 20_000)) || (text.includes('=3D') && IS_BROKEN.test(text)))) return text;
  let breaks = 0;
  const parts = text.split(BREAK).map((part) => {
    const end = part.indexOf('\n');
    const moved = end < 0 ? part : part.slice(0, end) + '\n'.repeat(breaks) + part.slice(end);
    breaks = end < 0 ? breaks + 1 : 1;
    return moved;
  });
  return parts.join('').replace(BYTES, textOf);
}

/** As word processors and pages write them. */
const CURLY = /[\u201c-\u201f]/g;
const OF_C = /\bstruct klp_|\bMODULE_\w+\(|\bklp_enable_patch\(/;

/** C whose quotation marks have all become others. */
const straight = (text: string): string => (!text.includes('"') && OF_C.test(text) ? text.replace(CURLY, '"') : text);

/** What trackers put around a text that is to stay as it is; it looks like JSON. */
const FENCE = /^\{(?:noformat|code|quote)(?::[^}\n]{0,80})?\}/gm;

/** Takes time proportional to the length of the text. */
export function cleaned(given: Given): Given {
  const journal = journalIn(given.text);
  if (journal !== null) return { ...given, text: journal, isJournal: true };
  const whole = given.text.includes('\0') && isText(given.text) ? given.text.replaceAll('\0', '') : given.text;
  // The ends of lines on old systems.
  const old = whole.includes('\r') && !whole.includes('\n') ? whole.replaceAll('\r', '\n') : whole;
  const bare = old.replace(FENCE, '');
  if (isOwn(given) || /^\s*(?:\{|\[\s*\{)/.test(bare.slice(0, 200))) return { ...given, text: bare };
  const spaced = bare.replace(SPACES, ' ').replace(UNSEEN, '');
  const text = IS_ESCAPED.test(spaced) ? spaced.replace(ENTITY, (_, name: string) => ENTITIES[name] ?? '') : spaced;
  return { ...given, text: straight(unnumbered(unprompted(unpiped(unquoted(unprinted(text)))))) };
}
