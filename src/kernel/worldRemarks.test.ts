import { describe, expect, it } from 'vitest';
import { boot } from './boot';
import type { WideTaskSpec } from './world';
import { worldProblems } from './worldProblems';
import { worldRemarks } from './worldRemarks';

describe('a CPU runs one task at a time, and where the tasks of a group boot is said at its CPU', () => {
  const on = (task: Partial<WideTaskSpec>): WideTaskSpec => ({ tid: 101, comm: 'spinner', where: 'kernel', ...task });
  const so = (count: number, where: string): string => `a CPU runs one task at a time, so these ${count} boot ${where}`;

  it.each<[says: string | undefined, cpus: number, tasks: readonly WideTaskSpec[]]>([
    [undefined, 2, [on({ cpu: 0 })]],
    [undefined, 2, [on({ count: 2 })]],
    [undefined, 2, [on({ where: 'interruptible', cpu: 0, count: 9 })]],
    [so(2, 'one on CPU 0 and one on CPU 1'), 2, [on({ cpu: 0, count: 2 })]],
    [so(201, 'one on CPU 0, one on CPU 1 and 199 runnable'), 2, [on({ cpu: 0, count: 201 })]],
    [so(6, 'one on CPU 1, one on CPU 0, one on CPU 2 and 3 runnable'), 3, [on({ cpu: 1, count: 6 })]],
    [so(9, '8 on a CPU each and one runnable'), 8, [on({ count: 9 })]],
    ['no CPU is free: all boot runnable', 1, [on({ count: 2 }), on({ tid: 7, cpu: 0 })]],
    ['no CPU is free: it boots runnable', 1, [on({}), on({ tid: 7, cpu: 0 })]],
  ])('%s', (says, cpus, tasks) => {
    expect(worldRemarks({ cpus, tasks }).find(({ at }) => at === 'tasks[0].cpu')?.says).toBe(says);
    // It is no fault: links and files have always meant this, and the boot does it.
    expect(worldProblems({ cpus, tasks })).toEqual([]);
    const onCpu = boot({ cpus, tasks }).tasks.flatMap(({ cpu }) => cpu ?? []);
    expect(new Set(onCpu).size).toBe(onCpu.length);
  });
});

describe('a position beyond the first says how often a symbol of the kernel occurs', () => {
  const says =
    'foo is taken to occur 3 times in the kernel, as its position says; count it among the symbols if it does not';

  it.each<[funcs: string, times: number | undefined, says: string | undefined]>([
    ['foo,3', undefined, says],
    ['foo,1', undefined, undefined],
    ['foo', undefined, undefined],
    ['foo,3', 3, undefined],
    ['foo,3', 1, undefined],
  ])('%s, counted: %s', (func, times, expected) => {
    const patches = [{ name: 'fix', funcs: [func] }];
    const world = { cpus: 1, tasks: [], patches, ...(times !== undefined && { symbols: [{ name: 'foo', times }] }) };
    expect(worldRemarks(world).find(({ at }) => at === 'patches[0].funcs')?.says).toBe(expected);
  });
});
