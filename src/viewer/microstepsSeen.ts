import type { Microstep } from '../chart/step';
import type { View } from './contract';

/** The microsteps up to where the reader is inside the event; all of them after it. */
export const microstepsSeen = ({ step, cursor }: View): readonly Microstep[] =>
  cursor.micro === null ? step.microsteps : step.microsteps.slice(0, cursor.micro + 1);
