/** Files that say where a task is inside the kernel. */
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import { systemState as policy } from '../kernel/policies/systemState';
import type { WideTaskSpec } from '../kernel/world';
import { read } from './sysfs';

const cat = (spec: Omit<WideTaskSpec, 'tid' | 'comm'>, file: string, cpus = 2): string => {
  const found = read(boot({ cpus, tasks: [{ tid: 7, comm: 'db', ...spec }] }), policy, `/proc/7/${file}`);
  return found.ok ? found.value : found.error.code;
};
const functions = (text: string): readonly string[] => [...text.matchAll(/\] (\S+)\+0x/g)].map(([, name = '']) => name);

// arch/x86/kernel/unwind_orc.c: __unwind_start()
describe('/proc/<pid>/stack', () => {
  it.each([
    ['of a task that runs on another CPU is empty', { where: 'kernel', cpu: 1 }, 2, []],
    ['is there when the reader has pushed the task off its CPU', { where: 'kernel' }, 1, ['f', 'g']],
    ['of a task that waits for a CPU is there', { where: 'runnable' }, 2, ['f', 'g']],
  ] as const)('%s', (_says, place, cpus, shown) => {
    expect(functions(cat({ ...place, stack: ['f', 'g'] }, 'stack', cpus))).toEqual(shown);
  });

  it('leaves out the code that puts a task to sleep, and /proc/<pid>/wchan too', () => {
    const code = ['__schedule', 'schedule', 'schedule_timeout', 'io_schedule', 'bit_wait_io', '__wait_on_bit'];
    const more = ['wait_for_completion_killable', '__mutex_lock', 'rwsem_down_write_slowpath', 'down_read'];
    const stack = [...code, ...more, 'schedule_work', 'm:schedule', 'nbd_ioctl'];
    expect(functions(cat({ stack }, 'stack'))).toEqual(['schedule_work', 'schedule', 'nbd_ioctl']);
    expect(cat({ stack }, 'wchan')).toBe('schedule_work');
    expect(cat({ stack: code }, 'wchan')).toBe('0');
  });

  it('has at most 64 lines', () => {
    const stack = Array.from({ length: 64 }, (_, index) => `f${index}`);
    expect(functions(cat({ stack: [...stack, 'more'] }, 'stack'))).toEqual(stack);
  });
});

describe('/proc/<pid>/syscall', () => {
  const none = '0x0 0x0 0x0 0x0 0x0 0x0';
  it.each([
    ['running', { where: 'user', cpu: 1 }, 'running'],
    ['running, for one that waits for a CPU', { where: 'runnable', stack: ['f'] }, 'running'],
    ['zeros for a kthread', { kind: 'kthread', stack: ['kthread'] }, `0 ${none} 0x0 0x0`],
    [
      'the number of the call',
      { stack: ['nbd_ioctl', '__x64_sys_ioctl', 'do_syscall_64'] },
      `16 ${none} 0x7ffd3c5a0e58 0x7f1c0a5d3b7d`,
    ],
    ['-1 without one', { stack: ['f'] }, '-1 0x7ffd3c5a0e58 0x7f1c0a5d3b7d'],
  ] as const)('%s', (_says, spec, reads) => {
    expect(cat(spec, 'syscall')).toBe(reads);
  });
});
