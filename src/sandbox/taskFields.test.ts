import { expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { fields } from './fields.testkit';

const stack = fields.tasks.find(({ name }) => name === 'stack');
const read = (text: string) => stack?.read(text, { tid: 101, comm: 'worker' });

it('a stack of too many lines is answered at once, with the limit', () => {
  const text = '[<0>] do_sys_poll+0x1/0x2\n'.repeat(50_000);
  expect(read(text)).toEqual({
    problem: expect.stringMatching(/^A stack has at most 64 functions, and this has 50,001 lines\./),
  });
  expect(cpuTime(() => read(text))).toBeLessThan(500);
});

it('of many lines that are no frames some are named, and the rest counted', () => {
  expect(read(`do_sys_poll+0x1/0x2\n${'[10] is none\n'.repeat(40)}`)).toMatchObject({
    remark: expect.stringMatching(/line 6: .*; 35 more\.$/),
  });
});

it('what a kernel has printed is read as a whole: the frames of an interrupt are not those of the task', () => {
  const text = ' <IRQ>\n rcu_dump_cpu_stacks+0x1/0x2\n </IRQ>\n spin+0x1/0x2\n';
  expect(read(text)).toMatchObject({ spec: { stack: ['spin'] } });
});
