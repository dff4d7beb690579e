import { expect, test } from 'vitest';
import { someOf } from './someOf';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a, b, c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
  [Array<string>(1237).fill('a'), 'a, a, a and 1,234 more'],
])('of %j three are named', (names, text) => {
  expect(someOf(names, 3)).toBe(text);
});
