import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { type Diff, diff, opsKey } from './diff';
import { run, type Step } from './trace';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';
const V3 = 'test_klp_version_3';

const world = {
  cpus: 2,
  tasks: [
    { tid: 101, comm: 'bash' },
    { tid: 102, comm: 'cat', where: 'runnable' as const, stack: ['cmdline_proc_show'] },
    { tid: 103, comm: 'worker', count: 3 },
  ],
};

const insmod = (module: string): KernelEvent => ({ type: 'insmod', module });
const attempt: KernelEvent = { type: 'attempt' };

const stepsOf = (events: readonly KernelEvent[]): readonly Step[] => run('rfc-2019', boot(world), events).steps;

/** What the last of these events changes. */
const last = (...events: KernelEvent[]): Diff => {
  const [before, after] = stepsOf(events).slice(-2);
  if (!before || !after) throw new Error('no events');
  return diff(before.kernel, after.kernel);
};

const nothing: Diff = {
  patches: new Map(),
  modules: new Map(),
  tasks: new Map(),
  cpus: new Map(),
  ops: new Map(),
  counter: null,
  transition: false,
  tainted: false,
  ftrace: false,
  words: [],
};

describe('a diff', () => {
  it('of the boot, and of a refusal, is empty', () => {
    expect(diff(null, boot(world))).toEqual(nothing);
    expect(last(insmod('nowhere'))).toEqual(nothing);
  });

  it('of a load names the module, the patch, the function, the transition and the tasks', () => {
    const found = last(insmod(V1));
    expect([...found.modules]).toEqual([[V1, ['appeared']]]);
    expect([...found.patches]).toEqual([[V1, ['appeared']]]);
    expect([...found.ops]).toEqual([[opsKey({ object: 'vmlinux', func: 'cmdline_proc_show' }), ['appeared']]]);
    expect([...found.tasks.keys()]).toEqual([101, 102, 103, 104, 105]);
    expect(found.tasks.get(102)).toEqual(['patchState', 'pending']);
    expect(found.tasks.get(101)).toEqual(['patchState']);
    expect([...found.cpus.keys()]).toContain(1);
    expect(found).toMatchObject({ transition: true, tainted: true, counter: null, ftrace: false });
    expect(found.words).toEqual(
      expect.arrayContaining([
        'kernel is tainted (TAINT_LIVEPATCH)',
        `module ${V1} is loaded`,
        `${V1} appears in /sys/kernel/livepatch`,
        `cmdline_proc_show runs, newest first: ${V1}, original`,
        `transition of ${V1} towards patched`,
        '4 tasks: patch_state -1 → 1',
        'cat:102: patch_state -1 → 0, TIF_PATCH_PENDING set',
      ]),
    );
  });

  it('of a task that returns names the task only', () => {
    expect(last(insmod(V1), { type: 'task.return', tid: 102 })).toEqual({
      ...nothing,
      tasks: new Map([[102, ['stack']]]),
      words: ['cat:102: 1 → 0 frames'],
    });
  });

  it('of a completion names the counter', () => {
    const found = last(insmod(V1), { type: 'task.return', tid: 102 }, attempt);
    expect(found.counter).toEqual({ from: 0, to: 1 });
    expect(found.transition).toBe(true);
    expect(found.words).toEqual(expect.arrayContaining([`transition of ${V1} is over`, 'latest_version 0 → 1']));
  });

  it('of a reversal names the direction and `enabled`', () => {
    const found = last(insmod(V1), { type: 'echo.enabled', patch: V1, value: '0' });
    expect(found.patches.get(V1)).toContain('enabled');
    expect(found.words).toEqual(
      expect.arrayContaining([`${V1}: enabled 1 → 0`, `transition of ${V1} now towards unpatched`]),
    );
  });

  it('of a replacement names the nops that come, and what goes', () => {
    const two: readonly KernelEvent[] = [{ type: 'task.return', tid: 102 }, insmod(V2), attempt, attempt];
    const replacing = last(...two, insmod(V3));
    expect(replacing.ops.get('vmlinux:meminfo_proc_show')).toEqual(['funcStack']);
    expect(replacing.words).toContain(`meminfo_proc_show runs, newest first: ${V3} (nop), ${V2}, original`);
    const replaced = last(...two, insmod(V3), attempt);
    expect(replaced.ops.get('vmlinux:meminfo_proc_show')).toEqual(['gone']);
    expect(replaced.words).toContain('meminfo_proc_show runs, newest first: original');
    expect(replaced.words).toContain(`${V2} leaves klp_patches`);
  });

  it.each<readonly [string, KernelEvent, string]>([
    ['that exits', { type: 'task.exit', tid: 102 }, 'cat:102: exits'],
    ['that is born', { type: 'task.fork', tid: 102, child: 200 }, 'cat:200: appears'],
    ['that is woken', { type: 'task.wake', tid: 101 }, 'bash:101: interruptible → runnable'],
    ['that gets a CPU', { type: 'task.run', tid: 102, cpu: 1 }, 'cat:102: runnable → kernel, on CPU 1'],
  ])('of a task %s', (_, event, words) => {
    const found = last(event);
    expect(found.words).toEqual([words]);
    expect(found.tasks.size).toBe(1);
  });

  it('of a CPU and of ftrace', () => {
    expect(last({ type: 'cpu.offline', cpu: 1 })).toMatchObject({
      cpus: new Map([[1, ['online']]]),
      words: ['CPU 1 is offline'],
    });
    expect(last({ type: 'sysctl.ftrace', value: '0' })).toMatchObject({
      ftrace: true,
      words: ['kernel.ftrace_enabled 1 → 0'],
    });
  });
});

