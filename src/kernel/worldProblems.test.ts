import { describe, expect, it } from 'vitest';
import { loadScenario, titles } from '../scenarios/index';
import type { WideTaskSpec, WideWorld } from './world';
import { worldProblems } from './worldProblems';

const task = { tid: 1, comm: 'cat' };
const patch = { name: 'fix', funcs: ['f'] };

describe('a machine that cannot be', () => {
  it.each<[string, string, WideWorld]>([
    ['cpus', 'it has no CPU', { cpus: 0, tasks: [] }],
    ['cpus', '65 CPUs; at most 64', { cpus: 65, tasks: [] }],
    ['nohzFull', 'a CPU without a tick is CPU 2, but the CPUs are 0 to 1', { tasks: [], nohzFull: [1, 2] }],
    ['tasks[0].count', 'a group of tasks has no task in it', { tasks: [{ ...task, count: 0 }] }],
    ['tasks[1].cpu', 'task 2 is on CPU 2, but the CPUs are 0 to 1', { tasks: [task, { ...task, tid: 2, cpu: 2 }] }],
    [
      'tasks[1].cpu',
      'two tasks are on CPU 1: cat (1) is there, too',
      {
        tasks: [
          { ...task, where: 'user', cpu: 1 },
          { ...task, tid: 2, where: 'kernel', cpu: 1 },
        ],
      },
    ],
    ['tasks[0].tid', 'thread id 0 belongs to the idle tasks', { tasks: [{ ...task, tid: 0 }] }],
    [
      'tasks[1].tid',
      'two tasks have the thread id 3: cat has it, too',
      {
        tasks: [
          { ...task, count: 3 },
          { ...task, tid: 3 },
        ],
      },
    ],
    ['tasks[0].tid', 'thread id 4194305 is above 4194304', { tasks: [{ ...task, tid: 4_194_304, count: 2 }] }],
    [
      'tasks[0].comm',
      'every object of JavaScript has something called constructor: give this another name',
      { tasks: [{ ...task, comm: 'constructor' }] },
    ],
    [
      'tasks',
      '10,001 tasks in all; at most 10,000',
      {
        tasks: [
          { ...task, count: 10_000 },
          { ...task, tid: 20_000 },
        ],
      },
    ],
    ['patches[1].name', 'two livepatches are called fix', { tasks: [], patches: [patch, patch] }],
    [
      'patches[0].funcs',
      'every object of JavaScript has something called valueOf: give this another name',
      { tasks: [], patches: [{ ...patch, funcs: ['valueOf'] }] },
    ],
    [
      'patches[0].funcs',
      '65 functions; at most 64',
      { tasks: [], patches: [{ ...patch, funcs: Array.from({ length: 65 }, (_, n) => `f${n}`) }] },
    ],
    [
      'targets[1].name',
      'two modules are called m',
      {
        tasks: [],
        targets: [
          { name: 'm', functions: [] },
          { name: 'm', functions: ['g'] },
        ],
      },
    ],
    [
      'symbols[1].name',
      'two symbols are called f',
      {
        tasks: [],
        symbols: [
          { name: 'f', times: 2 },
          { name: 'f', hookable: false },
        ],
      },
    ],
  ])('is found wrong at %s: %s', (at, says, world) => {
    expect(worldProblems(world)).toMatchObject([{ at, says }]);
  });

  it('is told of the other one of the two as well', () => {
    const two = (first: Partial<WideTaskSpec>, second: Partial<WideTaskSpec>): WideWorld => ({
      tasks: [
        { ...task, ...first },
        { ...task, comm: 'bash', tid: 2, ...second },
      ],
    });
    const also = (world: WideWorld) => worldProblems(world).map((problem) => problem.also);
    expect(also(two({ where: 'user', cpu: 1 }, { where: 'kernel', cpu: 1 }))).toEqual([
      { at: 'tasks[0].cpu', says: 'two tasks are on CPU 1: bash (2) is there, too' },
    ]);
    expect(also(two({ count: 3 }, {}))).toEqual([
      { at: 'tasks[0].tid', says: 'two tasks have the thread id 2: bash has it, too' },
    ]);
    expect(also({ tasks: [], patches: [patch], targets: [{ name: 'fix', functions: [] }] })).toEqual([
      { at: 'patches[0].name', says: 'a module is called fix, too' },
    ]);
    expect(also({ tasks: [], patches: [patch, patch] })).toEqual([
      { at: 'patches[0].name', says: 'two livepatches are called fix' },
    ]);
  });

  it('may be one only because of what is to happen on it', () => {
    expect(worldProblems({ tasks: [task] }, [{ type: 'tick' }, { type: 'cpu.offline', cpu: 2 }])).toEqual([
      { at: 'events[1].cpu', says: 'an event names CPU 2, but the CPUs are 0 to 1' },
    ]);
  });
});

it.each(titles)('the machine of $id can be', async ({ id }) => {
  const { world, steps } = await loadScenario(id);
  expect(
    worldProblems(
      world,
      steps.map(({ event }) => event),
    ),
  ).toEqual([]);
});
