import { expect, it } from 'vitest';
import { scrolledTo } from './scrolledTo';

it.each([
  ['in sight: stays', 100, 400, 150, 300, 100],
  ['before: goes back to its beginning', 100, 400, 40, 90, 40],
  ['before the edge of the page: goes back to the edge', 100, 400, -20, 90, 0],
  ['behind: goes on to its end', 100, 400, 450, 600, 200],
  ['too long to be seen as a whole: shows its beginning', 0, 400, 300, 900, 300],
])('%s', (_, now, room, from, to, wanted) => {
  expect(scrolledTo(now, room, from, to)).toBe(wanted);
});
