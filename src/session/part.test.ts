import { describe, expect, it } from 'vitest';
import { type Part, partOf, searchOf } from './part';

describe('the part of a window in a talk', () => {
  it.each<readonly [string, Part]>([
    ['?audience', { role: 'audience', talk: '' }],
    ['?speaker=k3f9', { role: 'speaker', talk: 'k3f9' }],
    ['?present', { role: 'alone', talk: '' }],
  ])('%s says it, and is written so', (search, part) => {
    expect(partOf(search)).toEqual(part);
    expect(searchOf(part)).toBe(search);
  });

  it('is none in an ordinary window', () => {
    expect(partOf('')).toBeNull();
    expect(partOf('?utm_source=mail')).toBeNull();
    expect(searchOf(null)).toBe('');
  });

  it('keeps only letters and digits of a name, and not too many', () => {
    expect(partOf('?speaker=%3Cb%3E')).toEqual({ role: 'speaker', talk: 'b' });
    expect(partOf(`?speaker=${'x'.repeat(99)}`)?.talk).toHaveLength(16);
  });
});
