import { describe, expect, it } from 'vitest';
import { insmod } from '../../scenarios/builders';
import { taskChanges, taskSummary } from '../../words/threads';
import { ARRIVED, cellWords, GLYPH_BITS, GLYPHS, gridCells, MARKED, taskKey } from './gridCells';
import { EVERY_TASK, taskOrder } from './order';
import { EVERYONE, kernelAfter, PATCH, traceOf } from './tasks.testkit';

describe('gridCells', () => {
  it('gives every status a glyph and marks what the step changed', () => {
    const [, loaded, ticked] = traceOf(EVERYONE, insmod(PATCH), { type: 'tick' });
    if (!loaded || !ticked) throw new Error('two steps expected');
    const { kernel } = ticked;
    const order = taskOrder(kernel, 'tid', EVERY_TASK);
    const cells = gridCells(kernel, order, taskChanges(loaded.kernel, kernel, ticked.facts));
    const glyphs = [...cells].map((cell) => GLYPHS[cell & GLYPH_BITS]);
    expect(glyphs.slice(0, 5)).toEqual(['patched', 'patched', 'blockedOff', 'blockedOff', 'blockedOff']);
    expect((cells[1] ?? 0) & (MARKED | ARRIVED)).toBe(MARKED | ARRIVED);
    expect((cells[0] ?? 0) & (MARKED | ARRIVED)).toBe(0);
  });

  it('has a key whose counts add up to all threads', () => {
    const kernel = kernelAfter(EVERYONE, insmod(PATCH));
    const key = taskKey(kernel, taskSummary(kernel));
    expect(key.some(({ changed }) => changed)).toBe(false);
    expect(key.reduce((sum, { count }) => sum + count, 0)).toBe(8);
    expect(key.map(({ glyph }) => glyph)).toEqual(['patched', 'pendingOff', 'blockedOff']);
  });

  it('says a cell in words', () => {
    const kernel = kernelAfter(EVERYONE, insmod(PATCH));
    expect(cellWords(kernel, 2, true)).toBe(
      'cat:30, blocked, asleep, uninterruptibly, changed in this step. ' +
        'Sleeping on cmdline_proc_show, which test_klp_version_1 is about to patch. It has to return from there first. The fake signal does not make it: that waits for the next interruptible sleep.',
    );
    expect(cellWords(kernel, 99, false)).toBe('');
  });
});
