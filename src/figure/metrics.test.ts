import { describe, expect, it } from 'vitest';
import { clip, textWidth, wrap } from './metrics';

describe('the width of a text', () => {
  it('is 0.602 em per character in the monospaced face, whatever the characters', () => {
    expect(textWidth('ab_“', 100, 'mono')).toBeCloseTo(240.8);
  });

  it('adds the advances of Inter, and takes what it does not know for wide', () => {
    expect(textWidth('il', 100)).toBe(54);
    expect(textWidth('\u4e2d', 100)).toBe(104);
  });
});

describe('a line of text', () => {
  it('that fits is left alone', () => {
    expect(clip('abcd', 400, 100, 'mono')).toBe('abcd');
  });

  it('that does not fit ends in an ellipsis and then fits', () => {
    expect(clip('ab cdef', 260, 100, 'mono')).toBe('ab…');
  });
});

describe('a paragraph', () => {
  it('is broken between words', () => {
    expect(wrap('one two three', 7 * 61, 100, 9, 'mono')).toEqual(['one two', 'three']);
  });

  it('breaks a word only when no line holds it, and loses nothing', () => {
    expect(wrap('a abcdefg', 4 * 61, 100, 9, 'mono')).toEqual(['a', 'abcd', 'efg']);
  });

  it('says with an ellipsis that there is more', () => {
    const lines = wrap('one two three four', 7 * 61, 100, 1, 'mono');
    expect(lines).toEqual(['one tw…']);
    expect(textWidth('one tw…', 100, 'mono')).toBeLessThanOrEqual(7 * 61);
  });

  it('of no words has no lines', () => {
    expect(wrap('  ', 100, 10)).toEqual([]);
  });
});
