import { describe, expect, it } from 'vitest';
import { ROOMS } from '../../src/still/rooms';
import { matches } from './media';

describe('a media query without a browser', () => {
  it.each([
    ['(min-width: 1100px)', { width: 1100, height: 1 }, true],
    ['(min-width: 1100px)', { width: 1099, height: 1 }, false],
    ['(max-width: 1099px)', { width: 1099, height: 1 }, true],
    ['(min-width: 1100px) and (min-height: 880px)', { width: 1440, height: 879 }, false],
    ['(min-width: 1100px) and (min-height: 880px)', { width: 1440, height: 880 }, true],
    ['(prefers-color-scheme: dark)', { width: 1440, height: 900 }, false],
  ])('%s in a window of %o: %s', (query, size, is) => {
    expect(matches(query, size)).toBe(is);
  });

  it('is refused when it asks for more', () => {
    expect(() => matches('(orientation: landscape)', { width: 1, height: 1 })).toThrow('(orientation: landscape)');
  });
});

it.each([
  [1920, 1080, 'high'],
  [1440, 900, 'high'],
  [1366, 768, 'low'],
  [1099, 1200, 'narrow'],
  [390, 844, 'narrow'],
])('a window of %i by %i is a %s room', (width, height, name) => {
  expect(ROOMS.find(({ query }) => matches(query, { width, height }))?.name).toBe(name);
});
