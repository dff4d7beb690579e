import { describe, expect, test } from 'vitest';
import type { Task } from '../kernel/model';
import type { WideWorld } from '../kernel/world';
import { type MachinePart, onePerRow, partOfSelection, rowOf } from './machineRows';

const world: WideWorld = {
  cpus: 2,
  tasks: [
    { tid: 101, comm: 'worker', count: 28 },
    { tid: 201, comm: 'postgres' },
  ],
  patches: [{ name: 'my_patch', funcs: ['cmdline_proc_show'] }],
  targets: [{ name: 'ext4', functions: ['ext4_sync_file'] }],
};

describe('what is on the screen comes from a row of the world', () => {
  test.each<[string, MachinePart, ReturnType<typeof rowOf>]>([
    ['the first of many alike', { kind: 'task', tid: 101 }, { list: 'tasks', index: 0 }],
    ['the last of many alike', { kind: 'task', tid: 128 }, { list: 'tasks', index: 0 }],
    ['one after them', { kind: 'task', tid: 201 }, { list: 'tasks', index: 1 }],
    ['a forked task', { kind: 'task', tid: 129 }, null],
    ['a livepatch', { kind: 'module', name: 'my_patch' }, { list: 'patches', index: 0 }],
    ['a target module', { kind: 'module', name: 'ext4' }, { list: 'targets', index: 0 }],
    ['a module of the library', { kind: 'module', name: 'livepatch_sample' }, null],
    ['the CPUs', { kind: 'cpus' }, { list: null, index: 0 }],
  ])('%s', (_, part, row) => {
    expect(rowOf(world, part)).toEqual(row);
  });

  test('and many tasks from a few', () => {
    const task = (tid: number) => ({ tid }) as Task;
    const tasks = [102, 101, 900, 201, 128].map(task);
    expect(onePerRow(world, tasks)).toEqual([task(102), task(201)]);
    expect(onePerRow(world, tasks, 1)).toEqual([task(102)]);
  });

  test('and so does what is selected', () => {
    expect(partOfSelection({ kind: 'task', tid: 201 })).toEqual({ kind: 'task', tid: 201 });
    expect(partOfSelection({ kind: 'task', tid: 0, cpu: 1 })).toEqual({ kind: 'cpus' });
    expect(partOfSelection({ kind: 'patch', name: 'my_patch' })).toEqual({ kind: 'module', name: 'my_patch' });
    expect(partOfSelection({ kind: 'func', object: 'vmlinux', func: 'schedule' })).toBeNull();
    expect(partOfSelection(null)).toBeNull();
  });
});
