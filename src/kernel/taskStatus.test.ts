import { describe, expect, test } from 'vitest';
import { boot } from './boot';
import { type Kernel, KLP_PATCHED, KLP_UNDEFINED, KLP_UNPATCHED, type PatchState, type Task } from './model';
import { hasToSwitch, taskStatus } from './taskStatus';

const machine = boot({ cpus: 2, tasks: [{ tid: 101, comm: 'cat', stack: ['meminfo_proc_show'] }], patches: [] });

const towards = (target: typeof KLP_PATCHED | typeof KLP_UNPATCHED): Kernel => ({
  ...machine,
  transition: { patch: 'p', target, signals: 0 },
});

const task = (patchState: PatchState, rest: Partial<Task> = {}): Task => {
  const [first] = machine.tasks;
  if (first === undefined) throw new Error('the machine has no task');
  return { ...first, patchState, ...rest };
};

describe('the status of a task', () => {
  test.each([
    ['no transition', machine, KLP_UNDEFINED, false, 'undefined'],
    ['reset, before the transition has ended', towards(KLP_PATCHED), KLP_UNDEFINED, false, 'undefined'],
    ['initialised', towards(KLP_PATCHED), KLP_UNPATCHED, false, 'initPatched'],
    ['to be patched', towards(KLP_PATCHED), KLP_UNPATCHED, true, 'pendingPatched'],
    ['patched', towards(KLP_PATCHED), KLP_PATCHED, false, 'patched'],
    ['initialised, back', towards(KLP_UNPATCHED), KLP_PATCHED, false, 'initUnpatched'],
    ['to be unpatched', towards(KLP_UNPATCHED), KLP_PATCHED, true, 'pendingUnpatched'],
    ['unpatched', towards(KLP_UNPATCHED), KLP_UNPATCHED, false, 'unpatched'],
  ] as const)('%s', (_, kernel, patchState, pending, status) => {
    const found = task(patchState, { pending });
    expect(taskStatus(kernel, found)).toEqual({ status, blocked: false, leftBehind: false });
    expect(hasToSwitch(kernel, found)).toBe(/^(init|pending)/.test(status));
  });

  test('an unreliable stack holds back whoever is asleep, and the answer is not that of its neighbour', () => {
    const kernel = towards(KLP_PATCHED);
    const asleep = { pending: true, where: 'interruptible', cpu: null } as const;
    expect(taskStatus(kernel, task(KLP_UNPATCHED, asleep)).blocked).toBe(false);
    expect(taskStatus(kernel, task(KLP_UNPATCHED, { ...asleep, reliable: false })).blocked).toBe(true);
  });

  test('a frame of a livepatch that is gone was left behind, also under a task that has still to switch', () => {
    const stack = [{ object: 'vmlinux', func: 'meminfo_proc_show', impl: 'old' }];
    expect(taskStatus(machine, task(KLP_UNDEFINED, { stack }))).toEqual({
      status: 'leftBehind',
      blocked: false,
      leftBehind: true,
    });
    expect(taskStatus(towards(KLP_PATCHED), task(KLP_UNPATCHED, { stack, pending: true }))).toMatchObject({
      status: 'pendingPatched',
      leftBehind: true,
    });
  });

  test('of two running tasks only the one that the attempt pushes aside is looked at', () => {
    const kernel = towards(KLP_PATCHED);
    const running = { pending: true, where: 'kernel', reliable: false } as const;
    expect(taskStatus(kernel, task(KLP_UNPATCHED, { ...running, cpu: 1 })).blocked).toBe(false);
    expect(taskStatus(kernel, task(KLP_UNPATCHED, { ...running, cpu: 0 })).blocked).toBe(true);
  });

  test('one that is on a CPU holds the transition up when only an attempt can switch it', () => {
    const kernel = towards(KLP_PATCHED);
    const running = { pending: true, where: 'kernel', cpu: 1 } as const;
    const blocked = (rest: Partial<Task>): boolean =>
      taskStatus(kernel, task(KLP_UNPATCHED, { ...running, ...rest })).blocked;
    expect(blocked({})).toBe(false);
    expect(blocked({ kind: 'kthread' })).toBe(true);
    expect(blocked({ userWorker: true })).toBe(true);
    expect(blocked({ kind: 'idle' })).toBe(false);
    expect(blocked({ kind: 'kthread', where: 'runnable', cpu: null, stack: [] })).toBe(false);
  });
});
