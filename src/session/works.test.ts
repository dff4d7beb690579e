import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { scriptLine } from '../viewer/lines';
import { eventsOf } from '../viewer/opening';
import { other, small } from './session.testkit';
import { isEvent, isLines, isWorld } from './shapes';
import { isOwn, readWork, recentOf, type Work, workText } from './works';

const work: Work = {
  id: 'a',
  stamp: 'b',
  savedAt: 1_800_000_000_000,
  title: 'A small scenario',
  policy: 'rfc-2019',
  against: [],
  source: { kind: 'scenario', id: 'small' },
  world: small.world,
  lines: [scriptLine(eventsOf(small)), { parent: 0, at: 2, events: [{ type: 'tick' }] }],
  line: 1,
  cursor: { step: 3, micro: null },
};

/** The text with one thing changed. */
const but = (change: object): string => JSON.stringify({ v: 1, ...work, ...change });

describe('work', () => {
  it('comes back from its text', () => {
    expect(readWork(workText(work))).toEqual({ work });
    const own: Work = { ...work, source: { kind: 'world' }, cursor: { step: 3, micro: 2 } };
    expect(readWork(workText(own))).toEqual({ work: own });
  });

  it('comes back with its comparison, less the policies that are no longer there', () => {
    const compared: Work = { ...work, against: ['system-state', 'atomic-replace'] };
    expect(readWork(workText(compared))).toEqual({ work: compared });
    expect(readWork(but({ against: ['gone', 'system-state', 'system-state', 'rfc-2019'] }))).toEqual({
      work: { ...work, against: ['system-state'] },
    });
    expect(readWork(but({ policy: 'gone', against: ['system-state'] }))).toEqual({
      work: { ...work, policy: 'system-state' },
    });
  });

  it('that no earlier release can read is written only where something is compared', () => {
    expect(JSON.parse(workText(work))).not.toHaveProperty('against');
  });

  it.each([
    ['a comparison of too many', but({ against: ['a', 'b', 'c', 'd', 'e'] })],
    ['no JSON', '{"v":1,'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no version', JSON.stringify(work)],
    ['an older version that never was', but({ v: 0 })],
    ['a missing line', but({ line: 2 })],
    ['a line that hangs on itself', but({ lines: [work.lines[0], { parent: 1, at: 0, events: [] }] })],
    ['a line that leaves its parent beyond its end', but({ lines: [work.lines[0], { parent: 0, at: 6, events: [] }] })],
    ['a first line with a parent', but({ lines: [{ parent: 0, at: 0, events: [] }], line: 0 })],
    ['no lines', but({ lines: [], line: 0 })],
    ['an unknown event', but({ lines: [scriptLine([]), { parent: 0, at: 0, events: [{ type: 'halt' }] }] })],
    ['a negative step', but({ cursor: { step: -1, micro: null } })],
    ['a cursor of text', but({ cursor: 'x' })],
    ['an unknown source', but({ source: { kind: 'dream' } })],
    ['a huge world', but({ world: { tasks: [{ tid: 1, comm: 'x', count: 1e9 }] } })],
    [
      'many worlds in one',
      but({ world: { tasks: Array.from({ length: 30 }, () => ({ tid: 1, comm: 'x', count: 1000 })) } }),
    ],
    ['something more', but({ extra: 1 })],
  ])('that is damaged is told: %s', (_, text) => {
    expect(readWork(text)).toEqual({ problem: 'damaged' });
  });

  it('of a newer release is told apart', () => {
    expect(readWork(but({ v: 2, lines: 'something new' }))).toEqual({ problem: 'newer' });
  });

  it('under a policy that is gone goes on under the default one', () => {
    expect(readWork(but({ policy: 'gone' }))).toEqual({ work });
  });

  it('is never read from arbitrary text, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readWork(text)).toHaveProperty('problem');
      }),
    );
  });

  it('that was cut or changed in one place is read whole or not at all', () => {
    const text = workText(work);
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 2 }), (at, put) => {
        const read = readWork(text.slice(0, at) + put + text.slice(at + 1));
        if ('work' in read) expect(read.work.line).toBeLessThan(read.work.lines.length);
      }),
    );
  });

  it('is listed with what is the reader’s own in it', () => {
    expect(recentOf(work)).toMatchObject({ id: 'a', title: 'A small scenario', branches: 1, events: 1 });
    expect(recentOf({ ...work, source: { kind: 'world' } })).toMatchObject({ branches: 1, events: 6 });
    expect(isOwn(work)).toBe(true);
    expect(isOwn({ ...work, lines: work.lines.slice(0, 1) })).toBe(false);
  });
});

describe('shapes', () => {
  const events: readonly KernelEvent[] = [
    ...eventsOf(small),
    ...eventsOf(other),
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
  ];

  it.each(events)('an event: %j', (event) => {
    expect(isEvent(event)).toBe(true);
    expect(isEvent({ ...event, more: 1 })).toBe(false);
  });

  it.each([null, 1, 'tick', [], {}, { type: 'toString' }, { type: 'rmmod' }, { type: 'rmmod', module: 1 }])(
    'no event: %j',
    (json) => {
      expect(isEvent(json)).toBe(false);
    },
  );

  const worlds: readonly World[] = [
    small.world,
    { tasks: [] },
    {
      cpus: 64,
      tasks: [
        { tid: 1, comm: 'x', kind: 'kthread', where: 'user', cpu: 3, freezable: true, reliable: false, count: 9 },
      ],
      patches: [
        {
          name: 'p',
          version: 4_294_967_295,
          sticky: true,
          replace: true,
          states: [{ id: 1, version: 2 }],
          funcs: ['m:f,2'],
          missing: ['g'],
          note: 'n',
        },
      ],
    },
  ];

  it.each(worlds)('a world: %j', (world) => {
    expect(isWorld(world)).toBe(true);
    expect(isWorld({ ...world, cpus: 65 })).toBe(false);
    expect(isWorld({ ...world, more: [] })).toBe(false);
  });

  it('lines leave older lines only', () => {
    expect(isLines(work.lines)).toBe(true);
    expect(isLines([...work.lines, { parent: 1, at: 3, events: [] }])).toBe(true);
    expect(isLines([...work.lines, { parent: 1, at: 1, events: [] }])).toBe(false);
    expect(isLines([...work.lines, { parent: null, at: 0, events: [] }])).toBe(false);
  });
});
