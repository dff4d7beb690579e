import { describe, expect, it } from 'vitest';
import { EVERYONE, kernelAfter, laneStatuses, PATCH, traceOf } from '../panels/tasks/tasks.testkit';
import { cruncher, force, insmod, shell } from '../scenarios/builders';
import {
  CHANGED,
  exited,
  SWITCHED,
  switchedBy,
  taskChanges,
  taskSummary,
  threadAt,
  threadCount,
  threadIndex,
  threads,
} from './threads';

describe('threads', () => {
  const kernel = kernelAfter(EVERYONE);

  it('are the tasks, then the idle task of every CPU', () => {
    expect(threadCount(kernel)).toBe(8);
    expect(threads(kernel).map(({ task }) => task.comm)).toEqual([
      'bash',
      'cruncher',
      'cat',
      'kworker',
      'odd',
      'swapper/0',
      'swapper/1',
      'swapper/2',
    ]);
  });

  it.each([
    [10, undefined, 0],
    [50, undefined, 4],
    [0, 2, 7],
    [0, 9, null],
    [0, undefined, null],
    [99, undefined, null],
  ])('tid %s on CPU %s has number %s', (tid, cpu, index) => {
    expect(threadIndex(kernel, tid, cpu)).toBe(index);
    if (index !== null) expect(threadAt(kernel, index)?.task.tid).toBe(tid);
  });
});

describe('taskSummary', () => {
  it('counts nothing as waiting outside a transition', () => {
    const summary = taskSummary(kernelAfter(EVERYONE));
    expect(summary.counts).toMatchObject({ settled: 8, pending: 0, blocked: 0 });
    expect(summary.switched).toBe(0);
  });

  it('tells switched, pending and blocked apart while patching', () => {
    const kernel = kernelAfter(EVERYONE, insmod(PATCH));
    expect(laneStatuses(kernel)).toMatchObject({
      'bash:10': 'patched',
      'cruncher:20': 'pending',
      'cat:30': 'blocked',
      'kworker:40': 'blocked',
      'odd:50': 'blocked',
    });
    const { counts, threads: all, switched, pending, blocked } = taskSummary(kernel);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(all);
    expect(switched + pending + blocked).toBe(all);
  });

  it('shows a forced task with an affected frame as left behind', () => {
    const kernel = kernelAfter(EVERYONE, insmod(PATCH), force(PATCH));
    expect(laneStatuses(kernel)['cat:30']).toBe('leftBehind');
    expect(taskSummary(kernel).leftBehind).toBe(1);
  });

  it('is the same object for the same kernel', () => {
    const kernel = kernelAfter(EVERYONE, insmod(PATCH));
    expect(taskSummary(kernel)).toBe(taskSummary(kernel));
  });
});

describe('taskChanges', () => {
  it('marks nothing at the boot', () => {
    expect([...taskChanges(null, kernelAfter(EVERYONE), [])]).toEqual(Array(8).fill(0));
  });

  it('marks what differs, and who came to the other side by a fact', () => {
    const [, loaded, ticked] = traceOf(EVERYONE, insmod(PATCH), { type: 'tick' });
    if (!loaded || !ticked) throw new Error('two steps expected');
    const changes = taskChanges(loaded.kernel, ticked.kernel, ticked.facts);
    expect(changes[1]).toBe(CHANGED | SWITCHED);
    expect(changes[2]).toBe(0);
    const cruncherThread = threadAt(ticked.kernel, 1);
    expect(cruncherThread && switchedBy(ticked.facts, cruncherThread)).toBe('exit to user space');
  });

  it.each([
    ['a signal that waits', { signals: { kill: true } }],
    ['whether SIGKILL wakes it', { killable: true }],
    ['whom it was made for', { userWorker: true }],
  ] as const)('marks %s', (_, change) => {
    const after = kernelAfter(EVERYONE);
    const before = { ...after, tasks: after.tasks.map((task, at) => (at === 1 ? { ...task, ...change } : task)) };
    expect([...taskChanges(before, after, [])]).toEqual([0, CHANGED, 0, 0, 0, 0, 0, 0]);
    expect([...taskChanges(after, before, [])]).toEqual([0, CHANGED, 0, 0, 0, 0, 0, 0]);
  });

  it('follows tasks when one before them exits, and names the one that has gone', () => {
    const [before, after] = traceOf([cruncher(20, 0), shell(30), shell(40)], { type: 'task.exit', tid: 20 });
    if (!before || !after) throw new Error('one step expected');
    expect([...taskChanges(before.kernel, after.kernel, after.facts)]).toEqual([0, 0, 0, 0, 0]);
    expect(exited(before.kernel, after.kernel).map(({ tid }) => tid)).toEqual([20]);
  });
});
