import { expect, it } from 'vitest';
import { boot } from './boot';
import { freeTid } from './freeTid';
import { LIMITS } from './limits';

it.each([
  ['after the highest that is named', [10, 20], 21],
  ['after the first process, named or not', [], 2],
  ['at the end the first that is not reserved', [LIMITS.tid], 300],
  ['at the end the first that nobody has', [LIMITS.tid, 300, 301], 302],
])('the next thread id is, %s, free', (_, tids, free) => {
  expect(freeTid(boot({ tasks: tids.map((tid) => ({ tid, comm: 'a' })) }))).toBe(free);
});
