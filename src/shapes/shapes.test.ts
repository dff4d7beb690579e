import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { WideWorld } from '../kernel/world';
import { loadScenario, titles } from '../scenarios/index';
import { event } from './event';
import { attempt, fields, list, optional, orNull, parse, type Shape, text } from './shape';
import { world } from './world';

/** `` when it fits, else what is wrong and where. */
const problemOf = (shape: Shape<unknown>, json: unknown): string => {
  const read = attempt(() => parse(shape, json, 'it'));
  return 'value' in read ? '' : `${read.at}: ${read.says}`;
};

const types =
  'insmod, rmmod, echo.enabled, echo.force, echo.param, sysctl.ftrace, attempt, free, tick, task.call, task.return, ' +
  'task.sleep, task.wake, task.run, task.preempt, task.user, task.fork, task.exit, task.signal, cpu.offline, cpu.online';

describe('an event', () => {
  const events: readonly KernelEvent[] = [
    { type: 'insmod', module: 'm', params: { a: '1' }, by: 1 },
    { type: 'rmmod', module: 'm' },
    { type: 'echo.enabled', patch: 'p', value: '0', by: 2 },
    { type: 'echo.force', patch: 'p', value: '1' },
    { type: 'echo.param', module: 'm', param: 'p', value: '' },
    { type: 'sysctl.ftrace', value: '0' },
    { type: 'free' },
    { type: 'tick' },
    { type: 'task.call', tid: 1, func: 'f', object: 'm', to: 4 },
    { type: 'task.sleep', tid: 1, state: 'interruptible', freezable: true },
    { type: 'task.run', tid: 1, cpu: 63 },
    { type: 'task.preempt', tid: 1 },
    { type: 'task.user', tid: 1 },
    { type: 'task.fork', tid: 1, child: 2, comm: 'x' },
    { type: 'task.exit', tid: 1 },
    { type: 'task.signal', tid: 1, signal: 'SIGCONT' },
    { type: 'cpu.offline', cpu: 0 },
    { type: 'cpu.online', cpu: 0 },
    { type: 'attempt' },
    { type: 'task.return', tid: 1, to: 2 },
    { type: 'task.wake', tid: 1 },
  ];

  it.each(events)('can be %j', (given) => {
    expect(problemOf(event, given)).toBe('');
    expect(problemOf(event, { ...given, more: 1 })).toMatch(/^it: unknown field "more"; known are type/);
  });

  it.each([
    ['it: expected the type of an event: EVENTS, found null', null],
    ['it.type: expected the type of an event: EVENTS, found undefined', []],
    ['it.type: expected the type of an event: EVENTS, found undefined', {}],
    ['it.type: expected the type of an event: EVENTS, found "toString"', { type: 'toString' }],
    ['it: the field "module" is missing', { type: 'rmmod' }],
    ['it.module: expected a text, found 1', { type: 'rmmod', module: 1 }],
    ['it.module: more than 64 characters', { type: 'rmmod', module: 'm'.repeat(65) }],
    ['it.params.a: expected a text, found 1', { type: 'insmod', module: 'm', params: { a: 1 } }],
    ['it.params: expected an object, found a list', { type: 'insmod', module: 'm', params: [] }],
    ['it.cpu: expected a whole number from 0 to 63, found 64', { type: 'cpu.offline', cpu: 64 }],
    [
      'it.state: expected "interruptible" or "uninterruptible" or "killable", found "deep"',
      { type: 'task.sleep', tid: 1, state: 'deep' },
    ],
  ])('is refused: %s', (problem, json) => {
    expect(problemOf(event, json)).toBe(problem.replace('EVENTS', types));
  });
});

describe('a world', () => {
  const worlds: readonly WideWorld[] = [
    { tasks: [] },
    {
      cpus: 64,
      tasks: [
        { tid: 1, comm: 'x', kind: 'kthread', where: 'user', cpu: 3, freezable: true, reliable: false, count: 9 },
        { tid: 10, comm: 'y', where: 'uninterruptible', killable: true, userWorker: true },
      ],
      patches: [
        {
          name: 'p',
          version: 4_294_967_295,
          sticky: true,
          replace: true,
          replaceSet: 2,
          states: [{ id: 1, version: 2, blockDisable: true }],
          funcs: ['m:f,2'],
          missing: ['g'],
          objects: [
            {
              name: 'm',
              funcs: [{ oldName: 'f', newName: 'g', sympos: 2, effect: { path: '/proc/x', reads: 'y', log: ['z'] } }],
              callbacks: { pre_patch: { log: [], always: ['a'], returns: -19 } },
            },
          ],
          params: [{ name: 'r', type: 'int', default: '0', mode: '0644' }],
          replaceParam: 'r',
          initLog: { before: ['b'], after: ['c'] },
          exitLog: ['d'],
          complaint: { about: 'vermagic', builtFor: '6.1' },
          note: 'n',
        },
      ],
      symbols: [{ name: 'f', times: 2, hookable: false, reliable: false }],
      targets: [
        {
          name: 'm',
          functions: ['f'],
          loaded: false,
          usedBy: 3,
          initReturns: -22,
          initReturnsParam: 'i',
          params: [{ name: 'i', type: 'bool', default: 'N', mode: '0' }],
          initLog: ['in'],
          exitLog: ['out'],
          effects: [{ name: 'f', log: ['f ran'] }],
          worker: { comm: 'w', func: 'f', enterLog: [], exitLog: [], whileParam: 'i' },
          kprobe: { object: 'm', func: 'f', postHandlerParam: 'i' },
        },
      ],
      nohzFull: [3],
      livepatch: false,
      ftraceAlwaysOn: true,
    },
  ];

  it.each(worlds)('can be %j', (given) => {
    expect(problemOf(world, given)).toBe('');
    expect(problemOf(world, { ...given, more: [] })).toMatch(/^it: unknown field "more"; known are cpus, tasks, /);
  });

  it.each([
    ['it: expected an object, found a list', []],
    ['it: the field "tasks" is missing', {}],
    ['it.cpus: expected a whole number from 1 to 64, found 65', { cpus: 65, tasks: [] }],
    ['it.tasks: expected a list, found an object', { tasks: {} }],
    ['it.tasks[1]: the field "comm" is missing', { tasks: [{ tid: 1, comm: 'a' }, { tid: 2 }] }],
    ['it.tasks[0].stack[1]: expected a text, found true', { tasks: [{ tid: 1, comm: 'a', stack: ['f', true] }] }],
    [
      'it: tasks[1].tid: two tasks have the thread id 1: a has it, too',
      {
        tasks: [
          { tid: 1, comm: 'a' },
          { tid: 1, comm: 'b' },
        ],
      },
    ],
  ])('is refused: %s', (problem, json) => {
    expect(problemOf(world, json)).toBe(problem);
  });
});

it.each(titles)('$id has the shape of a world and of events', async ({ id }) => {
  const scenario = await loadScenario(id);
  const events = scenario.steps.map((step) => step.event);
  expect(parse(world, scenario.world)).toEqual(scenario.world);
  expect(parse(list(event), events)).toEqual(events);
});

it('an object without fields that must be there is no list', () => {
  const shape = fields({ a: optional(orNull(text)) });
  expect(['', '', '']).toEqual([{}, { a: null }, { a: 'b' }].map((json) => problemOf(shape, json)));
  expect(problemOf(shape, [])).toBe('it: expected an object, found a list');
  expect(problemOf(shape, { a: undefined })).toBe('it.a: expected a text, found undefined');
});
