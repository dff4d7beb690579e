import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gap, marksToDraw, numbersOf, playhead, scale, spansOf, spansToDraw, split, tickEvery } from './geometry';

describe('scale', () => {
  it('puts the boot at the left inset and the last step at the right one', () => {
    const x = scale(12, 1000, 10);
    expect(x(0)).toBe(10);
    expect(x(12)).toBe(990);
    expect(x(6)).toBe(500);
  });

  it('never leaves the line', () => {
    const x = scale(4, 100, 8);
    expect(x(-3)).toBe(8);
    expect(x(99)).toBe(92);
  });

  it('has one place when nothing has happened yet, and survives no room at all', () => {
    expect(scale(0, 300, 10)(0)).toBe(10);
    expect(scale(5, 0, 10)(5)).toBe(10);
  });

  it('keeps steps in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 3000 }), (last, width) => {
        const x = scale(last, width, 10);
        for (let step = 1; step <= last; step += 1) if (x(step) < x(step - 1)) throw new Error(`step ${step}`);
      }),
      { numRuns: 50 },
    );
  });
});

describe('marks', () => {
  it('are all drawn while there is room', () => {
    expect(tickEvery(gap(12, 800, 10))).toBe(1);
  });

  it('are thinned when hundreds share the line, but a refusal is never left out', () => {
    const marks = Array.from({ length: 801 }, (_, step) => ({
      step,
      kind: step === 0 ? ('boot' as const) : step === 333 ? ('refused' as const) : ('step' as const),
    }));
    const drawn = marksToDraw(marks, gap(800, 600, 10));
    expect(drawn.length).toBeLessThan(180);
    expect(drawn.map(({ kind }) => kind)).toContain('refused');
    expect(drawn[0]?.kind).toBe('boot');
  });
});

describe('numbers', () => {
  it('count every step of a short scenario', () => {
    expect(numbersOf(4, 100)).toEqual([0, 1, 2, 3, 4]);
  });

  it('are round in a long one, and the last is always written', () => {
    expect(numbersOf(23, 20)).toEqual([0, 5, 10, 15, 20, 23]);
    expect(numbersOf(21, 20)).toEqual([0, 5, 10, 15, 21]);
  });

  it('never touch each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 200, max: 2400 }), (last, width) => {
        const pixels = gap(last, width, 10);
        const numbers = numbersOf(last, pixels);
        expect(numbers.at(-1)).toBe(last);
        for (const [index, step] of numbers.entries()) {
          const before = numbers[index - 1];
          if (before !== undefined && before !== 0) expect((step - before) * pixels).toBeGreaterThanOrEqual(43.9);
        }
      }),
    );
  });
});

describe('playhead', () => {
  it('stands on a step, or between it and the one before while inside its event', () => {
    expect(playhead(4, null, 7)).toBe(4);
    expect(playhead(4, 0, 3)).toBe(3.25);
    expect(playhead(4, 2, 3)).toBe(3.75);
  });
});

describe('script and branch', () => {
  it('are one line without a fork, two parts with one', () => {
    expect(split(9, null)).toEqual({ script: [0, 9], branch: null });
    expect(split(9, 4)).toEqual({ script: [0, 4], branch: [4, 9] });
    expect(split(4, 4)).toEqual({ script: [0, 4], branch: null });
  });
});

describe('transitions', () => {
  it('become bands, one for each direction', () => {
    expect(spansOf([null, 'patching', 'patching', 'unpatching', null, 'patching'])).toEqual([
      { from: 1, to: 2, towards: 'patching' },
      { from: 3, to: 3, towards: 'unpatching' },
      { from: 5, to: 5, towards: 'patching' },
    ]);
  });

  it('end with the history, and may fill it', () => {
    expect(spansOf([])).toEqual([]);
    expect(spansOf([null, null])).toEqual([]);
    expect(spansOf(['unpatching', 'unpatching'])).toEqual([{ from: 0, to: 1, towards: 'unpatching' }]);
  });

  it('are drawn each for itself where there is room', () => {
    const spans = spansOf([null, 'patching', 'unpatching', 'patching', null, 'patching']);
    expect(spansToDraw(spans, 5)).toEqual(spans);
  });

  it('are drawn as one for each direction where they would lie on each other', () => {
    const spans = spansOf([null, ...Array.from({ length: 2_000 }, (_, at) => (at % 2 ? 'unpatching' : 'patching'))]);
    expect(spans).toHaveLength(2_000);
    expect(spansToDraw(spans, 0.7)).toEqual([
      { from: 1, to: 1_999, towards: 'patching' },
      { from: 2, to: 2_000, towards: 'unpatching' },
    ]);
  });

  it('stay apart where nothing runs between them for long enough', () => {
    const spans = spansOf(['patching', null, 'patching', ...Array.from({ length: 9 }, () => null), 'patching']);
    expect(spansToDraw(spans, 1)).toEqual([
      { from: 0, to: 2, towards: 'patching' },
      { from: 12, to: 12, towards: 'patching' },
    ]);
  });
});
