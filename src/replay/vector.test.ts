import { describe, expect, it } from 'vitest';
import { library } from '../kernel/library';
import { machine } from './machine';
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
        world: machine,
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
    [
      'an unknown field',
      { steps: [], colour: 1 },
      [
        'unknown field "colour"; known are steps, source, expect, note, world, cpus, tasks, patches, symbols, targets, nohzFull, livepatch, ftraceAlwaysOn',
      ],
    ],
    [
      'an unknown field in a step',
      { steps: [insmod, { ...insmod, x: 1 }] },
      [/^step 2: unknown field "x"; known are op, log, /],
    ],
    [
      'an unknown operation',
      { steps: [{ op: 'modprobe' }] },
      [
        'step 1: unknown operation "modprobe": write insmod; known are insmod, insmod_fail, rmmod, rmmod_fail, write, write_fail, read, wait, attempt, tick, call, return, sleep, wake, run, preempt, user, fork, exit, signal, offline, online',
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
      'an error by less than its name',
      { steps: [{ op: 'insmod_fail', module: 'm', error: '-ebusy' }] },
      ['step 1.error: expected the name of an error, as EBUSY, found "-ebusy": write "EBUSY"'],
    ],
    [
      'a read that demands nothing',
      { steps: [{ op: 'read', path: '/proc/cmdline' }] },
      ['step 1: needs exactly one of "expect", "equals", "not_equals", "contains", "not_contains" and "error"'],
    ],
    [
      'an unknown module',
      { steps: [{ op: 'rmmod', module: 'nobody' }] },
      [/^step 1: unknown module "nobody"; known are /],
    ],
    [
      'an unknown parameter',
      { steps: [{ ...insmod, params: { speed: 1 } }] },
      ['step 1: the module "test_klp_livepatch" has no parameter "speed"'],
    ],
    ['a step of a task without its task', { steps: [{ op: 'wake' }] }, ['step 1: the field "tid" is missing']],
    [
      'a field that does not go with the step',
      { steps: [{ op: 'exit', tid: 1, func: 'f' }] },
      ['step 1: unknown field "func"; known are type, tid, to'],
    ],
    [
      'a step that happens no time',
      { steps: [{ op: 'attempt', times: 0 }] },
      ['step 1.times: expected a whole number from 1 to 1000, found 0'],
    ],
    [
      'a CPU that its machine does not have',
      { cpus: 1, steps: [insmod, { op: 'run', tid: 1, cpu: 1 }] },
      ['step 2: an event names CPU 1, but there is only CPU 0'],
    ],
    ['a task that cannot be', { tasks: [{ tid: 7 }], steps: [] }, ['tasks[0]: the field "comm" is missing']],
    [
      'two tasks on one CPU',
      { world: { tasks: [1, 2].map((tid) => ({ tid, comm: 'a', where: 'user', cpu: 0 })) }, steps: [] },
      ['tasks[1].cpu: two tasks are on CPU 0: a (1) is there, too'],
    ],
    ['a world that is none', { world: [], steps: [] }, ['expected an object, found a list']],
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
