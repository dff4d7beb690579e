import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { defaultPolicy } from '../kernel/policies';
import type { WideTaskSpec, WideWorld } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';
import { lastStep, run, type Step, start, stepAfter } from '../trace/trace';
import { type Choice, chosen, manyThings } from '../trace/wander.testkit';
import { bootOf } from './bootOf';

const policy = defaultPolicy.id;

const reached = (world: WideWorld, events: readonly KernelEvent[]): Kernel =>
  lastStep(run(policy, boot(world), events)).kernel;

const again = (kernel: Kernel): Kernel => {
  const { world, events } = bootOf(kernel);
  expect(worldProblems(world, events)).toEqual([]);
  return reached(world, events);
};

/** The parts of a machine, and the words that name each where it is lost. */
const PARTS: readonly (readonly [part: keyof Kernel, words: RegExp])[] = [
  ['modules', /module/],
  ['patches', /livepatch/],
  ['ops', /redirected/],
  ['transition', /transition/],
  ['latestVersion', /version counter/],
  ['tainted', /tainted/],
  ['ftraceEnabled', /ftrace/],
  ['cpus', /CPUs/],
  ['tasks', /task|\(\d+\)/],
];

/** What no event changes, and what is a set. */
const sorted = ({
  modules,
  patches,
  transition,
  latestVersion,
  tainted,
  ftraceEnabled,
  cpus,
  tasks,
  ...kernel
}: Kernel) => ({
  ...kernel,
  // What has been redirected once is history, and a boot has none.
  touched: undefined,
  symbols: kernel.symbols.toSorted(),
  unhookable: kernel.unhookable?.toSorted(),
  unreliableIn: kernel.unreliableIn?.toSorted(),
  ops: kernel.ops.map((ops) => JSON.stringify(ops)).toSorted(),
});

const differing = (a: Kernel, b: Kernel): readonly RegExp[] =>
  PARTS.flatMap(([part, words]) => {
    const [x, y] = part === 'ops' ? [sorted(a).ops, sorted(b).ops] : [a[part], b[part]];
    return isDeepStrictEqual(x, y) ? [] : [words];
  });

const everything: WideWorld = {
  ...manyThings,
  nohzFull: [2],
  ftraceAlwaysOn: true,
  symbols: [
    { name: 'meminfo_proc_show', times: 2 },
    { name: 'uptime_proc_show', times: 2, hookable: false },
    { name: 'schedule', reliable: false },
    { name: 'ext4:ext4_sync_file', hookable: false },
    { name: 'no_more', times: 0 },
  ],
  targets: [
    {
      name: 'ext4',
      functions: ['ext4_sync_file', 'ext4_fsync'],
      usedBy: 1,
      effects: [{ name: 'ext4_fsync', log: ['synced'] }],
    },
    { name: 'later', functions: ['later_show'], loaded: false, initLog: ['here'], initReturns: 0 },
  ],
  tasks: [
    ...manyThings.tasks,
    { tid: 110, comm: 'postgres', where: 'uninterruptible', killable: true, stack: ['ext4:ext4_sync_file'] },
    { tid: 111, comm: 'iou-wrk-9', userWorker: true },
    { tid: 112, comm: 'kworker/0:1', kind: 'kthread', where: 'kernel', cpu: 0 },
    { tid: 120, comm: 'worker', count: 28 },
  ],
};

/** The steps of a walk that begins at the machine. */
const walk = (world: WideWorld, choices: readonly Choice[]): readonly Step[] => {
  const steps = [lastStep(start(policy, boot(world)))];
  for (const choice of choices) {
    const before = steps.at(-1);
    if (before !== undefined) steps.push(stepAfter(policy, before, chosen(before.kernel, choice)));
  }
  return steps;
};

const choices = (most: number) => fc.array(fc.tuple(fc.nat(59), fc.nat(100_000)), { maxLength: most });

const insmod = (module: string): KernelEvent => ({ type: 'insmod', module });
const attempt: KernelEvent = { type: 'attempt' };

