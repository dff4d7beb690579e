/** The kernel log of a trace. */
import { allLines, type Line } from './dmesg';
import { atBoot, type Clock, type LoggedStep, lineGap, stamp, tick } from './stamp';

/** A trace, as far as the log looks at it. */
export interface Logged {
  readonly steps: readonly LoggedStep[];
}

export interface LogLine extends Line {
  /** Index of the trace's step that printed it. */
  readonly step: number;
  /** Index of the microstep in that step. */
  readonly microstep: number;
  /** `[  128.439051]`; never goes back. */
  readonly stamp: string;
}

/** Up to and with this step; when `micro` is set, only up to and with that microstep of it. */
export interface Until {
  readonly step: number;
  readonly micro: number | null;
}

interface Written {
  readonly clock: Clock;
  readonly lines: readonly LogLine[];
}

/** A step has one past, so what it prints, and when, never changes. Traces that grow or branch share their steps. */
const writtenBy = new WeakMap<LoggedStep, Written>();

const write = (step: LoggedStep, index: number, before: Clock, running: boolean): Written => {
  const clock = tick(before, step, index, running);
  let { now } = clock;
  const made: LogLine[] = [];
  step.microsteps.forEach(({ facts }, microstep) => {
    for (const fact of facts) {
      for (const line of allLines(fact, step.event)) {
        now += lineGap(index, made.length);
        made.push({ ...line, step: index, microstep, stamp: stamp(now) });
      }
    }
  });
  return { clock: { ...clock, now }, lines: made };
};

const known = new WeakMap<Logged, readonly LogLine[]>();

const wholeLog = (trace: Logged): readonly LogLine[] => {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const parts: (readonly LogLine[])[] = [];
  let clock = atBoot;
  let running = false;
  trace.steps.forEach((step, index) => {
    const written = writtenBy.get(step) ?? write(step, index, clock, running);
    writtenBy.set(step, written);
    parts.push(written.lines);
    clock = written.clock;
    running = step.kernel.transition !== null;
  });
  const all = parts.flat();
  known.set(trace, all);
  return all;
};

/** All lines that the kernel has printed, oldest first. */
export const log = (trace: Logged, until?: Until): readonly LogLine[] => {
  const all = wholeLog(trace);
  if (until === undefined) return all;
  const { step, micro } = until;
  return all.filter((line) => line.step < step || (line.step === step && (micro === null || line.microstep <= micro)));
};
