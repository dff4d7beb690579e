/** The kernel log of a trace. */
import type { Fact } from '../chart/facts';
import { allLines, type Line } from './dmesg';
import { atBoot, type Clock, type LoggedStep, lineGap, stamp, tick } from './stamp';

/** A trace, as far as the log looks at it. */
export interface Logged {
  readonly steps: readonly LoggedStep[];
}

export interface LogLine extends Line {
  /** The kind of fact that it tells. */
  readonly fact: Fact['type'];
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
  /** A transition runs after the step. */
  readonly running: boolean;
  readonly lines: readonly LogLine[];
}

/** A step has one past, so what it prints, and when, never changes. Traces that grow or branch share their steps. */
const writtenBy = new WeakMap<LoggedStep, Written>();

const write = (step: LoggedStep, index: number, before: Written | undefined): Written => {
  const clock = tick(before?.clock ?? atBoot, step, index, before?.running ?? false);
  let { now } = clock;
  const made: LogLine[] = [];
  step.microsteps.forEach(({ facts }, microstep) => {
    for (const fact of facts) {
      for (const line of allLines(fact, step.event)) {
        now += lineGap(index, made.length);
        made.push({ ...line, fact: fact.type, step: index, microstep, stamp: stamp(now) });
      }
    }
  });
  return { clock: { ...clock, now }, running: step.kernel.transition !== null, lines: made };
};

const written = (step: LoggedStep, index: number, before: Written | undefined): Written => {
  const known = writtenBy.get(step);
  if (known !== undefined) return known;
  const made = write(step, index, before);
  writtenBy.set(step, made);
  return made;
};

/** Writes what a step prints while the step is at hand, when what came before it has been written. */
export const noteLog = (step: LoggedStep, before: LoggedStep | undefined, index: number): void => {
  const past = before && writtenBy.get(before);
  if (index === 0 || past !== undefined) written(step, index, past);
};

/** All lines that the kernel has printed, oldest first. */
export const log = (
  trace: Logged,
  until: Until = { step: trace.steps.length - 1, micro: null },
): readonly LogLine[] => {
  const parts: (readonly LogLine[])[] = [];
  let before: Written | undefined;
  for (const [index, step] of trace.steps.entries()) {
    if (index > until.step) break;
    before = written(step, index, before);
    const { micro } = until;
    const whole = index < until.step || micro === null;
    parts.push(whole ? before.lines : before.lines.filter(({ microstep }) => microstep <= micro));
  }
  return parts.flat();
};
