import { describe, expect, it } from 'vitest';
import { cpuTime } from './cpuTime.testkit';
import { notFunction, notFunctionName } from './functionNames';
import type { WideWorld } from './world';
import { worldProblems } from './worldProblems';

describe('a function', () => {
  it.each(['f', '_f', 'f.constprop.0', 'f.llvm.123', '.f', '$x', 'f,2', 'm:f', '8021q:f,12', 'm:f.part.0'])(
    'can be called %s',
    (text) => {
      expect(notFunction(text)).toBeNull();
    },
  );

  it.each([
    ['a b', 'write each by itself, a and b'],
    ['a,b', 'write each by itself, a and b'],
    ['f()', 'write f'],
    ['&f', 'write f'],
    ['f+0x12/0x34', 'write f'],
    ['f+0x12/0x34 [ext4]', 'write ext4:f'],
    [' f ', 'write f'],
    ['2f', 'a name in C has letters, digits and _, and begins with no digit'],
    ['f-g', 'a name in C has letters, digits and _, and begins with no digit'],
    ['f,0', 'write f, or f,2 for the second symbol of that name'],
    ['f,x y', 'write each by itself, f and x and y'],
    ['m:', 'a function has a name'],
  ])('cannot be called %s: %s', (text, instead) => {
    expect(notFunction(text)).toContain(instead);
  });

  it('is looked at quickly', () => {
    for (const text of ['a '.repeat(50_000), '+0x'.repeat(50_000), 'f()'.repeat(50_000), `f${' '.repeat(50_000)}!`])
      expect(cpuTime(() => notFunctionName(text))).toBeLessThan(500);
  });
});

it.each<[string, Partial<WideWorld>]>([
  ['patches[0].funcs[1]', { patches: [{ name: 'p', funcs: ['f', 'a b'] }] }],
  ['patches[0].missing[0]', { patches: [{ name: 'p', funcs: ['f'], missing: ['f()'] }] }],
  [
    'patches[0].objects[0].funcs[0].oldName',
    { patches: [{ name: 'p', funcs: [], objects: [{ name: 'm', funcs: [{ oldName: 'a b' }] }] }] },
  ],
  [
    'patches[0].objects[0].funcs[0].newName',
    { patches: [{ name: 'p', funcs: [], objects: [{ name: 'm', funcs: [{ oldName: 'a', newName: '2' }] }] }] },
  ],
  ['targets[0].functions[0]', { targets: [{ name: 'm', functions: ['a b'] }] }],
  ['symbols[0].name', { symbols: [{ name: 'a b', times: 2 }] }],
  ['tasks[0].stack[0]', { tasks: [{ tid: 1, comm: 'a', stack: ['a b'] }] }],
])('%s must be a name', (at, world) => {
  expect(worldProblems({ tasks: [], ...world }).map((problem) => problem.at)).toContain(at);
});

it('events name what can be named', () => {
  const says = worldProblems({ tasks: [] }, [
    { type: 'insmod', module: './dir/p.ko' },
    { type: 'rmmod', module: 'my-fix' },
    { type: 'echo.enabled', patch: 'p.ko', value: '0' },
    { type: 'task.call', tid: 1, func: 'f()' },
    { type: 'insmod', module: 'nobody' },
  ]).map((problem) => `${problem.at}: ${problem.says}`);
  expect(says).toEqual([
    'events[0].module: ‘./dir/p.ko’ is the name of a file, not of a module: write p',
    'events[1].module: a module has only letters, digits and _ in its name, for the build makes - and , to _: write my_fix',
    'events[2].patch: ‘p.ko’ is the name of a file, not of a module: write p',
    'events[3].func: ‘f()’ is not the name of a function: write f',
  ]);
});
