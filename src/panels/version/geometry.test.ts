import { describe, expect, it } from 'vitest';
import { coursePath, dots, ticks } from './geometry';

describe('the staircase of the counter', () => {
  it.each([
    ['one step', [0], 'M0 100H100'],
    ['it never moves', [0, 0, 0, 0], 'M0 100H100'],
    ['up once', [0, 0, 2, 2], 'M0 100H50V0H100'],
    ['up and down', [0, 1, 2, 1], 'M0 100H25V50H50V0H75V50H100'],
  ])('%s', (_, values, path) => {
    expect(coursePath(values)).toBe(path);
  });

  it('always has zero on its axis', () => {
    expect(ticks([3, 7])).toEqual([0, 7]);
    expect(ticks([0])).toEqual([0, 0]);
  });

  it('marks each move at the step that made it', () => {
    const moves = [{ step: 2, from: 0, to: 2, patch: null, target: null }];
    expect(dots({ values: [0, 0, 2, 2], moves })).toEqual([{ step: 2, to: 2, x: 50, y: 0 }]);
  });
});
