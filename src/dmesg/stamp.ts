/** When things happened: made up from the trace alone, the same every time, and with the kernel's own rhythm. */
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
  /** When the transition last started or an attempt was last made. */
  readonly lastTry: number;
}

export const atBoot: Clock = { now: BOOT, lastTry: BOOT };

/**
 * The time of a step, after the clock of the step before. `klp_transition_work_fn()` runs 0.75 to 1.75 s after the start of
 * the transition or the attempt before; while a transition runs other events crowd in between, otherwise people take a few
 * seconds.
 */
export const tick = (clock: Clock, { event, facts }: LoggedStep, index: number, running: boolean): Clock => {
  const nextOf = (): number => {
    if (event === null) return clock.now;
    if (event.type === 'attempt') return Math.max(clock.now + 0.02, clock.lastTry + between(0.75, 1.75, index, 1));
    if (event.type === 'free') return clock.now + between(0.002, 0.02, index, 2);
    return clock.now + (running ? between(0.02, 0.2, index, 3) : between(1.5, 5, index, 4));
  };
  const now = nextOf();
  const tried = event?.type === 'attempt' || facts.some(({ type }) => type === 'starting');
  return { now, lastTry: tried ? now : clock.lastTry };
};

/** Microseconds pass between the lines of one event. */
export const lineGap = (step: number, line: number): number => Math.round(between(4, 40, step, line, 5)) / 1e6;

/** As `dmesg` prints it: `[  128.439051]`. */
export const stamp = (seconds: number): string => `[${seconds.toFixed(6).padStart(12)}]`;
