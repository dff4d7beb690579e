import { describe, expect, it } from 'vitest';
import { pointers } from './introductionCards';

describe('the introduction', () => {
  it('says what this is about, then points at six things, each in a sentence or two', () => {
    expect(pointers.length).toBeLessThanOrEqual(7);
    expect(new Set(pointers.map(({ at }) => at)).size).toBe(pointers.length);
    const [about] = pointers;
    for (const { title, says } of pointers) {
      expect(title).toMatch(/^\S[^.!]*$/);
      expect(says).toMatch(/^\S.*[.]$/);
      expect(says.length).toBeLessThanOrEqual(says === about?.says ? 300 : 140);
    }
  });
});
