import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { append, start } from '../trace/trace';
import { log } from './log';

const events: readonly KernelEvent[] = [
  { type: 'insmod', module: 'test_klp_version_1' },
  { type: 'attempt' },
  { type: 'attempt' },
  { type: 'attempt' },
  { type: 'attempt' },
  { type: 'echo.enabled', patch: 'test_klp_version_1', value: '0' },
];
/** bash sleeps in the function to the end. */
const world = { tasks: [{ tid: 9, comm: 'bash', stack: ['cmdline_proc_show'], where: 'uninterruptible' as const }] };
const trace = events.reduce(append, start('rfc-2019', boot(world)));
const seconds = (stamp: string): number => Number(stamp.slice(1, -1));

describe('the log of a trace', () => {
  it('has stamps that never go back, and is the same every time', () => {
    const stamps = log(trace).map(({ stamp }) => stamp);
    expect(stamps.length).toBeGreaterThan(8);
    for (const stamp of stamps) expect(stamp).toMatch(/^\[ {2}\d{3}\.\d{6}\]$/);
    expect(stamps.map(seconds)).toEqual(stamps.map(seconds).toSorted((a, b) => a - b));
    const again = events.reduce(append, start('rfc-2019', boot(world)));
    expect(log(again)).toEqual(log(trace));
  });

  it('puts attempts on whole seconds of the timer, and the lines of one event within a millisecond', () => {
    const first = [1, 2, 3, 4, 5].map((step) => seconds(log(trace).find((line) => line.step === step)?.stamp ?? ''));
    const apart = first.slice(1).map((stamp, index) => stamp - (first[index] ?? 0));
    expect(apart[0]).toBeGreaterThan(0.74);
    expect(apart[0]).toBeLessThan(1.78);
    // Of 5,495 recorded ones 0.97 to 1.02 s.
    for (const each of apart.slice(1)) expect(Math.abs(each - 0.998)).toBeLessThan(0.028);
    const insmod = log(trace).filter(({ step }) => step === 1);
    expect(seconds(insmod.at(-1)?.stamp ?? '') - seconds(insmod[0]?.stamp ?? '')).toBeLessThan(0.001);
  });

  it('signals 14.8 to 15.8 s after the start, whatever the start', () => {
    for (let idle = 0; idle < 12; idle += 1) {
      const before = Array.from(
        { length: idle },
        (): KernelEvent => ({ type: 'echo.enabled', patch: 'x', value: '0' }),
      );
      const after = Array.from({ length: 15 }, (): KernelEvent => ({ type: 'attempt' }));
      const insmod: KernelEvent = { type: 'insmod', module: 'test_klp_version_1' };
      const whole = log([...before, insmod, ...after].reduce(append, start('rfc-2019', boot(world))));
      const at = (text: string) => seconds(whole.find((line) => line.text.includes(text))?.stamp ?? '');
      const apart = at('signaling') - at('starting');
      expect(apart).toBeGreaterThan(14.7);
      expect(apart).toBeLessThan(15.85);
    }
  });

  it('lets a reversal wait for the attempt that was due', () => {
    const insmod: KernelEvent = { type: 'insmod', module: 'test_klp_version_1' };
    const back: KernelEvent = { type: 'echo.enabled', patch: 'test_klp_version_1', value: '0' };
    const attempt: KernelEvent = { type: 'attempt' };
    const whole = log([insmod, attempt, back, attempt].reduce(append, start('rfc-2019', boot(world))));
    const [first, last] = [2, 4].map((step) => seconds(whole.find((line) => line.step === step)?.stamp ?? ''));
    expect((last ?? 0) - (first ?? 0)).toBeLessThan(1.03);
  });

  it('ends where the reader is', () => {
    expect(log(trace, { step: 0, micro: null })).toEqual([]);
    const first = log(trace, { step: 1, micro: null });
    expect(first.every(({ step }) => step === 1)).toBe(true);
    const before = log(trace, { step: 1, micro: 0 });
    expect(before.length).toBeLessThan(first.length);
    expect(first.slice(0, before.length)).toEqual(before);
  });
});
