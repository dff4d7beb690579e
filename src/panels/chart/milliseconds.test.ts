import { expect, it } from 'vitest';
import { millisecondsOf } from './milliseconds';

it.each([
  ['180ms', 180],
  [' .18s', 180],
  ['0s', 0],
  ['0ms', 0],
  ['', Number.NaN],
])('a time of %j in a style sheet is %d ms', (time, milliseconds) => {
  expect(millisecondsOf(time)).toBe(milliseconds);
});
