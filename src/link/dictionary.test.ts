import { describe, expect, it } from 'vitest';
import { BASE_62 } from './alphabet';
import { DICTIONARY, REFERENCES, TOKEN_KINDS } from './dictionary';
import { comms, moreComms } from './dictionaryTasks';
import { LIMITS } from './limits';
import { ESCAPES, PIECES } from './pieces';

describe('the dictionary', () => {
  it('has tokens of two characters, the first of a kind and the second in base 62', () => {
    for (const token of Object.keys(DICTIONARY)) {
      expect(token).toHaveLength(2);
      expect(TOKEN_KINDS).toContain(token.charAt(0));
      expect(BASE_62).toContain(token.charAt(1));
    }
  });

  it('has each name once', () => {
    const names = Object.values(DICTIONARY);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has no longer names than the kernel has', () => {
    for (const name of Object.values(DICTIONARY)) expect(name.length).toBeLessThanOrEqual(LIMITS.name);
    for (const comm of Object.values({ ...comms, ...moreComms })) expect(comm.length).toBeLessThanOrEqual(15);
  });

  it('leaves every other capital to references', () => {
    const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const used = [...TOKEN_KINDS, ...REFERENCES.one, REFERENCES.two, REFERENCES.three].sort().join('');
    expect(used).toBe(capitals);
  });
});

describe('the spelling of names', () => {
  it('has each piece and each escape once', () => {
    for (const table of [PIECES, ESCAPES]) {
      const meanings = Object.values(table);
      expect(new Set(meanings).size).toBe(meanings.length);
    }
  });

  it('has no piece that a shorter spelling would not beat', () => {
    for (const [piece, meaning] of Object.entries(PIECES)) expect(meaning.length).toBeGreaterThan(piece.length);
  });
});
