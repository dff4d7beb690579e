import { describe, expect, it } from 'vitest';
import type { KernelEvent } from './events';
import { eventNow, type Renames } from './renaming';

const renames: Renames = {
  modules: new Map([
    ['a', 'b'],
    ['b', 'a'],
  ]),
  tasks: [{ from: 101, to: 301, count: 3 }],
};

describe('an event on what has another name now', () => {
  it.each<[KernelEvent, KernelEvent]>([
    [
      { type: 'insmod', module: 'a', params: { a: '1' }, by: 102 },
      { type: 'insmod', module: 'b', params: { a: '1' }, by: 302 },
    ],
    [
      { type: 'rmmod', module: 'b' },
      { type: 'rmmod', module: 'a' },
    ],
    [
      { type: 'echo.enabled', patch: 'a', value: '0' },
      { type: 'echo.enabled', patch: 'b', value: '0' },
    ],
    [
      { type: 'echo.force', patch: 'a', value: '1' },
      { type: 'echo.force', patch: 'b', value: '1' },
    ],
    [
      { type: 'echo.param', module: 'a', param: 'a', value: 'a' },
      { type: 'echo.param', module: 'b', param: 'a', value: 'a' },
    ],
    [
      { type: 'task.call', func: 'a', object: 'a', tid: 101 },
      { type: 'task.call', func: 'a', object: 'b', tid: 301 },
    ],
    [
      { type: 'task.fork', tid: 103, child: 104, comm: 'a' },
      { type: 'task.fork', tid: 303, child: 104, comm: 'a' },
    ],
    [
      { type: 'task.run', tid: 103, cpu: 1 },
      { type: 'task.run', tid: 303, cpu: 1 },
    ],
    [
      { type: 'task.signal', tid: 101, to: 105, signal: 'SIGSTOP' },
      { type: 'task.signal', tid: 301, to: 303, signal: 'SIGSTOP' },
    ],
    [
      { type: 'task.exit', tid: 100, to: 103 },
      { type: 'task.exit', tid: 100, to: 103 },
    ],
    [
      { type: 'task.exit', tid: 104 },
      { type: 'task.exit', tid: 104 },
    ],
    [{ type: 'attempt' }, { type: 'attempt' }],
    [
      { type: 'cpu.offline', cpu: 1 },
      { type: 'cpu.offline', cpu: 1 },
    ],
  ])('%j', (event, now) => {
    expect(eventNow(event, renames)).toEqual(now);
    expect(eventNow(event, { modules: new Map(), tasks: [] })).toEqual(event);
  });
});
