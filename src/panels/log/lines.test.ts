import { describe, expect, it } from 'vitest';
import { boot } from '../../kernel/boot';
import { attempt, insmod, reader, shell } from '../../scenarios/builders';
import { run } from '../../trace/trace';
import { filterLog, isNewLine, levelCounts, logLines, logText, WHOLE_LOG } from './lines';

const trace = run('rfc-2019', boot({ tasks: [shell(10), reader(20)] }), [
  insmod('test_klp_version_1'),
  attempt,
  insmod('test_klp_version_1'),
]);
const atEnd = { step: 3, micro: null };

describe('logLines', () => {
  it('is empty at the boot', () => {
    expect(logLines(trace, { step: 0, micro: null })).toEqual([]);
  });

  it('goes up to the cursor, and is the same list for the same place', () => {
    const first = logLines(trace, { step: 1, micro: null });
    expect(first.every(({ step }) => step === 1)).toBe(true);
    expect(logLines(trace, { step: 1, micro: null })).toBe(first);
    expect(logLines(trace, { step: 1, micro: 0 }).length).toBeLessThan(first.length);
    expect(logLines(trace, atEnd).length).toBeGreaterThan(first.length);
  });

  it('marks what the current step printed', () => {
    const lines = logLines(trace, { step: 2, micro: null });
    const fresh = lines.filter((line) => isNewLine(line, { step: 2, micro: null }));
    expect(fresh.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^livepatch: klp_try_switch_task: cat:20 is sleeping on function cmdline_proc_show$/),
    ]);
  });

  it('marks, inside an event, what the current microstep printed', () => {
    const cursor = { step: 1, micro: 0 };
    expect(logLines(trace, cursor).every((line) => !isNewLine(line, cursor) || line.microstep === 0)).toBe(true);
  });
});

describe('filterLog', () => {
  const lines = logLines(trace, atEnd);

  it('shows everything by default, without a copy', () => {
    expect(filterLog(lines, WHOLE_LOG)).toBe(lines);
  });

  it.each([
    ['debug', { hidden: ['debug'] as const, hideTasks: false }, /^(?!.*(initializing|klp_try_switch_task))/],
    ['what is said about tasks', { hidden: [], hideTasks: true }, /^(?!.*klp_try_switch_task)/],
  ])('leaves out %s', (_, filter, allowed) => {
    const shown = filterLog(lines, filter);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(lines.length);
    for (const { text } of shown) expect(text).toMatch(allowed);
  });

  it('keeps the other debug lines when only those about tasks are hidden', () => {
    expect(filterLog(lines, { hidden: [], hideTasks: true }).some(({ level }) => level === 'debug')).toBe(true);
  });
});

describe('levelCounts', () => {
  it('adds up to all lines', () => {
    const lines = logLines(trace, atEnd);
    const counts = levelCounts(lines);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(lines.length);
    expect(counts.debug).toBeGreaterThan(0);
  });
});

describe('logText', () => {
  it('reads like dmesg: a stamp and the text, one line each', () => {
    const text = logText(logLines(trace, { step: 1, micro: null }));
    expect(text).toMatch(/^\[ *\d+\.\d{6}\] test_klp_version_1: tainting kernel with TAINT_LIVEPATCH\n/);
    expect(text.endsWith('\n')).toBe(true);
  });
});
