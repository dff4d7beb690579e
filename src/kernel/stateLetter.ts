/** Where a task is, by the letter that the kernel prints for its state. */
import type { WideTaskSpec } from './world';

const places: Readonly<Record<string, NonNullable<WideTaskSpec['where']>>> = {
  R: 'runnable',
  S: 'interruptible',
  D: 'uninterruptible',
  I: 'uninterruptible',
  T: 'stopped',
};

/** As `/proc/PID/stat` and a hung task's report have it; `undefined` for a letter that says nothing of where it is. */
export const placeOfState = (letter: string): WideTaskSpec['where'] => places[letter];
