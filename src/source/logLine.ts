/**
 * What stands before the words of the kernel in one line of a log: times, levels, callers, hosts, colours, as `dmesg` with any of
 * its options, journals, syslog, serial consoles, `/dev/kmsg` and mails put them there.
 */

/** `dmesg --color`; what has lost its escape on the way, too. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*[A-Za-z]|\\[\\d{1,3}(?:;\\d{1,3})*m(?!\\])`, 'g');
/** Somebody quotes it. */
const QUOTED = /^(?:> ?)+/;
const DELTA = '(?: *<[ \\d.+]+>)?';

const BEFORE: readonly RegExp[] = [
  // `printk()`'s level as a console or `dmesg --raw` has it; a record of `/dev/kmsg` or netconsole.
  /^<\d{1,3}>/,
  /^\d+,\d+,\d+,[^;]{1,80};/,
  // `dmesg -x`.
  /^(?:kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|local\d) *: *[a-z]+ *: ?/,
  // Times of journals, of syslog, and of `dmesg --time-format iso`.
  /^(?:\w{3} )?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d))? ?/,
  /^\p{L}{3,5}\.? +\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)? /u,
  /^\d{9,11}\.\d+ (?=\S+ kernel)/,
  /^(?:[\w.-]+ )?kernel(?:\[\d+\])?: ?/,
  // `dmesg` with its times: of the boot, since the line before, of the calendar.
  new RegExp(`^\\[ *\\+?\\d+\\.\\d+${DELTA}\\]`),
  new RegExp(`^\\[(?:\\w{3} )?\\w{3} *\\d{1,2} \\d\\d:\\d\\d(?::\\d\\d \\d{4})?${DELTA}\\]`),
  /^\[\d{4}-\d\d-\d\d[T ][\d:.,+Z-]+\]/,
  // CONFIG_PRINTK_CALLER.
  /^\[ *[TC]\d+[^\]]{0,40}\]/,
];

export interface LogLine {
  /** What the kernel said, without blanks around it. */
  readonly words: string;
  /** Something stood before it that only a log has. */
  readonly isLogged: boolean;
}

/** A longer one is no line of a log. */
const LONGEST = 1000;

export function logLine(line: string): LogLine {
  let words = line.slice(0, LONGEST).replace(COLOUR, '').trim().replace(QUOTED, '');
  let isLogged = false;
  for (;;) {
    const before = BEFORE.find((each) => each.test(words));
    if (before === undefined) return { words: words.trim(), isLogged };
    words = words.replace(before, '').trimStart();
    isLogged = true;
  }
}
