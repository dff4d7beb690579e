/** Where a task is, by the letter that the kernel prints for its state. */
import type { WideTaskSpec } from './world';

const places: Readonly<Record<string, NonNullable<WideTaskSpec['where']>>> = {
  R: 'runnable',
  S: 'interruptible',
  D: 'uninterruptible',
  I: 'uninterruptible',
  T: 'stopped',
  // By a tracer: no fake signal wakes it, either.
  t: 'stopped',
  // A kthread that is parked: only who parked it wakes it.
  P: 'uninterruptible',
};

/** A dead process that waits for its parent, or one on its way out of the list: it has no stack, and nothing waits for it. */
export const isDead = (letter: string): boolean => letter === 'Z' || letter === 'X';

/** As `/proc/PID/stat` and a hung task's report have it; `undefined` for a letter that says nothing of where it is. */
export const placeOfState = (letter: string): WideTaskSpec['where'] => places[letter];