describe('a diff of any two kernels', () => {
  const event: fc.Arbitrary<KernelEvent> = fc.constantFrom<KernelEvent>(
    insmod(V1),
    insmod(V2),
    insmod(V3),
    attempt,
    { type: 'free' },
    { type: 'echo.enabled', patch: V2, value: '0' },
    { type: 'echo.force', patch: V3, value: '1' },
    { type: 'rmmod', module: V1 },
    { type: 'task.return', tid: 102 },
    { type: 'task.exit', tid: 103 },
    { type: 'task.fork', tid: 102, child: 104 },
  );

  /** Everything that differs, found without any sharing. */
  const plainly = (before: Kernel, after: Kernel) =>
    after.tasks
      .filter((now) => JSON.stringify(now) !== JSON.stringify(before.tasks.find(({ tid }) => tid === now.tid)))
      .map(({ tid }) => tid)
      .concat(before.tasks.filter((then) => !after.tasks.some(({ tid }) => tid === then.tid)).map(({ tid }) => tid));

  it('does not depend on what they share', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), fc.nat(12), (events, at) => {
        const steps = stepsOf(events);
        const before = steps[Math.min(at, steps.length - 1)]?.kernel;
        const after = steps.at(-1)?.kernel;
        if (!before || !after) return;
        const found = diff(before, after);
        expect(diff(structuredClone(before), structuredClone(after))).toEqual(found);
        expect([...found.tasks.keys()]).toEqual(plainly(before, after));
        const same = JSON.stringify(before) === JSON.stringify(after);
        expect(found.words.length === 0 && found.tasks.size === 0 && found.patches.size === 0).toBe(same);
      }),
      { numRuns: 200 },
    );
  });
});

describe('with 10,000 tasks', () => {
  const many = boot({ cpus: 2, tasks: [{ tid: 1, comm: 'worker', count: 10_000 }] });

  it('equal changes are one sentence', () => {
    const [before, after] = run('rfc-2019', many, [insmod(V1)]).steps;
    if (!before || !after) throw new Error('too few steps');
    const found = diff(before.kernel, after.kernel);
    expect(found.tasks.size).toBe(10_000);
    expect(found.words).toContain('10000 tasks: patch_state -1 → 1');
  });

  it('a task that both kernels share is not looked at', () => {
    const sealed = many.tasks.map((task) =>
      Object.defineProperties({ ...task }, { stack: { get: fail }, patchState: { get: fail }, tid: { get: fail } }),
    );
    const then = { ...many, tasks: sealed.with(6, many.tasks[6] ?? fail()) };
    const now = { ...many, tasks: sealed.with(6, { ...(many.tasks[6] ?? fail()), where: 'runnable' as const }) };
    expect([...diff(then, now).tasks]).toEqual([[7, ['where']]]);
  });

  const fail = (): never => {
    throw new Error('looked at');
  };
});
