/**
 * Names: a reference to an earlier mention, a dictionary token, or the name written out between full stops.
 * A name that begins like an earlier one may be written as that one's reference, the number of shared characters, and the rest.
 */
import { BASE_62, isDigit } from './alphabet';
import type { Codec } from './codec';
import { codeFailures } from './codeErrors';
import { DICTIONARY, REFERENCES, TOKEN_KINDS } from './dictionary';
import { LIMITS } from './limits';
import { ESCAPES, PIECES } from './pieces';
import type { Reader } from './reader';
import type { Writer } from './writer';

const OUT = '.';
const LIKE = '~';
const ESCAPE = '~';
/** Begins a piece of two characters. */
const WIDE = '-';
const UNICODE = 'u';

/** What a name may be made of: nothing that means something to HTML, JavaScript, a shell's quoting or a template. */
const SAFE = /^[A-Za-z0-9_ .:,;/+=@#()[\]!?*%~-]*$/;
/** Notes are prose: letters of all scripts and quotation marks too. */
const SAFE_PROSE = /^[\p{L}\p{M}\p{N}_ .:,;/+=@#()[\]!?*%~'"’‘“”–—…-]*$/u;
/** What a log or a terminal shows, in one line: nothing that is invisible or turns the text around. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]*$/u;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

const invert = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).map(([key, value]) => [value, key]));

const tokenOf = invert(DICTIONARY);
const escapeOf = invert(ESCAPES);
/** What saves most comes first. */
const pieces = Object.entries(PIECES).sort(
  ([a, left], [b, right]) => right.length - b.length - (left.length - a.length),
);
/** By the letter that they begin with, in that order. */
const piecesOf = new Map(
  pieces.map(([, { 0: first }]) => [first, pieces.filter(([, meaning]) => meaning[0] === first)]),
);

/** A name's characters in the alphabet of links. */
function spelled(name: string): string {
  let text = '';
  let at = 0;
  while (at < name.length) {
    const piece = piecesOf.get(name[at])?.find(([, meaning]) => name.startsWith(meaning, at));
    text += piece ? piece[0] : spelledChar(name.charAt(at));
    at += piece ? piece[1].length : 1;
  }
  return text;
}

function spelledChar(char: string): string {
  if (/[a-z0-9_]/.test(char)) return char;
  if (/[A-Z]/.test(char)) return ESCAPE + char;
  const letter = escapeOf.get(char);
  return ESCAPE + (letter ?? UNICODE + char.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** Reads up to and including the closing full stop. */
function readSpelled(from: Reader, begun: string, max: number): string | undefined {
  let name = begun;
  while (!from.accept(OUT)) {
    const more = readPiece(from);
    if (more === undefined) return undefined;
    name += more;
    if (name.length > max)
      return from.fail(codeFailures.badName(from.position, 'name', `it has more than ${max} characters`));
  }
  return name;
}

function readPiece(from: Reader): string | undefined {
  if (/^[a-z0-9_]$/.test(from.next)) return from.take();
  if (from.accept(ESCAPE)) return readEscape(from);
  const piece = from.next === WIDE ? from.take() + from.take() : from.next === '' ? '' : from.take();
  return Object.hasOwn(PIECES, piece)
    ? PIECES[piece]
    : from.expected('a character of a name, or the full stop that ends it');
}

function readEscape(from: Reader): string | undefined {
  const char = from.take();
  if (/^[A-Z]$/.test(char)) return char;
  if (Object.hasOwn(ESCAPES, char)) return ESCAPES[char];
  if (char !== UNICODE) return from.expected('an escaped character');
  const hex = from.take() + from.take() + from.take() + from.take();
  return /^[0-9a-f]{4}$/.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : from.expected('four digits');
}

/** The shorter of the two ways to write a name out. */
function writtenOut(name: string, to: Writer): string {
  const whole = `${OUT}${spelled(name)}${OUT}`;
  const like = to.names.nearest(name);
  const reference = like && to.names.reference(like.name);
  if (!like || reference === undefined) return whole;
  const short = `${LIKE}${reference}${BASE_62[like.shared]}${spelled(name.slice(like.shared))}${OUT}`;
  return short.length < whole.length ? short : whole;
}

function readReference(from: Reader): string | undefined {
  const at = from.position;
  const lead = from.take();
  const wide = lead === REFERENCES.three ? 2 : lead === REFERENCES.two ? 1 : 0;
  let place = wide === 0 ? REFERENCES.one.indexOf(lead) : 0;
  for (let count = 0; count < wide; count += 1) {
    const digit = from.next === '' ? -1 : BASE_62.indexOf(from.take());
    if (digit === -1) return from.expected('the rest of a reference');
    place = place * BASE_62.length + digit;
  }
  if (wide > 0) place += REFERENCES.one.length + (wide === 2 ? BASE_62.length : 0);
  return from.names.at(place) ?? from.fail(codeFailures.unknownReference(at, 'a name'));
}

function readToken(from: Reader): string | undefined {
  const at = from.position;
  const token = from.take() + (from.next === '' ? '' : from.take());
  return Object.hasOwn(DICTIONARY, token) ? DICTIONARY[token] : from.fail(codeFailures.unknownWord(at, token));
}

function readLike(from: Reader, max: number): string | undefined {
  if (!startsReference(from.next)) return from.expected('a reference to a name');
  const like = readReference(from);
  const shared = from.next === '' ? -1 : BASE_62.indexOf(from.take());
  if (like === undefined) return undefined;
  if (shared < 1 || shared > like.length) return from.expected('how many characters are shared');
  return readSpelled(from, like.slice(0, shared), max);
}

const startsReference = (char: string): boolean => /^[A-Z]$/.test(char) && !TOKEN_KINDS.includes(char);

const startsName = (char: string): boolean => char === OUT || char === LIKE || /^[A-Z]$/.test(char);

function readName(from: Reader, max: number): string | undefined {
  if (from.accept(OUT)) return readSpelled(from, '', max);
  if (from.accept(LIKE)) return readLike(from, max);
  if (!startsName(from.next)) return from.expected('a name');
  return startsReference(from.next) ? readReference(from) : readToken(from);
}

interface Allowed {
  readonly what: string;
  readonly min: number;
  readonly max: number;
  readonly made: RegExp;
  readonly rule: string;
  /** It becomes no key of a record. */
  readonly isText?: true;
}

function checked(name: string | undefined, from: Reader, allowed: Allowed): string | undefined {
  const { what, min, max, made, rule, isText } = allowed;
  if (name === undefined) return undefined;
  const bad = (because: string) => from.fail(codeFailures.badName(from.position, what, because));
  if (name.length < min) return bad('it is empty');
  if (name.length > max) return bad(`it has more than ${max} characters`);
  if (!made.test(name)) return bad(rule);
  // Names become keys of records: one that every object has already would not be found missing.
  if (isText === undefined && name in Object.prototype) return bad('JavaScript objects have a property of that name');
  return name;
}

const named = (allowed: Allowed): Codec<string> => ({
  syntax: allowed.what.toUpperCase(),
  starts: startsName,
  write: (value, to) => {
    to.put(to.names.reference(value) ?? tokenOf.get(value) ?? writtenOut(value, to));
    to.names.add(value);
  },
  read: (from) => {
    const value = checked(readName(from, allowed.max), from, allowed);
    if (value !== undefined) from.names.add(value);
    return value;
  },
});

/** Names that form 1 can say. */
export const isSafe = (text: string): boolean => SAFE.test(text);

const rule = 'only letters, digits, spaces and _ . : , ; / + = @ # ( ) [ ] ! ? * % ~ - are safe';

/** Of a module, an object, a task. */
export const name = named({ what: 'name', min: 1, max: LIMITS.name, made: SAFE, rule });

/** Of a function: `func`, `object:func`, either with `,sympos`. */
export const func = named({ what: 'func', min: 1, max: LIMITS.func, made: SAFE, rule });

/** Of a module parameter. */
export const parameter = named({
  what: 'parameter',
  min: 1,
  max: LIMITS.name,
  made: IDENTIFIER,
  rule: 'a parameter is made of letters, digits and underscores',
});

const text = named({ what: 'value', min: 0, max: LIMITS.value, made: SAFE, rule });

/** What is written to a file or given to a parameter: one digit as it is, anything else as a name. */
export const value: Codec<string> = {
  syntax: 'VALUE',
  write: (given, to) => (isDigit(given) ? to.put(given) : text.write(given, to)),
  read: (from) => (isDigit(from.next) ? from.take() : text.read(from)),
};

const printable = { made: PRINTABLE, rule: 'a line has no characters that cannot be seen', isText: true } as const;

/** What a module prints, in links of form 2. */
export const line = named({ what: 'line', min: 0, max: LIMITS.value, ...printable });

/** Of a task, in links of form 2: whatever `/proc/PID/comm` shows. */
export const comm = named({ what: 'comm', min: 1, max: LIMITS.name, made: PRINTABLE, rule: printable.rule });

const prose: Allowed = {
  what: 'note',
  min: 0,
  max: LIMITS.note,
  made: SAFE_PROSE,
  rule: 'only letters, digits and ordinary punctuation are safe',
};

/** A sentence: always written out, never referred to. */
export const note: Codec<string> = {
  syntax: 'NOTE',
  write: (given, to) => to.put(`${OUT}${spelled(given)}${OUT}`),
  read: (from) => (from.accept(OUT) ? checked(readSpelled(from, '', prose.max), from, prose) : from.expected('a note')),
};
