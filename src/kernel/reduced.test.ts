import { expect, test } from 'vitest';
import { boot } from './boot';
import type { KernelEvent } from './events';
import { reduced } from './reduced';

const kernel = boot({
  tasks: [
    { tid: 101, comm: 'bash' },
    { tid: 102, comm: 'cat' },
    { tid: 104, comm: 'crunch' },
    { tid: 105, comm: 'worker', count: 4 },
  ],
});

test.each<[string, KernelEvent, readonly number[]]>([
  ['a verb about modules', { type: 'insmod', module: 'm' }, []],
  ['one that a task does', { type: 'insmod', module: 'm', by: 104 }, [104]],
  ['an attempt', { type: 'attempt' }, []],
  ['a task verb', { type: 'task.wake', tid: 101 }, [101]],
  ['one for a range', { type: 'task.wake', tid: 104, to: 106 }, [104, 105, 106]],
  ['a fork, with whoever has the thread id', { type: 'task.fork', tid: 101, child: 108 }, [101, 108]],
  ['a task on a CPU', { type: 'task.run', tid: 102, cpu: 0 }, [102]],
])('the rules look at the tasks that are named: %s', (_, event, tids) => {
  expect(reduced(kernel, event).tasks.map(({ tid }) => tid)).toEqual(tids);
});
