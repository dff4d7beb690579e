/**
 * What operators ran into: reports and questions about transitions that got stuck or were forced, each as the smallest world
 * that shows it. The source of each stands beside it.
 */
import { describe, expect, test } from 'vitest';
import { played, said, systemd } from './cases.testkit';
import type { KernelEvent } from './events';
import { attempt, attempts, insmod, rmmod, task } from './kernel.testkit';

describe('tasks that operators are stuck on', () => {
  test('a vCPU inside a module’s function: its frame means that the module is loaded', () => {
    const vcpu = {
      tid: 701,
      comm: 'CPU 0/KVM',
      stack: ['kvm:kvm_vcpu_block', 'kvm:vcpu_run', 'kvm:kvm_arch_vcpu_ioctl_run'],
    };
    const world = { tasks: [systemd, vcpu], patches: [{ name: 'kvm_fix', funcs: ['kvm:vcpu_run'] }] };
    expect(said(played(world, [insmod('kvm_fix'), attempt]))).toEqual([
      'debug livepatch: klp_try_switch_task: CPU 0/KVM:701 is sleeping on function vcpu_run',
    ]);
    expect(task(played(world, [insmod('kvm_fix'), ...attempts(15)]).kernel, 701)).toMatchObject({ patchState: 1 });
    expect(played(world, [insmod('kvm_fix'), ...attempts(16)]).phase).toBe('idle');
  });

  test('a stack that is unreliable only while a thread is inside a function', () => {
    const cifsd = {
      tid: 2886,
      comm: 'cifsd',
      kind: 'kthread' as const,
      where: 'uninterruptible' as const,
      stack: ['tcp_recvmsg', 'inet_recvmsg', 'sock_recvmsg'],
    };
    const world = {
      tasks: [systemd, cifsd],
      patches: [{ name: 'p', funcs: ['udp_sendmsg'] }],
      symbols: [{ name: 'inet_recvmsg', reliable: false }],
    };
    const back: KernelEvent = { type: 'task.return', tid: 2886 };
    const stuck = [insmod('p'), ...attempts(17), { type: 'task.wake', tid: 2886 } as const, back];
    expect(said(played(world, [...stuck, attempt]))).toEqual([
      'debug livepatch: klp_try_switch_task: cifsd:2886 has an unreliable stack',
    ]);
    expect(played(world, [...stuck, back, attempt]).phase).toBe('idle');
  });

  test('a stack that is called unreliable is so until the thread has left all that it was in', () => {
    const cifsd = {
      tid: 2886,
      comm: 'cifsd',
      kind: 'kthread' as const,
      where: 'uninterruptible' as const,
      reliable: false,
      stack: ['tcp_recvmsg', 'cifs_readv_from_socket'],
    };
    const world = { tasks: [systemd, cifsd], patches: [{ name: 'p', funcs: ['udp_sendmsg'] }] };
    const back: KernelEvent = { type: 'task.return', tid: 2886 };
    const once = [insmod('p'), ...attempts(17), { type: 'task.wake', tid: 2886 } as const, back];
    expect(said(played(world, [...once, attempt]))).toEqual([
      'debug livepatch: klp_try_switch_task: cifsd:2886 has an unreliable stack',
    ]);
    expect(played(world, [...once, back, attempt]).phase).toBe('idle');
  });

  test('a worker is known by the function that its thread began with', () => {
    const thread = { tid: 210, comm: 'iou-wrk-209', kind: 'user' as const, stack: ['io_wq_worker', 'ret_from_fork'] };
    const patches = [{ name: 'p', funcs: ['io_wq_worker'] }];
    const stuck = played({ tasks: [thread], patches }, [insmod('p'), ...attempts(17)]);
    expect([stuck.phase, task(stuck.kernel, 210).patchState]).toEqual(['patching', 0]);
    const process = { ...thread, stack: ['io_wq_worker', 'ret_from_fork'], userWorker: false };
    expect(played({ tasks: [process], patches }, [insmod('p'), ...attempts(17)]).phase).toBe('idle');
  });

  test('a worker that the kernel made for a process has no user space', () => {
    const worker = { tid: 210, comm: 'iou-wrk-209', userWorker: true, stack: ['io_wq_worker', 'ret_from_fork'] };
    const world = { tasks: [worker], patches: [{ name: 'p', funcs: ['io_wq_worker'] }] };
    const step = played(world, [insmod('p'), ...attempts(17)]);
    expect([step.phase, task(step.kernel, 210).patchState]).toEqual(['patching', 0]);
    expect(played({ ...world, patches: [{ name: 'p', funcs: ['other'] }] }, [insmod('p')]).phase).toBe('idle');
  });

  test('a nohz_full CPU gets no tick', () => {
    const tasks = [
      systemd,
      { tid: 702, comm: 'dpdk', where: 'user' as const, cpu: 1 },
      { tid: 703, comm: 'db', where: 'user' as const, cpu: 2 },
    ];
    const world = { cpus: 3, tasks, nohzFull: [1], patches: [{ name: 'lp', funcs: ['tcp_sendmsg'] }] };
    const ticked = played(world, [insmod('lp'), { type: 'tick' }]).kernel;
    expect([task(ticked, 702).patchState, task(ticked, 703).patchState]).toEqual([0, 1]);
    const prodded = played(world, [insmod('lp'), ...attempts(15)]).kernel;
    expect(task(prodded, 702).patchState).toBe(1);
  });
});

