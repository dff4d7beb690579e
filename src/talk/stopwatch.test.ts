import { describe, expect, it } from 'vitest';
import { fakeStorage } from '../session/session.testkit';
import {
  clockWords,
  elapsed,
  NEW_CLOCK,
  readClock,
  remaining,
  restarted,
  toggled,
  withMinutes,
  writeClock,
} from './stopwatch';

const MINUTE = 60_000;

describe('the clock of a talk', () => {
  it('stands until it is set going, and counts only while it goes', () => {
    expect(elapsed(NEW_CLOCK, 99 * MINUTE)).toBe(0);
    const going = toggled(NEW_CLOCK, 5 * MINUTE);
    expect(elapsed(going, 8 * MINUTE)).toBe(3 * MINUTE);
    const paused = toggled(going, 8 * MINUTE);
    expect(elapsed(paused, 60 * MINUTE)).toBe(3 * MINUTE);
    expect(elapsed(toggled(paused, 60 * MINUTE), 61 * MINUTE)).toBe(4 * MINUTE);
  });

  it('tells what is left of a length that can be set', () => {
    const going = toggled(withMinutes(NEW_CLOCK, 30), 0);
    expect(remaining(going, 10 * MINUTE)).toBe(20 * MINUTE);
    expect(remaining(going, 31 * MINUTE)).toBe(-MINUTE);
  });

  it.each([0, -5, 1.5, Number.NaN, 601])('keeps its length when asked for %s minutes', (minutes) => {
    expect(withMinutes(NEW_CLOCK, minutes).minutes).toBe(20);
  });

  it('goes on from zero when it is reset, if it was going', () => {
    expect(elapsed(restarted(toggled(NEW_CLOCK, 0), 9 * MINUTE), 10 * MINUTE)).toBe(MINUTE);
    expect(restarted(NEW_CLOCK, 9 * MINUTE).since).toBeNull();
  });

  it('does not run backwards when the machine’s clock is set back', () => {
    expect(elapsed(toggled(NEW_CLOCK, 10 * MINUTE), 0)).toBe(0);
  });

  it.each([
    [0, '0:00'],
    [65_000, '1:05'],
    [3_750_000, '1:02:30'],
    [-500, '0:00'],
    [-61_000, '−1:01'],
  ])('%d ms reads %s', (time, words) => {
    expect(clockWords(time)).toBe(words);
  });

  it('is kept through a reload, and new when what was kept is damaged', () => {
    const tab = fakeStorage();
    const clock = toggled(withMinutes(NEW_CLOCK, 45), 1_700_000_000_000);
    writeClock(tab, clock);
    expect(readClock(tab)).toEqual(clock);
    const [key = ''] = tab.texts.keys();
    for (const damage of ['', '{', 'null', '{"v":"1","clock":{"since":"now","passed":0,"minutes":20}}']) {
      tab.texts.set(key, damage);
      expect(readClock(tab)).toEqual(NEW_CLOCK);
    }
  });
});
