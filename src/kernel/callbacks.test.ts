import { expect, test } from 'vitest';
import { mayFail } from './callbacks';
import { CALLBACK_NAMES } from './images';

test('of the four callbacks only the first returns something', () => {
  expect(CALLBACK_NAMES.filter(mayFail)).toEqual(['pre_patch']);
  expect(CALLBACK_NAMES).toEqual(['pre_patch', 'post_patch', 'pre_unpatch', 'post_unpatch']);
});
