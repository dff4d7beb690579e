/**
 * What journals, and `dmesg --json`, put around the words of a kernel: `journalctl -o json`, `json-pretty`, `json-sse`, `json-seq`,
 * `export` and `verbose`. Its lines stay where they are.
 */

import { isRecord } from '../shapes/record';

const KEY = '"MESSAGE" ?:';
/** RFC 7464. */
const SEPARATOR = String.fromCharCode(30);
/** Each line is an object. */
const IN_LINES = new RegExp(`^\\s*(?:data: |${SEPARATOR})?\\{.{0,4000}${KEY}`);
const IN_ARRAY = new RegExp(`^\\s*\\[\\s*\\{.{0,4000}${KEY}`);
/** Each field has a line of its own. */
const IN_FIELDS = new RegExp(`^\\s*\\{[^{}]{0,4000}\\n\\s*${KEY}|^\\s*\\{\\s*"dmesg" ?: ?\\[`);
/** `export`, and `verbose`. */
const MESSAGE = /^ *MESSAGE=/m;
const OTHER = /^ *(?:_TRANSPORT|_BOOT_ID|_HOSTNAME|SYSLOG_IDENTIFIER)=/m;
const FIELD = /^\s*"(?:MESSAGE|msg)" ?: ?("(?:[^"\\]|\\.)*")/;
const ASSIGNED = /^ *MESSAGE=(.*)$/;
const LOOKED_AT = 5000;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** As `dmesg` would print it; `null` where there is no message in it. */
function printed(json: unknown): string | null {
  if (!isRecord(json)) return null;
  const { MESSAGE: said, PRIORITY: level, _TRANSPORT: from, SYSLOG_IDENTIFIER: who } = json;
  // What is no UTF-8 is a list of bytes there.
  const text = Array.isArray(said) ? String.fromCharCode(...said.slice(0, 1000)) : said;
  if (typeof text !== 'string') return null;
  const words = text.replaceAll('\n', ' ');
  return from === 'kernel' || who === 'kernel' ? `<${Number(level) || 6}>${words}` : `${String(who)}: ${words}`;
}

/** What an event of a stream, or a record of a sequence, begins with. */
const BEFORE = new RegExp(`^\\s*(?:data: |${SEPARATOR})`);

/** Of a line that is an object; the line itself where it is none. */
const ofObject = (line: string): string => printed(parsed(line.replace(BEFORE, ''))) ?? line;

/** Of a line that is a field of an object: that of the message, and nothing of the others. */
function ofField(line: string): string {
  const said = parsed(FIELD.exec(line)?.[1] ?? '') ?? ASSIGNED.exec(line)?.[1];
  return typeof said === 'string' ? `<6>${said.replaceAll('\n', ' ')}` : '';
}

const lineByLine = (text: string, of: (line: string) => string): string => text.split('\n').map(of).join('\n');

/** The lines of the log that is in it; `null` where it is no such thing. */
export function journalIn(text: string): string | null {
  const start = text.slice(0, LOOKED_AT);
  if (IN_LINES.test(start)) return lineByLine(text, ofObject);
  if (IN_ARRAY.test(start)) {
    const all = parsed(text);
    return Array.isArray(all) ? all.flatMap((each) => printed(each) ?? []).join('\n') : null;
  }
  return IN_FIELDS.test(start) || (MESSAGE.test(start) && OTHER.test(start)) ? lineByLine(text, ofField) : null;
}
