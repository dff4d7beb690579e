import { describe, expect, it } from 'vitest';
import { titles } from '../scenarios';
import { challenges, loadChallenge } from '../scenarios/challenges';
import { chapters, neighboursOf, nextToRead, readingOrder } from './chapters';

describe('guided reading', () => {
  it('has every scenario of ours in exactly one chapter, and nothing else', () => {
    const ids = chapters.flatMap(({ lessons }) => lessons.map(({ id }) => id));
    expect([...ids].sort()).toEqual(titles.map(({ id }) => id).sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ends each chapter with the challenges that were made for it', async () => {
    expect(chapters.flatMap((chapter) => chapter.challenges)).toEqual(challenges.map(({ id }) => id));
    for (const { title, challenges: ids } of chapters) {
      const made = await Promise.all(ids.map(async (id) => (await loadChallenge(id))?.challenge?.chapter));
      expect(made).toEqual(Array(3).fill(title === 'What came after' ? 'Policies compared' : title));
    }
  });

  it('says of each chapter and each scenario in a sentence why it is there', () => {
    for (const { about, lessons } of chapters) {
      expect(about).toMatch(/^\S.*[.]$/);
      for (const { why } of lessons) expect(why).toMatch(/^\S.*[.]$/);
    }
  });

  it('goes on from chapter to chapter', () => {
    expect(neighboursOf('first-patch')).toEqual({ before: null, after: 'refused-writes' });
    expect(neighboursOf('one-at-a-time').after).toBe('challenge-remove-it-again');
    expect(neighboursOf('upgrades-in-order').before).toBe('challenge-old-and-new-at-once');
    expect(neighboursOf('challenge-nothing-sticks').after).toBeNull();
    expect(neighboursOf('selftest-sysfs')).toEqual({ before: null, after: null });
  });

  it('is resumed where it was left, then at the first gap', () => {
    expect(nextToRead(null, new Set())).toBe('first-patch');
    expect(nextToRead('idle-tasks', new Set(['first-patch']))).toBe('idle-tasks');
    expect(nextToRead('idle-tasks', new Set(['idle-tasks']))).toBe('fork-inherits');
    expect(nextToRead('challenge-nothing-sticks', new Set(['challenge-nothing-sticks']))).toBe('first-patch');
    expect(nextToRead('rfc-refuses', new Set(readingOrder))).toBeNull();
  });
});
