import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadScenario, titles } from '../scenarios/index';
import { readAs } from '../shapes/shape';
import { scriptLine } from '../viewer/lines';
import { eventsOf, storedPlace } from '../viewer/opening';
import { lines, readWork } from './kept';
import { small } from './session.testkit';
import { isOwn, recentOf, type Work, workText } from './works';

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

  it('comes back with what a file said of it, however that was written', async () => {
    const told = await loadScenario('sticky-reversed');
    const { world } = told;
    const own: Work = { ...work, source: { kind: 'world', told }, world };
    expect(readWork(workText(own))).toEqual({ work: own });
    expect(storedPlace(own, null)).toEqual({ place: { ...own, scenario: told }, changed: null });
    const damaged = { kind: 'world', told: { ...told, steps: [{}] } };
    expect(readWork(but({ source: damaged }))).toMatchObject({ problem: 'damaged' });
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
    expect(readWork(text)).toMatchObject({ problem: 'damaged' });
  });

  it('of a newer release is told apart', () => {
    expect(readWork(but({ v: 2, lines: 'something new' }))).toMatchObject({ problem: 'newer' });
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

  it('keeps after which steps one is left out', () => {
    const lines = work.lines.map((line) => ({ ...line, gaps: [0, 2] }));
    expect(readWork(workText({ ...work, lines }))).toEqual({ work: { ...work, lines } });
  });

  it('is listed with what is the reader’s own in it', () => {
    expect(recentOf(work)).toMatchObject({ id: 'a', title: 'A small scenario', branches: 1, events: 1, names: [] });
    expect(recentOf({ ...work, source: { kind: 'world' } })).toMatchObject({ branches: 1, events: 6 });
    const patched = { ...work.world, patches: [{ name: 'my_fix', funcs: [] }] };
    expect(recentOf({ ...work, world: patched }).names).toEqual([]);
    expect(recentOf({ ...work, world: patched, source: { kind: 'world' } }).names).toEqual(['my_fix']);
    expect(isOwn(work)).toBe(true);
    expect(isOwn({ ...work, lines: work.lines.slice(0, 1) })).toBe(false);
  });
});

it.each(titles)('what was done in $id opens in it again', async ({ id }) => {
  const scenario = await loadScenario(id);
  const { world } = scenario;
  const stored: Work = {
    ...work,
    source: { kind: 'scenario', id },
    world,
    lines: [scriptLine(eventsOf(scenario))],
    line: 0,
  };
  const read = readWork(workText(stored));
  if (!('work' in read)) throw new Error(read.problem);
  expect(storedPlace(read.work, scenario)).toEqual({ place: { ...read.work, scenario }, changed: null });
});

it('lines leave older lines only', () => {
  const areLines = (json: unknown): boolean => readAs(lines, json) !== null;
  expect(areLines(work.lines)).toBe(true);
  expect(areLines([...work.lines, { parent: 1, at: 3, events: [] }])).toBe(true);
  expect(areLines([...work.lines, { parent: 1, at: 1, events: [] }])).toBe(false);
  expect(areLines([...work.lines, { parent: null, at: 0, events: [] }])).toBe(false);
});
