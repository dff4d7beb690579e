/** Signals that wait, as Linux 7.2.13 played it (see `src/replay/recorded`), and `kernel/signal.c` where nobody did. */
import { describe, expect, test } from 'vitest';
import type { KernelEvent, SleepState } from './events';
import { attempts, end, F, insmod, odd, task } from './kernel.testkit';

const at = (tid: number, type: 'task.wake' | 'task.user' | 'task.return'): KernelEvent => ({ type, tid });
const sleep = (tid: number, state: SleepState): KernelEvent => ({ type: 'task.sleep', tid, state });
const signal = (tid: number, name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): KernelEvent => ({
  type: 'task.signal',
  tid,
  signal: name,
});

const inside = { tid: 200, comm: 'db', stack: [F, 'vfs_read'] };
const disk = { ...inside, where: 'uninterruptible' as const };
const computes = { ...inside, where: 'runnable' as const };
const signalled = [insmod('one'), ...attempts(15)];

describe('the fake signal', () => {
  test('ends an interruptible sleep, and says that the system call ends early', () => {
    const step = end([inside, odd], signalled);
    expect(task(step.kernel, 200)).toMatchObject({ where: 'runnable', stack: [], patchState: 1 });
    expect(step.facts).toContainEqual({
      type: 'signal',
      signal: 'fake signal',
      does: 'ends the system call',
      tids: [200],
    });
  });

  test.each([
    ['sleeps uninterruptibly', disk],
    ['was preempted in the kernel', computes],
  ])('waits for a task that %s, and ends its next interruptible sleep', (_says, spec) => {
    const step = end([spec], signalled);
    expect(task(step.kernel, 200)).toMatchObject({ patchState: 0, signals: { notify: true } });
    expect(task(step.kernel, 200).stack).toHaveLength(2);
    const awake = spec === disk ? [at(200, 'task.wake')] : [];
    const next = end([spec], [...signalled, ...awake, sleep(200, 'interruptible')]);
    expect(task(next.kernel, 200)).toMatchObject({ where: 'runnable', stack: [], patchState: 1 });
    expect(task(next.kernel, 200).signals).toBeUndefined();
  });

  test('does not end an uninterruptible sleep that begins later', () => {
    const { kernel } = end([computes], [...signalled, sleep(200, 'uninterruptible')]);
    expect(task(kernel, 200)).toMatchObject({ where: 'uninterruptible', patchState: 0 });
  });

  test('goes when the task has been in user space', () => {
    const { kernel } = end([disk], [...signalled, at(200, 'task.wake'), at(200, 'task.user')]);
    expect(task(kernel, 200)).toMatchObject({ where: 'runnable', patchState: 1 });
    expect(task(kernel, 200).signals).toBeUndefined();
  });

  test('only wakes a worker that the kernel made for a process', () => {
    const worker = { ...inside, userWorker: true };
    const { kernel } = end([worker], [...signalled, sleep(200, 'interruptible')]);
    expect(task(kernel, 200)).toMatchObject({ where: 'interruptible', patchState: 0 });
  });
});

describe('SIGSTOP', () => {
  test('to an uninterruptible sleeper waits: it switches on its way out, then stops, until SIGCONT', () => {
    const sent = end([disk, odd], [insmod('one'), signal(200, 'SIGSTOP')]);
    expect(sent.refusal).toBeNull();
    expect(sent.facts).toContainEqual({ type: 'signal', signal: 'SIGSTOP', does: 'waits', tids: [200] });
    const events = [insmod('one'), signal(200, 'SIGSTOP'), at(200, 'task.wake'), at(200, 'task.user')];
    expect(task(end([disk, odd], events).kernel, 200)).toMatchObject({ where: 'stopped', patchState: 1, stack: [] });
    const going = end([disk, odd], [...events, signal(200, 'SIGCONT')]);
    expect(task(going.kernel, 200)).toMatchObject({ where: 'runnable' });
  });

  test('that waits is taken back by SIGCONT', () => {
    const { kernel } = end([disk, odd], [signal(200, 'SIGSTOP'), signal(200, 'SIGCONT')]);
    expect(task(kernel, 200).signals).toBeUndefined();
  });

  test('is not delivered to the first process, and the fake signal is', () => {
    const init = { ...inside, tid: 1, comm: 'systemd' };
    const stopped = end([init], [insmod('one'), signal(1, 'SIGSTOP')]);
    expect(stopped.refusal?.because).toBe('systemd:1 is the first process: SIGSTOP is not delivered to it.');
    expect(task(stopped.kernel, 1)).toMatchObject({ where: 'interruptible', patchState: 0 });
    expect(task(end([init, odd], signalled).kernel, 1).patchState).toBe(1);
  });
});

describe('SIGKILL', () => {
  const killed = (spec: typeof disk | (typeof inside & { killable: true; where: 'uninterruptible' })) =>
    end([spec, odd], [signal(200, 'SIGKILL')]).kernel.tasks.some(({ tid }) => tid === 200);

  test('ends an interruptible and a killable sleep, and with it the task', () => {
    expect(killed({ ...inside, where: 'uninterruptible', killable: true })).toBe(false);
    expect(end([inside, odd], [signal(200, 'SIGKILL')]).kernel.tasks.map(({ tid }) => tid)).toEqual([105]);
  });

  test('waits for an uninterruptible sleep, and ends the task on its way out', () => {
    expect(killed(disk)).toBe(true);
    const after = end([disk, odd], [signal(200, 'SIGKILL'), at(200, 'task.wake'), sleep(200, 'killable')]);
    expect(after.kernel.tasks.map(({ tid }) => tid)).toEqual([105]);
    expect(after.facts).toContainEqual({ type: 'signal', signal: 'SIGKILL', does: 'kills', tids: [200] });
  });
});

describe('a task that goes to a freezable sleep', () => {
  const freeze = { type: 'task.sleep', tid: 200, state: 'interruptible', freezable: true } as const;

  test('with an affected function on its stack says so itself, and stays', () => {
    const step = end([computes], [insmod('one'), freeze]);
    expect(step.facts).toEqual([{ type: 'stayedItself', tasks: [{ tid: 200, comm: 'db', why: 'sleeping', func: F }] }]);
    expect(task(step.kernel, 200)).toMatchObject({ where: 'interruptible', freezable: true, patchState: 0 });
  });

  test('for which a signal waits does not get there', () => {
    const step = end([computes], [...signalled, freeze]);
    expect(step.facts.map(({ type }) => type)).toEqual(['switched', 'signal']);
    expect(task(step.kernel, 200)).toMatchObject({ where: 'runnable', freezable: false, patchState: 1 });
  });
});

test('a kthread forks, and the child starts on its side', () => {
  const kthreadd = { tid: 2, comm: 'kthreadd', kind: 'kthread' as const, stack: [F] };
  const fork: KernelEvent = { type: 'task.fork', tid: 2, child: 300, comm: 'kworker' };
  const { kernel } = end([kthreadd], [insmod('one'), at(2, 'task.wake'), fork]);
  expect(task(kernel, 300)).toMatchObject({ kind: 'kthread', patchState: 0, pending: true, stack: [] });
});
