import { describe, expect, it } from 'vitest';
import { stickyRefusesDisable } from '../scenarios/11-sticky-refuses-disable';
import { thousandTasks } from '../scenarios/29-thousand-tasks';
import { ascii } from '../words/ascii';
import { COLUMNS, mailOf, wrapped } from './mail';
import { lastOf, storyOfScenario } from './story';

const sticky = storyOfScenario(stickyRefusesDisable);
const at = (step: number) => ({ step, micro: null });
const link = 'https://example.org/#/sticky-refuses-disable/4';
const whole = { hideTasks: false };

const section = (text: string, title: string): readonly string[] => {
  const lines = text.split('\n');
  const from = lines.indexOf(title);
  const to = lines.findIndex((line, index) => index > from + 1 && /^-+$/.test(lines[index + 1] ?? '') && line !== '');
  return lines.slice(from + 2, to < 0 ? undefined : to).filter(Boolean);
};

describe('a mail about a step', () => {
  const { text } = mailOf(sticky, at(4), link, whole);

  it('has the commands as typed, the shell’s errors as printed, and in parentheses what nobody types', () => {
    expect(section(text, 'Commands')).toEqual([
      '# insmod test_klp_sticky_0.ko',
      '  (cat:611 returns to user space)',
      '  (klp_transition_work_fn())',
      '# echo 0 > /sys/kernel/livepatch/test_klp_sticky_0/enabled',
      'bash: echo: write error: Operation not permitted',
    ]);
  });

  it('has the kernel log up to the step, with stamps, line by line', () => {
    const log = section(text, 'Kernel log');
    expect(log[0]).toMatch(/^\[ +\d+\.\d{6}\] test_klp_sticky_0: tainting kernel with TAINT_LIVEPATCH$/);
    expect(log.at(-1)).toMatch(
      /^\[ +\d+\.\d{6}\] livepatch: patch 'test_klp_sticky_0' is sticky and cannot be disabled$/,
    );
  });

  it('ends with the link', () => {
    expect(text.endsWith(`\nLink\n----\n\n${link}\n`)).toBe(true);
    expect(mailOf(sticky, at(4), null, whole).text).not.toContain('\nLink\n');
  });

  it('says where it is, under which rules, and what to notice', () => {
    expect(text).toContain('Sticky refuses to be disabled\n=============================\n');
    expect(text).toContain('\nStep 4 of 7. Policy: RFC 2019: versioning and sticky.\n');
    expect(text.replaceAll('\n', ' ')).toContain('Load a cumulative patch that replaces it.');
  });

  it('has no commands and no log before the first step', () => {
    const boot = mailOf(sticky, at(0), null, whole).text;
    expect(section(boot, 'Commands')).toEqual(['(none yet)']);
    expect(section(boot, 'Kernel log')).toEqual(['(nothing yet)']);
  });

  it('leaves out what is said about each task when asked to', () => {
    const kept = mailOf(sticky, at(4), link, whole).text;
    const left = mailOf(sticky, at(4), link, { hideTasks: true }).text;
    expect(kept).toContain('klp_try_switch_task: cat:611 is sleeping on function meminfo_proc_show');
    expect(left).not.toContain('klp_try_switch_task');
  });
});

describe('the lines of a mail', () => {
  it.each([sticky, storyOfScenario(thousandTasks)])(
    'are at most 72 columns, but for those that are kept whole',
    (story) => {
      const { text, longer } = mailOf(story, at(lastOf(story)), link, whole);
      const long = text.split('\n').filter(({ length }) => length > COLUMNS);
      expect(long).toHaveLength(longer);
      expect(long.filter((line) => !/^(\[ *\d+\.\d+\] |# |bash: |insmod: |rmmod: |https?:)/.test(line))).toEqual([]);
      expect(text).toMatch(/^[\t\n\x20-\x7e]*$/);
    },
  );

  it('are broken between words and keep their indents', () => {
    const words = Array.from({ length: 20 }, () => 'abcdefg').join(' ');
    const lines = wrapped(words, '  ', '   ');
    expect(lines[0]).toBe(`  ${Array.from({ length: 8 }, () => 'abcdefg').join(' ')}`);
    expect(lines.slice(1).every((line) => line.startsWith('   abcdefg'))).toBe(true);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(words);
  });

  it('fill 72 columns to the last one', () => {
    const words = `${'a'.repeat(35)} ${'b'.repeat(36)}`;
    expect(wrapped(words)).toEqual([words]);
    expect(wrapped(`${words}b`)).toHaveLength(2);
  });

  it('are written as everyone can type them', () => {
    expect(ascii('“a” ‘b’ c–d − e → f ≥ 1 … g—h')).toBe('"a" \'b\' c-d - e -> f >= 1 ... g--h');
  });
});
