import { describe, expect, it } from 'vitest';
import { clip, shrunk, textWidth, wrap } from './metrics';

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

describe('a line that may be set smaller', () => {
  it('is as large as it may be and fits, whatever its length', () => {
    for (let length = 1; length < 90; length += 1) {
      const words = 'm'.repeat(length);
      const size = shrunk(words, 1500, 46, 10, 'mono');
      expect(clip(words, 1500, size, 'mono')).toBe(words);
    }
    expect(shrunk('m', 1500, 46, 10, 'mono')).toBe(46);
  });

  it('is not set smaller than one can read', () => {
    expect(shrunk('m'.repeat(900), 1500, 46, 10, 'mono')).toBe(10);
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
