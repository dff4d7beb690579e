import { describe, expect, it } from 'vitest';
import { library } from '../kernel/library';
import { parseVector, strangers } from './vector';

const problems = (json: unknown): readonly string[] => {
  const parsed = parseVector(json);
  const found = 'problems' in parsed ? parsed.problems : strangers(parsed.vector, library);
  return found.map(({ at, says }) => (at === '' ? says : `${at}: ${says}`));
};

const insmod = { op: 'insmod', module: 'test_klp_livepatch' };

describe('a vector', () => {
  it('may come without source and without expected log', () => {
    expect(parseVector({ steps: [insmod] })).toEqual({
      vector: {
        title: '',
        script: '',
        expect: null,
        steps: [
          {
            action: { op: 'insmod', module: 'test_klp_livepatch', params: new Map(), error: null },
            log: [],
            logAfter: null,
          },
        ],
      },
    });
  });

  it.each([
    ['a list', [], ['expected an object, found a list']],
    ['no steps', {}, ['the field "steps" is missing']],
    ['an unknown field', { steps: [], colour: 1 }, ['unknown field "colour"; known are steps, source, expect, note']],
    [
      'an unknown field in a step',
      { steps: [insmod, { ...insmod, x: 1 }] },
      [/^step 2: unknown field "x"; known are op, log, /],
    ],
    [
      'an unknown operation',
      { steps: [{ op: 'modprobe' }] },
      [
        'step 1: unknown operation "modprobe"; known are insmod, insmod_fail, rmmod, rmmod_fail, write, write_fail, read, wait',
      ],
    ],
    [
      'an unknown other operation',
      { steps: [{ op: 'other', what: 'dance' }] },
      [
        'step 1: unknown operation "other: dance"; known are mode, proc_read, read, count_livepatches, exists, gone, grep_to_log, sysctl, set_ftrace_enabled',
      ],
    ],
    ['a step without operation', { steps: [{}] }, ['step 1: the field "op" is missing']],
    ['a step that is none', { steps: [7] }, ['step 1: expected an object, found 7']],
    [
      'a failure without an error',
      { steps: [{ ...insmod, op: 'insmod_fail' }] },
      ['step 1: the field "error" is missing'],
    ],
    [
      'a read that demands nothing',
      { steps: [{ op: 'read', path: '/proc/cmdline' }] },
      ['step 1: needs exactly one of "expect", "equals", "not_equals" and "error"'],
    ],
    ['an unknown module', { steps: [{ op: 'rmmod', module: 'nobody' }] }, ['step 1: unknown module "nobody"']],
    [
      'an unknown parameter',
      { steps: [{ ...insmod, params: { speed: 1 } }] },
      ['step 1: the module "test_klp_livepatch" has no parameter "speed"'],
    ],
    ['several problems', { steps: [{ op: 'x' }, insmod, { op: 'rmmod' }] }, [/^step 1/, /^step 3/]],
  ])('with %s is refused, and says where', (_, json, expected) => {
    const found = problems(json);
    expect(found).toHaveLength(expected.length);
    expected.forEach((text, index) => {
      if (typeof text === 'string') expect(found[index]).toBe(text);
      else expect(found[index]).toMatch(text);
    });
  });
});