describe('the machine of a step as a boot', () => {
  it('is, for every machine that has just booted, that machine, and nothing has to happen', () => {
    for (const world of [manyThings, everything]) {
      const kernel = boot(world);
      const { events, lost } = bootOf(kernel);
      expect({ events, lost }).toEqual({ events: [], lost: [] });
      expect(differing(kernel, again(kernel))).toEqual([]);
      expect(sorted(again(kernel))).toEqual(sorted(kernel));
    }
  });

  it('keeps tasks that are alike together', () => {
    const { world } = bootOf(boot(everything));
    expect(world.tasks.find(({ tid }) => tid === 120)).toEqual({ tid: 120, comm: 'worker', count: 28 });
  });

  it('leads to livepatches, to the frames of their functions, and to a transition as far as it has come', () => {
    const cat = (event: 'task.call' | 'task.return' | 'task.wake'): KernelEvent =>
      event === 'task.call' ? { type: event, tid: 102, func: 'cmdline_proc_show' } : { type: event, tid: 102 };
    const histories: readonly (readonly KernelEvent[])[] = [
      [cat('task.wake'), cat('task.return'), insmod('test_klp_livepatch'), { type: 'tick' }, attempt, attempt],
      [insmod('test_klp_version_2'), attempt, attempt],
      [
        ...[cat('task.wake'), cat('task.return'), insmod('test_klp_livepatch'), attempt],
        { type: 'tick' },
        attempt,
        ...[cat('task.call'), { type: 'task.sleep', tid: 102, state: 'uninterruptible' } as const],
        { type: 'echo.enabled', patch: 'test_klp_livepatch', value: '0' },
      ],
      [insmod('later'), { type: 'cpu.offline', cpu: 1 }, { type: 'sysctl.ftrace', value: '0' }],
    ];
    const tasks = everything.tasks.filter(({ tid }) => tid !== 105 && tid !== 112);
    const world: WideWorld = { ...everything, symbols: [], ftraceAlwaysOn: false, tasks };
    for (const history of histories) {
      const kernel = reached(world, history);
      expect(bootOf(kernel).lost).toEqual([]);
      expect(differing(kernel, again(kernel))).toEqual([]);
    }
  });

  it('has a task that has never moved as it booted: on its CPU, in the kernel, and no call is made up for it', () => {
    const kworker: WideTaskSpec = { tid: 301, comm: 'kworker/0:1', kind: 'kthread', where: 'kernel', cpu: 0 };
    const postgres: WideTaskSpec = {
      tid: 201,
      comm: 'postgres',
      where: 'uninterruptible',
      stack: ['ext4:ext4_sync_file'],
    };
    const patches = [{ name: 'my_patch', funcs: ['cmdline_proc_show', 'ext4:ext4_sync_file'] }];
    const others: readonly (readonly WideTaskSpec[])[] = [
      [],
      [{ tid: 401, comm: 'bash', where: 'kernel', cpu: 1 }],
      [{ tid: 401, comm: 'cat', where: 'kernel', cpu: 1, stack: ['cmdline_proc_show', 'entry_SYSCALL_64'] }],
      [{ tid: 401, comm: 'iou-wrk-9', userWorker: true, where: 'kernel', cpu: 1 }],
    ];
    for (const other of others) {
      const tasks = [postgres, kworker, ...other];
      const events = [insmod('my_patch'), attempt, attempt];
      const kernel = reached({ cpus: 2, tasks, patches }, events);
      expect(bootOf(kernel)).toMatchObject({ world: { tasks }, events, lost: [] });
    }
  });

  it('makes up no call of a kthread that is on a CPU by now, and was not when the livepatch was loaded', () => {
    const tasks: readonly WideTaskSpec[] = [{ tid: 301, comm: 'kworker/0:1', kind: 'kthread' }];
    const kernel = reached({ cpus: 2, tasks, patches: [{ name: 'fix', funcs: ['f'] }] }, [
      ...[insmod('fix'), attempt, attempt],
      { type: 'task.wake', tid: 301 },
      { type: 'task.run', tid: 301, cpu: 0 },
    ]);
    expect(kernel.tasks[0]).toMatchObject({ where: 'kernel', cpu: 0 });
    const { events, lost } = bootOf(kernel);
    expect({ calls: events.filter(({ type }) => type === 'task.call'), lost }).toEqual({ calls: [], lost: [] });
  });

  it('says of a function of a module that ftrace cannot hook it, when its file says so', () => {
    const functions = [{ name: 'f', unhookable: true as const }];
    const image = { kind: 'target' as const, name: 'm', params: [], functions, initLog: [], exitLog: [] };
    expect(bootOf(boot({ tasks: [] }, [image])).world.symbols).toEqual([{ name: 'm:f', hookable: false }]);
  });

  it('is, at any step of any walk, the machine in everything that is not named as lost', { timeout: 120_000 }, () => {
    let [whole, all] = [0, 0];
    fc.assert(
      fc.property(choices(40), (walked) => {
        const step = walk(everything, walked).at(-1);
        if (step === undefined) return;
        const { lost } = bootOf(step.kernel);
        all += 1;
        if (lost.length === 0) whole += 1;
        for (const words of differing(step.kernel, again(step.kernel))) expect(lost.join('\n')).toMatch(words);
        expect({ ...sorted(again(step.kernel)), ops: [] }).toEqual({ ...sorted(step.kernel), ops: [] });
      }),
      { numRuns: 150, seed: 12 },
    );
    expect(whole / all).toBeGreaterThan(0.5);
  });
});
