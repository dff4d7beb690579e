import { describe, expect, it } from 'vitest';
import { pointers } from './introductionCards';

describe('the introduction', () => {
  it('has at most six pointers, each about another thing, in a sentence or two', () => {
    expect(pointers.length).toBeLessThanOrEqual(6);
    expect(new Set(pointers.map(({ at }) => at)).size).toBe(pointers.length);
    for (const { title, says } of pointers) {
      expect(title).toMatch(/^\S[^.!]*$/);
      expect(says).toMatch(/^\S.*[.]$/);
      expect(says.length).toBeLessThanOrEqual(140);
    }
  });
});
