import { firstPatch } from '../01-first-patch';
import { refusedWrites } from '../02-refused-writes';
import { oneAtATime } from '../03-one-at-a-time';
import type { Scenario } from '../scenario';

export const firstSteps: readonly Scenario[] = [firstPatch, refusedWrites, oneAtATime];
