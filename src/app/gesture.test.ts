import { expect, it } from 'vitest';
import { swipeOf } from './gesture';

it.each([
  ['to the left goes on, as a page is turned', -120, 10, 200, 'stepOver'],
  ['to the right goes back', 120, -10, 200, 'stepBack'],
  ['of the least length counts', -48, 24, 700, 'stepOver'],
  ['that is shorter was a tap', -47, 0, 200, null],
  ['that is steeper was scrolling', -100, 51, 200, null],
  ['that lingers was reading', -120, 0, 701, null],
  ['to nowhere is nothing', 0, 0, 50, null],
])('a swipe %s', (_, x, y, at, meant) => {
  expect(swipeOf({ x: 200, y: 300, at: 1_000 }, { x: 200 + x, y: 300 + y, at: 1_000 + at })).toBe(meant);
});
