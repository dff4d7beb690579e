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

  it('puts attempts 0.75 to 1.75 s apart and the lines of one event within a millisecond', () => {
    const first = [1, 2, 3, 4, 5].map((step) => log(trace).find((line) => line.step === step)?.stamp ?? '');
    first.slice(1).forEach((stamp, index) => {
      const apart = seconds(stamp) - seconds(first[index] ?? '');
      expect(apart).toBeGreaterThan(0.74);
      expect(apart).toBeLessThan(1.76);
    });
    const insmod = log(trace).filter(({ step }) => step === 1);
    expect(seconds(insmod.at(-1)?.stamp ?? '') - seconds(insmod[0]?.stamp ?? '')).toBeLessThan(0.001);
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
