import { describe, expect, it } from 'vitest';
import { boot } from './boot';
import { changeTasks, withFlags, withoutFlags, withPatchState, withPlace } from './crowd';
import { KLP_PATCHED, KLP_UNPATCHED } from './model';

const { tasks } = boot({ tasks: [{ tid: 100, comm: 'worker', count: 5 }] });
const mixed = tasks.map((task, at) => withPatchState(task, at < 2 ? KLP_PATCHED : KLP_UNPATCHED, at === 4));

describe('a change of many tasks', () => {
  it('makes only those anew that change', () => {
    const changed = changeTasks(tasks, (task) => (task.tid === 102 ? withPlace(task, { where: 'runnable' }) : task));
    expect(changed.map((task, at) => task === tasks[at])).toEqual([true, true, false, true, true]);
    expect(changed[2]).toEqual({ ...tasks[2], where: 'runnable' });
    expect(tasks[2]?.where).toBe('interruptible');
  });

  it('is the same list where nothing changes', () => {
    expect(changeTasks(tasks, (task) => task)).toBe(tasks);
    expect(changeTasks(tasks, (task) => withPatchState(task, task.patchState, task.pending))).toBe(tasks);
  });

  it('can take a task off its CPU', () => {
    const [task] = boot({ tasks: [{ tid: 7, comm: 'spinner', where: 'user', cpu: 1 }] }).tasks;
    if (task === undefined) throw new Error('no task');
    expect(withPlace(task, { where: 'runnable', cpu: null })).toEqual({ ...task, where: 'runnable', cpu: null });
    expect(withPlace(task, { where: 'kernel' })).toEqual({ ...task, where: 'kernel' });
  });
});

describe('TIF_PATCH_PENDING', () => {
  it('is set exactly on the tasks that are not in the target state', () => {
    expect(withFlags(mixed, KLP_PATCHED).map(({ pending }) => pending)).toEqual([false, false, true, true, true]);
    expect(withFlags(mixed, KLP_UNPATCHED).map(({ pending }) => pending)).toEqual([true, true, false, false, false]);
    expect(withoutFlags(mixed).some(({ pending }) => pending)).toBe(false);
    expect(withFlags(mixed, KLP_PATCHED).map(({ patchState }) => patchState)).toEqual([1, 1, 0, 0, 0]);
  });

  it('of a transition that is reversed and reversed again is on the same list', () => {
    const there = withFlags(mixed, KLP_PATCHED);
    const back = withFlags(withoutFlags(there), KLP_UNPATCHED);
    expect(withFlags(withoutFlags(back), KLP_PATCHED)).toBe(there);
    expect(withoutFlags(back)).toBe(withoutFlags(there));
  });
});
