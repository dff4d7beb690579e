import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { small } from '../session/session.testkit';
import { eventCommand, eventWords } from './events';

const kernel = boot(small.world);

const table: readonly (readonly [KernelEvent, string, string | null])[] = [
  [{ type: 'insmod', module: 'm' }, 'insmod m.ko', 'insmod m.ko'],
  [{ type: 'insmod', module: 'm', params: { a: '1', b: '-19' } }, 'insmod m.ko a=1 b=-19', 'insmod m.ko a=1 b=-19'],
  [{ type: 'rmmod', module: 'm' }, 'rmmod m', 'rmmod m'],
  [{ type: 'echo.enabled', patch: 'p', value: '0' }, 'echo 0 > p/enabled', 'echo 0 > /sys/kernel/livepatch/p/enabled'],
  [{ type: 'echo.force', patch: 'p', value: '1' }, 'echo 1 > p/force', 'echo 1 > /sys/kernel/livepatch/p/force'],
  [
    { type: 'echo.param', module: 'm', param: 'x', value: 'N' },
    'echo N > m/parameters/x',
    'echo N > /sys/module/m/parameters/x',
  ],
  [{ type: 'sysctl.ftrace', value: '0' }, 'sysctl kernel.ftrace_enabled=0', 'sysctl kernel.ftrace_enabled=0'],
  [{ type: 'attempt' }, 'klp_transition_work_fn()', null],
  [{ type: 'free' }, 'klp_free_patch_work_fn()', null],
  [{ type: 'tick' }, 'timer interrupt on every CPU', null],
  [{ type: 'task.call', tid: 101, func: 'cmdline_proc_show' }, 'bash:101 calls cmdline_proc_show', null],
  [{ type: 'task.call', tid: 101, func: 'f', object: 'm' }, 'bash:101 calls m:f', null],
  [{ type: 'task.return', tid: 101, to: 102 }, 'bash:101–102 return', null],
  [
    { type: 'task.sleep', tid: 101, state: 'interruptible', freezable: true },
    'bash:101 sleeps interruptibly, freezable',
    null,
  ],
  [{ type: 'task.sleep', tid: 101, state: 'uninterruptible' }, 'bash:101 sleeps uninterruptibly', null],
  [{ type: 'task.wake', tid: 102, to: 102 }, 'cat:102 wakes up', null],
  [{ type: 'task.run', tid: 101, cpu: 0 }, 'bash:101 gets on CPU 0', null],
  [{ type: 'task.preempt', tid: 101 }, 'bash:101 gets off the CPU', null],
  [{ type: 'task.user', tid: 101 }, 'bash:101 returns to user space', null],
  [{ type: 'task.user', tid: 7 }, 'task 7 returns to user space', null],
  [{ type: 'task.fork', tid: 101, child: 103 }, 'bash:101 forks bash:103', null],
  [{ type: 'task.fork', tid: 101, child: 103, comm: 'cat' }, 'bash:101 forks cat:103', null],
  [{ type: 'task.exit', tid: 7, to: 9 }, 'tasks 7–9 exit', null],
  [{ type: 'task.signal', tid: 101, signal: 'SIGSTOP' }, 'SIGSTOP to bash:101', 'kill -STOP 101'],
  [{ type: 'task.signal', tid: 101, to: 103, signal: 'SIGCONT' }, 'SIGCONT to bash:101–103', 'kill -CONT {101..103}'],
  [{ type: 'cpu.offline', cpu: 1 }, 'CPU 1 goes offline', 'echo 0 > /sys/devices/system/cpu/cpu1/online'],
  [{ type: 'cpu.online', cpu: 1 }, 'CPU 1 comes online', 'echo 1 > /sys/devices/system/cpu/cpu1/online'],
];

describe('words for an event', () => {
  it.each(table)('%j', (event, words, command) => {
    expect(eventWords(event, kernel)).toBe(words);
    expect(eventCommand(event)).toBe(command);
  });

  it.each<[readonly number[], string]>([
    [[], 'timer interrupt on every CPU'],
    [[1], 'timer interrupt on every CPU but 1'],
    [[1, 2, 3, 5], 'timer interrupt on every CPU but 1–3, 5'],
    [[5, 7], 'timer interrupt on every CPU but 5, 7'],
  ])('name no CPU without a tick: %j', (nohzFull, words) => {
    expect(eventWords({ type: 'tick' }, boot({ cpus: 8, tasks: [], nohzFull }))).toBe(words);
  });

  it('need no kernel', () => {
    expect(eventWords({ type: 'task.user', tid: 101 })).toBe('task 101 returns to user space');
    expect(eventWords({ type: 'tick' })).toBe('timer interrupt');
    expect(eventWords(null)).toBe('boot');
  });
});
