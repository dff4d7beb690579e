/**
 * When things happened: made up from the trace alone, the same every time, and with the kernel's own rhythm.
 *
 * Simplified: the times in the log are made up. Attempts keep the rhythm that was measured on a running Linux 7.2.13; what
 * people do in between takes some seconds.
 * Reason: a link must show the same log on every machine, and how long a person thinks is not known.
 * Matters to: no single step.
 */
import type { Fact } from '../chart/facts';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';

/** What of a trace's step the log looks at. */
export interface LoggedStep {
  readonly event: KernelEvent | null;
  readonly kernel: Pick<Kernel, 'transition'>;
  readonly facts: readonly Fact[];
  readonly microsteps: readonly { readonly facts: readonly Fact[] }[];
}

/** Seconds since boot at which a trace begins. */
const BOOT = 128.4;

/** A number in [0, 1) that only depends on these. */
const spread = (...parts: readonly number[]): number => {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  }
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000;
};

const between = (low: number, high: number, ...parts: readonly number[]): number =>
  low + (high - low) * spread(...parts);

export interface Clock {
  readonly now: number;
  /** When `klp_transition_work_fn()` is due; a reversal schedules nothing, so it stays. */
  readonly due: number;
}

export const atBoot: Clock = { now: BOOT, due: BOOT };

/** On which part of a second of the log a second of the timer begins; the timer wheel makes it drift within four seconds. */
const PHASE = 0.504;
const secondAt = (second: number): number => second + PHASE - 0.008 * (((second % 4) + 4) % 4);

/**
 * `round_jiffies_relative(HZ)`: a second from now, on a whole second of the timer, down in its first quarter and else up. So
 * the first retry comes 0.75 to 1.75 s after the start, and every other 0.97 to 1.02 s after the one before.
 */
const dueAfter = (now: number): number => {
  const wanted = now + 1 - PHASE;
  const whole = Math.floor(wanted + 0.03);
  return secondAt(wanted - whole < 0.25 ? whole : whole + 1);
};

/**
 * The time of a step, after the clock of the step before. While a transition runs other events crowd in between two attempts,
 * otherwise people take a few seconds.
 */
export const tick = (clock: Clock, { event, facts }: LoggedStep, index: number, running: boolean): Clock => {
  const nextOf = (): number => {
    if (event === null) return clock.now;
    if (event.type === 'attempt') return Math.max(clock.now + 0.02, clock.due) + between(0.000_5, 0.000_7, index, 1);
    if (event.type === 'free') return clock.now + between(0.002, 0.02, index, 2);
    return clock.now + (running ? between(0.02, 0.2, index, 3) : between(1.5, 5, index, 4));
  };
  const now = nextOf();
  const started = facts.some(({ type }) => type === 'starting') && !facts.some(({ type }) => type === 'reversing');
  return { now, due: event?.type === 'attempt' || started ? dueAfter(now) : clock.due };
};

/** Microseconds pass between the lines of one event. */
export const lineGap = (step: number, line: number): number => Math.round(between(4, 40, step, line, 5)) / 1e6;

/** As `dmesg` prints it: `[  128.439051]`. */
export const stamp = (seconds: number): string => `[${seconds.toFixed(6).padStart(12)}]`;
