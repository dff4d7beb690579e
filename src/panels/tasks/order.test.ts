import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../kernel/cpuTime.testkit';
import { cruncher, insmod, shell } from '../../scenarios/builders';
import { taskSummary, threadAt } from '../../words/threads';
import { EVERY_TASK, type TaskFilter, type TaskSort, taskOrder } from './order';
import { EVERYONE, kernelAfter, PATCH } from './tasks.testkit';

describe('taskOrder', () => {
  const kernel = kernelAfter(EVERYONE, insmod(PATCH));
  const names = (sort: TaskSort, filter: Partial<TaskFilter>) =>
    [...taskOrder(kernel, sort, { ...EVERY_TASK, ...filter })].map((index) => threadAt(kernel, index)?.task.comm);

  it.each<[TaskSort, Partial<TaskFilter>, string[]]>([
    ['tid', { kind: 'user' }, ['bash', 'cruncher', 'cat', 'odd']],
    ['comm', { kind: 'user' }, ['bash', 'cat', 'cruncher', 'odd']],
    ['blocked first', { kind: 'user' }, ['cat', 'odd', 'cruncher', 'bash']],
    ['tid', { shown: 'blocked' }, ['cat', 'kworker', 'odd']],
    ['tid', { shown: 'blocked', kind: 'kthread' }, ['kworker']],
    ['tid', { shown: 'pending', kind: 'kthread' }, ['kworker']],
    ['tid', { text: 'ODD' }, ['odd']],
    ['tid', { text: '40' }, ['kworker']],
    ['tid', { text: 'nobody' }, []],
    ['tid', { shown: 'left behind' }, []],
  ])('sorted by %s, filtered by %j: %j', (sort, filter, expected) => {
    expect(names(sort, filter)).toEqual(expected);
  });

  it('puts a forked task with a small tid in its place', () => {
    const forked = kernelAfter([cruncher(20, 0), shell(30)], { type: 'task.fork', tid: 20, child: 25 });
    const tids = [...taskOrder(forked, 'tid', EVERY_TASK)].map((index) => threadAt(forked, index)?.task.tid);
    expect(tids).toEqual([20, 25, 30, 0, 0, 0]);
  });

  it('sorts 10,000 tasks in a few milliseconds', () => {
    const many = kernelAfter([{ ...shell(1), count: 10_000 }], insmod(PATCH));
    taskSummary(many);
    // The best of several: other processes share the machine.
    const times = Array.from({ length: 8 }, () => cpuTime(() => taskOrder(many, 'comm', EVERY_TASK)));
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
