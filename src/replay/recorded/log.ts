/** What of a recorded log a model can print, and what it says about when the delayed work ran. */
import type { RecordedLine } from './recording';

/** The lines of one step, as they are compared. */
export interface Heard {
  /** What calls and the delayed work print, apart from the next. */
  readonly calls: readonly string[];
  /** Who stayed where it was at an attempt, and why. */
  readonly stayed: readonly string[];
  /** What tasks print about themselves on their way to a freezable sleep. */
  readonly own: readonly string[];
}

const levels = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'];

const stayedLine = /^livepatch: klp_try_switch_task: (\S+):\d+ (.*)$/;

/** Tasks that the recorder made. Others (insmod, swapper, kworker) only the real machine has. */
export const isRecorded = (comm: string): boolean => /^[uk]\d+$/.test(comm);

/** `u1 is sleeping on function f`; `null` for any other line, and for a task that only the real machine has. */
export const stayedIn = (line: string): string | null => {
  const [, comm = '', why = ''] = stayedLine.exec(line) ?? [];
  return isRecorded(comm) ? `${comm} ${why}` : null;
};

export const isStayedLine = (line: string): boolean => stayedLine.test(line);

/** Modules of ours and the livepatch core speak; of a warning's trace only what every kernel has in it. */
const isCompared = (text: string): boolean =>
  !/tainting kernel|taints kernel/.test(text) &&
  (/^(livepatch|p\d+|rk_t\d+|test_klp\w+): /.test(text) ||
    /WARNING|BUG|sysfs: cannot|kobject_add|Oops|Call Trace/.test(text));

export const comparedLine = (level: string, text: string): string | null =>
  isCompared(text) ? `${level} ${text}` : null;

/**
 * On the recorder's machine a second of the timer, on which `round_jiffies_relative()` puts the delayed work, begins in this
 * part of a second of the log; an attempt's lines follow each other within the tenth of a second.
 */
const isDue = (stamp: number, attempt: number): boolean => {
  const phase = stamp % 1_000_000;
  return (phase > 465_000 && phase < 540_000) || stamp - attempt < 100_000;
};

const startsTransition = (text: string): boolean => /: starting .*transition$/.test(text);
const completes = (text: string): boolean => /^livepatch: .*: completing/.test(text);

/** The lines to be compared, and how many attempts failed. The attempt that starts a transition belongs to its call. */
export function heardIn(log: readonly RecordedLine[]): { readonly heard: Heard; readonly failed: number } {
  const calls: string[] = [];
  const stayed: string[] = [];
  const own: string[] = [];
  let failed = 0;
  let attempt = -1e9;
  let reversed = false;
  let said = new Set<string>();
  for (const [level, stamp, text] of log) {
    if (isStayedLine(text)) {
      const due = isDue(stamp, attempt);
      if (due && stamp - attempt > 300_000) {
        failed += 1;
        attempt = stamp;
        said = new Set();
      }
      const who = stayedIn(text);
      // Twice in one attempt: woken by its signals, the task has gone back to its freezable sleep.
      if (who !== null) (due && !said.has(text) ? stayed : own).push(who);
      said.add(text);
      continue;
    }
    if (/: reversing transition/.test(text)) reversed = true;
    else if (startsTransition(text)) {
      // A reversal makes no attempt.
      if (!reversed) {
        attempt = stamp;
        said = new Set();
        failed += 1;
      }
      reversed = false;
    }
    if (completes(text) && stamp - attempt < 50_000) failed -= 1;
    const line = comparedLine(levels[level] ?? String(level), text);
    if (line !== null) calls.push(line);
  }
  return { heard: { calls, stayed, own }, failed };
}