describe('after a force', () => {
  const db = { tid: 200, comm: 'db', where: 'uninterruptible' as const, stack: ['ext4_sync_file', 'do_fsync'] };
  const patches = [
    { name: 'p1', funcs: ['ext4_sync_file'] },
    { name: 'p2', funcs: ['ext4_sync_file'] },
    { name: 'p3', funcs: ['ext4_sync_file'], replace: true },
  ];
  const world = { tasks: [db], patches };
  const force = (patch: string): KernelEvent => ({ type: 'echo.force', patch, value: '1' });

  test('the next livepatch does not see the frame, and the step says so', () => {
    const step = played(world, [insmod('p1'), force('p1'), attempt, insmod('p2')]);
    expect(task(step.kernel, 200).patchState).toBe(-1);
    expect(step.facts).toContainEqual({
      type: 'unseen',
      frames: [{ tid: 200, comm: 'db', func: 'ext4_sync_file', impl: null, lookedFor: 'p1' }],
    });
  });

  test('rmmod of a replaced livepatch takes the text from under a frame, and says so', () => {
    const inP1 = { ...db, stack: ['do_fsync'] };
    const events: readonly KernelEvent[] = [
      insmod('p1'),
      attempt,
      { type: 'task.wake', tid: 200 },
      { type: 'task.call', tid: 200, func: 'ext4_sync_file' },
      { type: 'task.sleep', tid: 200, state: 'uninterruptible' },
      insmod('p2'),
      force('p2'),
      attempt,
      insmod('p3'),
      { type: 'free' },
      rmmod('p1'),
    ];
    const step = played({ tasks: [inP1], patches }, events);
    expect(step.refusal).toBeNull();
    expect(step.facts).toContainEqual({ type: 'textGone', module: 'p1', tids: [200] });
    expect(task(step.kernel, 200).stack[0]?.impl).toBe('p1');
  });
});

test('reversing the disable of a patch that is not on top reads beyond the list, and the step says so', () => {
  const stuck = { tid: 200, comm: 'db', kind: 'kthread' as const, reliable: false };
  const patches = [
    { name: 'p1', funcs: ['f'] },
    { name: 'p2', funcs: ['f'] },
  ];
  const force = (patch: string): KernelEvent => ({ type: 'echo.force', patch, value: '1' });
  const write = (value: string): KernelEvent => ({ type: 'echo.enabled', patch: 'p1', value });
  const events = [insmod('p1'), force('p1'), attempt, insmod('p2'), force('p2'), attempt, write('0'), write('1')];
  expect(played({ tasks: [stuck], patches }, events).facts).toContainEqual({
    type: 'readsBeyondList',
    patch: 'p1',
    funcs: ['f'],
  });
});
