import { expect, it } from 'vitest';
import { quantile } from './statistics';

it('picks a sample by its rank', () => {
  const samples = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([0.5, 0.95, 1].map((share) => quantile(samples, share))).toEqual([10, 19, 20]);
  expect(quantile([7], 0.95)).toBe(7);
});
