import { expect, it, vi } from 'vitest';
import { boot } from './boot';
import { oncePer } from './oncePer';

it('finds out once about each kernel, also when it finds nothing', () => {
  const find = vi.fn(() => null);
  const found = oncePer(find);
  const [one, other] = [boot({ tasks: [] }), boot({ tasks: [] })];
  expect([found(one), found(one), found(other)]).toEqual([null, null, null]);
  expect(find.mock.calls).toEqual([[one], [other]]);
});
