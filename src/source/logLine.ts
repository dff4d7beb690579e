/**
 * What stands before the words of the kernel in one line of a log: times, levels, callers, hosts, colours, as `dmesg` with any of
 * its options, journals, syslog, serial consoles, `/dev/kmsg` and mails put them there.
 */

/** `dmesg --color`; what has lost its escape on the way, too. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*[A-Za-z]|\\[\\d{1,3}(?:;\\d{1,3})*m(?!\\])`, 'g');
/** Somebody quotes it. */
const QUOTED = /^(?:> ?)+/;
const DELTA = '(?: *<[ \\d.+]+>)?';

/** `printk()`'s level as a console or `dmesg --raw` has it. */
const LEVEL = [/^<\d{1,3}>/];
/** A record of `/dev/kmsg` or netconsole. */
const RECORD = /^\d+,\d+,\d+,[^;]{1,80};/;
/** `dmesg -x`. */
const FACILITY = /^(?:kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|local\d) *: *[a-z]+ *: ?/;
/** Times of journals, of syslog, and of `dmesg --time-format iso`. */
const ISO = /^(?:\w{3} )?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d))? ?/;
const SYSLOG = /^\p{L}{3,5}\.? +\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)? /u;
const EPOCH = /^\d{9,11}\.\d+ (?=\S+ kernel)/;
/** A version says which kernel it is, as tools do. */
const KERNEL = /^(?:[\w.-]+ )?kernel(?:\[\d+\])?:(?! ?\d+\.\d+\.\d) ?/;
const BRACKETS = [
  // `dmesg` with its times: of the boot, since the line before, of the calendar.
  new RegExp(`^\\[ *\\+?\\d+\\.\\d+${DELTA}\\]`),
  new RegExp(`^\\[(?:\\w{3} )?\\w{3} *\\d{1,2} \\d\\d:\\d\\d(?::\\d\\d \\d{4})?${DELTA}\\]`),
  /^\[\d{4}-\d\d-\d\d[T ][\d:.,+Z-]+\]/,
  // CONFIG_PRINTK_CALLER.
  /^\[ *[TC]\d+[^\]]{0,40}\]/,
];
const NUMBERS = [RECORD, ISO, EPOCH];
const WORDS = [FACILITY, ISO, SYSLOG];

/** What can stand before such words: a log of all tasks has a hundred thousand lines, and one letter rules out most of it. */
function beforeIn(words: string): RegExp | undefined {
  const first = words[0] ?? '';
  const all = first === '[' ? BRACKETS : first === '<' ? LEVEL : first >= '0' && first <= '9' ? NUMBERS : WORDS;
  return all.find((each) => each.test(words)) ?? (words.includes('kernel') && KERNEL.test(words) ? KERNEL : undefined);
}

export interface LogLine {
  /** What the kernel said, without blanks around it. */
  readonly words: string;
  /** Something stood before it that only a log has. */
  readonly isLogged: boolean;
}

/** A longer one is no line of a log. */
const LONGEST = 1000;

/** What was asked last: a line is looked at for one thing after the other. */
let last: { readonly line: string; readonly is: LogLine } = { line: '', is: { words: '', isLogged: false } };

export function logLine(line: string): LogLine {
  if (line !== last.line) last = { line, is: parted(line) };
  return last.is;
}

function parted(line: string): LogLine {
  let words = line.slice(0, LONGEST).replace(COLOUR, '').trim().replace(QUOTED, '');
  let isLogged = false;
  for (;;) {
    const before = beforeIn(words);
    if (before === undefined) return { words: words.trim(), isLogged };
    words = words.replace(before, '').trimStart();
    isLogged = true;
  }
}
