/** The kernel log up to the current step, and what of it to show. */
import type { LogLine } from '../../dmesg/log';
import { log } from '../../dmesg/log';
import type { Trace } from '../../trace/trace';
import type { Cursor } from '../../viewer/contract';

export type Level = LogLine['level'];

/** From the gravest on, as `dmesg --level` orders them. */
export const LEVELS: readonly Level[] = ['err', 'warn', 'notice', 'info', 'debug'];

export interface LogFilter {
  /** Levels that are left out. */
  readonly hidden: readonly Level[];
  /** Leaves out what `klp_try_switch_task()` says about each task that stays. */
  readonly hideTasks: boolean;
}

export const WHOLE_LOG: LogFilter = { hidden: [], hideTasks: false };

const isAboutTask = ({ fact }: LogLine): boolean => fact === 'stayed' || fact === 'stayedItself';

interface Place extends Cursor {
  readonly lines: readonly LogLine[];
}

/** Only the last place of each trace: with thousands of tasks a log is long. */
const places = new WeakMap<Trace, Place>();

/** What `dmesg` shows at the cursor. Asked again for the same place, the same list. */
export const logLines = (trace: Trace, { step, micro }: Cursor): readonly LogLine[] => {
  const known = places.get(trace);
  if (known?.step === step && known.micro === micro) return known.lines;
  const lines = log(trace, { step, micro });
  places.set(trace, { step, micro, lines });
  return lines;
};

export const filterLog = (lines: readonly LogLine[], { hidden, hideTasks }: LogFilter): readonly LogLine[] =>
  hidden.length === 0 && !hideTasks
    ? lines
    : lines.filter((line) => !hidden.includes(line.level) && !(hideTasks && isAboutTask(line)));

/** How many lines of each level there are. */
export const levelCounts = (lines: readonly LogLine[]): Readonly<Record<Level, number>> => {
  const counts: Record<Level, number> = { err: 0, warn: 0, notice: 0, info: 0, debug: 0 };
  for (const { level } of lines) counts[level] += 1;
  return counts;
};

/** Printed by the current step, or by the current microstep while stepping inside. */
export const isNewLine = ({ step, microstep }: LogLine, cursor: Cursor): boolean =>
  step === cursor.step && (cursor.micro === null || microstep === cursor.micro);

/** As `dmesg` prints it. */
export const logText = (lines: readonly LogLine[]): string =>
  lines.map(({ stamp, text }) => `${stamp} ${text}\n`).join('');
