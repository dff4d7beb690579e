/** What tasks do by themselves, and what they cannot. */
import { describe, expect, test } from 'vitest';
import type { KernelEvent } from './events';
import { bash, cruncher, dcat, end, insmod, kthread, odd, switchedBy, task, write } from './kernel.testkit';

const of = (
  type: 'task.wake' | 'task.return' | 'task.preempt' | 'task.user' | 'task.exit',
  tid: number,
): KernelEvent => ({
  type,
  tid,
});
const signal = (tid: number, name: 'SIGSTOP' | 'SIGCONT'): KernelEvent => ({ type: 'task.signal', tid, signal: name });
const sleep = (tid: number): KernelEvent => ({ type: 'task.sleep', tid, state: 'uninterruptible' });

describe('a task that cannot is refused in words, and nothing happens', () => {
  test.each([
    [
      'a module that is not loaded',
      [{ type: 'task.call', tid: 104, object: 'test_klp_mod_target', func: 'test_klp_mod_target_show' } as const],
      'test_klp_mod_target is not loaded, so nobody can call its functions.',
    ],
    ['no such task', [of('task.wake', 9)], 'There is no task 9.'],
    ['asleep', [of('task.return', 101)], 'bash:101 is asleep and cannot do anything.'],
    ['awake', [of('task.wake', 104)], 'cruncher:104 is not asleep.'],
    ['nothing to return from', [of('task.return', 104)], 'cruncher:104 has no frame to return from.'],
    ['off the CPU', [of('task.preempt', 101)], 'bash:101 is not on a CPU.'],
    ['a kthread has no user space', [of('task.user', 103)], 'kworker/0:1:103 is a kthread: it has no user space.'],
    ['a kthread ignores signals', [signal(103, 'SIGSTOP')], 'kworker/0:1:103 is a kthread and ignores signals.'],
    ['stopped', [signal(101, 'SIGSTOP'), of('task.wake', 101)], 'bash:101 is stopped by a signal.'],
    ['stopped twice', [signal(101, 'SIGSTOP'), signal(101, 'SIGSTOP')], 'bash:101 is already stopped.'],
    ['not stopped', [signal(101, 'SIGCONT')], 'bash:101 is not stopped.'],
    ['a taken tid', [{ type: 'task.fork', tid: 104, child: 101 } as const], 'The thread id 101 is not free.'],
    ['a CPU that is not there', [{ type: 'cpu.offline', cpu: 7 } as const], 'There is no CPU 7.'],
    [
      'the CPU that was booted',
      [{ type: 'cpu.offline', cpu: 0 } as const],
      'CPU 0 has no online file: the machine was booted on it.',
    ],
    [
      'an offline CPU',
      [
        { type: 'cpu.offline', cpu: 1 },
        { type: 'task.run', tid: 104, cpu: 1 },
      ] as const,
      'CPU 1 is offline.',
    ],
  ] as const)('%s', (_says, events, because) => {
    const step = end([bash, kthread, cruncher], events, 2);
    expect(step.refusal?.because).toBe(because);
    expect(step.refusal?.wayOut).not.toBe('');
  });
});

describe('a signal as a way out', () => {
  test('SIGSTOP takes a sleeping task out of its system call, and it switches on the way; SIGCONT lets it go on', () => {
    const blocked = { ...bash, stack: ['cmdline_proc_show', 'vfs_read'] };
    const stopped = end([blocked, odd], [insmod('one'), signal(101, 'SIGSTOP')]);
    expect(task(stopped.kernel, 101)).toMatchObject({ where: 'stopped', stack: [], patchState: 1, pending: false });
    const going = end([blocked, odd], [insmod('one'), signal(101, 'SIGSTOP'), signal(101, 'SIGCONT')]);
    expect(task(going.kernel, 101).where).toBe('runnable');
  });
});

describe('getting on a CPU', () => {
  test('makes whoever was there runnable', () => {
    const { kernel } = end([bash, cruncher], [of('task.wake', 101), { type: 'task.run', tid: 101, cpu: 0 }], 2);
    expect([task(kernel, 101), task(kernel, 104)].map(({ where, cpu }) => [where, cpu])).toEqual([
      ['kernel', 0],
      ['runnable', null],
    ]);
  });

  test('a CPU that goes offline sends its tasks away', () => {
    const { kernel } = end([{ ...cruncher, cpu: 1 }], [{ type: 'cpu.offline', cpu: 1 }], 2);
    expect(task(kernel, 104)).toMatchObject({ where: 'runnable', cpu: null });
  });

  test('writing what `online` has already succeeds and changes nothing', () => {
    const step = end([cruncher], [{ type: 'cpu.online', cpu: 1 }], 2);
    expect(step.refusal).toBeNull();
    expect(step.facts).toEqual([]);
    const offline = { type: 'cpu.offline', cpu: 1 } as const;
    expect(end([cruncher], [offline, offline], 2)).toMatchObject({ refusal: null });
  });
});

test('a range of tids acts on every task that can, and passes over the others', () => {
  const crowd = { tid: 200, comm: 'crowd', where: 'runnable' as const, count: 5 };
  const { kernel } = end([crowd], [sleep(202), { type: 'task.call', tid: 200, to: 204, func: 'vfs_read' }], 1);
  expect(kernel.tasks.map(({ stack }) => stack.length)).toEqual([1, 1, 0, 1, 1]);
});

// kernel/entry/common.c: exit_to_user_mode_loop() reads the flags again after schedule().
describe('a task that gets on a CPU', () => {
  const off = { ...bash, where: 'runnable' } as const;
  const run = (tid: number): KernelEvent => ({ type: 'task.run', tid, cpu: 1 });
  const reversed = [insmod('one'), write('0', 'one')];

  test.each([
    [
      'switches before its next line in user space',
      { ...off, stack: [] },
      { where: 'user', patchState: 0, pending: false },
    ],
    ['goes on inside the kernel as it was', off, { where: 'kernel', patchState: 1, pending: true }],
    ['has no user space, being a kthread', { ...off, kind: 'kthread', stack: [] }, { where: 'kernel', pending: true }],
  ] as const)('%s', (_says, spec, found) => {
    const step = end([spec, dcat], [...reversed, run(101)], 2);
    expect(task(step.kernel, 101)).toMatchObject(found);
    expect(switchedBy(step)).toEqual(found.pending ? [] : ['exit to user space']);
  });

  test('switches although it is a child that has never run', () => {
    const fork: KernelEvent = { type: 'task.fork', tid: 101, child: 201 };
    const { kernel } = end([{ ...off, stack: [] }, dcat], [...reversed, fork, run(201)], 2);
    expect(task(kernel, 201)).toMatchObject({ where: 'user', patchState: 0, pending: false });
    expect(task(kernel, 101)).toMatchObject({ patchState: 1, pending: true });
  });

  test('stops on the way when a SIGSTOP waits for it', () => {
    const events = [signal(102, 'SIGSTOP'), of('task.wake', 102), of('task.return', 102), of('task.return', 102)];
    expect(task(end([dcat], [...events, run(102)], 2).kernel, 102)).toMatchObject({ where: 'stopped', cpu: null });
  });
});
