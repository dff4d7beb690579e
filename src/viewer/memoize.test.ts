import { expect, it, vi } from 'vitest';
import { memoize } from './memoize';

it.each([
  ['an object', {}],
  ['null', null],
  ['undefined', undefined],
  ['0', 0],
])('%s is an answer that is remembered', (_, answer) => {
  const make = vi.fn((_from: object, _key: number) => answer);
  const remembered = memoize(make);
  const from = {};
  expect([remembered(from, 1), remembered(from, 1), remembered(from, 2)]).toEqual([answer, answer, answer]);
  expect(make).toHaveBeenCalledTimes(2);
});

it('of large answers only those that were asked for last are remembered', () => {
  const make = vi.fn((_from: object, key: number) => ({ key }));
  const remembered = memoize(make, 2);
  const from = {};
  for (const key of [1, 2, 1, 3, 1, 2]) expect(remembered(from, key)).toEqual({ key });
  expect(make.mock.calls.map(([, key]) => key)).toEqual([1, 2, 3, 2]);
});
