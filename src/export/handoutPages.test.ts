import { expect, test } from 'vitest';
import { pathParts } from './handoutPages';

test('a path breaks at its slashes, never inside of a name', () => {
  expect(pathParts('# echo 0 > /sys/kernel/livepatch/test_klp_sticky_0/enabled')).toEqual([
    '# echo 0 > /sys/',
    'kernel/',
    'livepatch/',
    'test_klp_sticky_0/',
    'enabled',
  ]);
  expect(pathParts('# insmod test_klp_sticky_0.ko')).toEqual(['# insmod test_klp_sticky_0.ko']);
});
