import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import {
  type HistoryLines,
  isOwnWork,
  leavesScriptAt,
  lengthOf,
  ownerOf,
  pathOf,
  scriptLine,
  withEvent,
  withPath,
} from './lines';

const event = (cpu: number): KernelEvent => ({ type: 'cpu.online', cpu });
const events = (...cpus: number[]): readonly KernelEvent[] => cpus.map(event);
const cpusOf = (path: readonly KernelEvent[]) => path.map((each) => ('cpu' in each ? each.cpu : null));

/** 0: 1 2 3 4 5 · 1 leaves 0 after step 2: 10 11 12 · 2 leaves 1 after step 4: 20 */
const tree: HistoryLines = [
  scriptLine(events(1, 2, 3, 4, 5)),
  { parent: 0, at: 2, events: events(10, 11, 12) },
  { parent: 1, at: 4, events: events(20) },
];

describe('lines', () => {
  it.each([
    [0, [1, 2, 3, 4, 5], 5, null],
    [1, [1, 2, 10, 11, 12], 5, 2],
    [2, [1, 2, 10, 11, 20], 5, 2],
  ])('line %i', (line, path, length, leaves) => {
    expect(cpusOf(pathOf(tree, line))).toEqual(path);
    expect(lengthOf(tree, line)).toBe(length);
    expect(leavesScriptAt(tree, line)).toBe(leaves);
  });

  it.each([
    [2, 5, 2],
    [2, 4, 1],
    [2, 3, 1],
    [2, 2, 0],
    [1, 2, 0],
    [0, 5, 0],
  ])('step of line %i at %i belongs to line %i', (line, step, owner) => {
    expect(ownerOf(tree, line, step)).toBe(owner);
  });
});

describe('an event', () => {
  it('at the end of the script of a scenario starts a branch', () => {
    const next = withEvent(tree, 0, 5, event(9), false);
    expect(next.line).toBe(3);
    expect(next.lines[3]).toEqual({ parent: 0, at: 5, events: events(9) });
  });

  it('at the end of the first line of an own world makes it longer', () => {
    const next = withEvent(tree, 0, 5, event(9), true);
    expect(next.line).toBe(0);
    expect(cpusOf(pathOf(next.lines, 0))).toEqual([1, 2, 3, 4, 5, 9]);
    expect(cpusOf(pathOf(next.lines, 1))).toEqual([1, 2, 10, 11, 12]);
  });

  it('at the end of a branch makes it longer', () => {
    const next = withEvent(tree, 2, 5, event(9), false);
    expect(next.line).toBe(2);
    expect(cpusOf(pathOf(next.lines, 2))).toEqual([1, 2, 10, 11, 20, 9]);
  });

  it('in the middle of a branch starts another one, which hangs on the line the step belongs to', () => {
    expect(withEvent(tree, 2, 4, event(9), false).lines[3]).toEqual({ parent: 1, at: 4, events: events(9) });
    expect(withEvent(tree, 2, 1, event(9), false).lines[3]).toEqual({ parent: 0, at: 1, events: events(9) });
  });
});

describe('a history that arrives', () => {
  it.each([
    ['is the line that tells it', [1, 2, 10, 11, 20], null, 2],
    ['is the line that begins with it', [1, 2, 10], 2, 1],
    ['is the script', [1, 2, 3, 4, 5], null, 0],
  ])('%s', (_, path, leaves, line) => {
    expect(withPath(tree, events(...path), leaves)).toEqual({ lines: tree, line });
  });

  it('leaves what is known as late as possible', () => {
    const next = withPath(tree, events(1, 2, 10, 11, 21, 22), 2);
    expect(next.line).toBe(3);
    expect(next.lines[3]).toEqual({ parent: 1, at: 4, events: events(21, 22) });
  });

  it('leaves the script where the link says, even when its events are those of the script', () => {
    const next = withPath(tree, events(1, 2, 3, 4), 3);
    expect(next.lines[next.line]).toEqual({ parent: 0, at: 3, events: events(4) });
  });

  it('that has nothing in common hangs on the boot', () => {
    expect(withPath(tree, events(7)).lines[3]).toEqual({ parent: 0, at: 0, events: events(7) });
  });

  it('knows an event again whose fields come in another order', () => {
    const stop: KernelEvent = { type: 'task.signal', signal: 'SIGSTOP', tid: 7 };
    const load: KernelEvent = { type: 'insmod', module: 'm', params: { a: '1', b: '2' } };
    const lines = [scriptLine([stop, load, event(1)])];
    const again: readonly KernelEvent[] = [
      { type: 'task.signal', tid: 7, signal: 'SIGSTOP' },
      { params: { b: '2', a: '1' }, module: 'm', type: 'insmod' },
      event(1),
    ];
    expect(withPath(lines, again)).toEqual({ lines, line: 0 });
    expect(withPath(lines, [{ type: 'task.signal', tid: 8, signal: 'SIGSTOP' }]).line).toBe(1);
  });
});

it.each([
  ['a script that was only read', [scriptLine(events(1))], false, false],
  ['a branch', tree, false, true],
  ['an own world in which nothing has happened', [scriptLine([])], true, false],
  ['an own world in which something has happened', [scriptLine(events(1))], true, true],
])('own work: %s', (_, lines, ownWorld, own) => {
  expect(isOwnWork(lines, ownWorld)).toBe(own);
});
