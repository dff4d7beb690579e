/** Who switches when, and which code runs: Linux 7.1, sentence by sentence. */
import { describe, expect, test } from 'vitest';
import type { Trace } from '../trace/trace';
import type { KernelEvent } from './events';
import {
  attempt,
  attempts,
  bash,
  cat,
  cruncher,
  dcat,
  end,
  F,
  force,
  insmod,
  kthread,
  odd,
  onStack,
  pending,
  play,
  stayed,
  stuck,
  switchedBy,
  task,
  types,
  write,
} from './kernel.testkit';
import { framesLeftBehind, implementationFor } from './stack';

describe('converging', () => {
  test.each([
    ['on a CPU', cruncher, 'cruncher running'],
    ['with an unreliable stack', odd, 'odd unreliable'],
    ['asleep on an affected function', cat, 'cat sleeping'],
  ] as const)('a task %s stays', (_where, spec, expected) => {
    expect(stayed(end([spec], [insmod('one')], 2))).toContain(expected);
  });

  test('the task that makes the attempt is looked at although it runs', () => {
    const by: KernelEvent = { type: 'insmod', module: 'one', by: 104 };
    expect(stayed(end([cruncher], [by], 1))).toEqual([]);
  });

  test('on a machine with one CPU the attempt pushes the task there aside, so it is not running', () => {
    expect(stayed(end([cruncher], [insmod('one')], 1))).toEqual([]);
  });

  test('where every CPU is taken it pushes one in user space aside, not a loop in the kernel', () => {
    const loop = { ...kthread, where: 'kernel', stack: [] } as const;
    expect(stayed(end([loop, cruncher], [insmod('one')], 2))).toEqual(['kworker/0:1 running']);
  });

  test('whom the attempt pushes aside is reported, as long as it has to switch', () => {
    const aside = (...given: Parameters<typeof end>) =>
      end(...given).facts.flatMap((fact) => (fact.type === 'aside' ? fact.tid : []));
    expect(aside([cruncher], [insmod('one')], 1)).toEqual([104]);
    expect(aside([cruncher], [insmod('one')], 2)).toEqual([]);
    expect(aside([cruncher], [{ type: 'insmod', module: 'one', by: 104 }], 1)).toEqual([]);
    expect(aside([cruncher, cat], [insmod('one'), attempt], 1)).toEqual([]);
  });

  test('a task that has exited counts as safe', () => {
    const events: readonly KernelEvent[] = [
      insmod('one'),
      { type: 'task.wake', tid: 102 },
      { type: 'task.exit', tid: 102 },
      attempt,
    ];
    expect(end([cat], events).phase).toBe('idle');
  });

  test('only the implementation directly below the new entry is looked at', () => {
    const forcedFirst = [insmod('one'), force('one'), attempt, insmod('two')];
    const step = end([cat], forcedFirst);
    expect(step.phase).toBe('idle');
    expect(framesLeftBehind(step.kernel, task(step.kernel, 102)).map(({ func, impl }) => [func, impl])).toEqual([
      [F, null],
    ]);
  });

  test('a nop blocks a task that sleeps in the replaced patch’s function', () => {
    const events: readonly KernelEvent[] = [
      insmod('one'),
      { type: 'task.wake', tid: 101 },
      { type: 'task.call', tid: 101, func: F },
      { type: 'task.sleep', tid: 101, state: 'interruptible' },
      insmod('cumulative'),
    ];
    const step = end([bash], events);
    expect(onStack(step)).toBe('nop:cumulative one');
    expect(stayed(step)).toEqual(['bash sleeping']);
  });

  test('while a replacing patch is reversed, a task in the original of a nopped function is blocked', () => {
    const events: readonly KernelEvent[] = [
      insmod('one'),
      force('one'),
      attempt,
      insmod('cumulative'),
      { type: 'task.wake', tid: 101 },
      { type: 'task.call', tid: 101, func: F },
      { type: 'task.sleep', tid: 101, state: 'uninterruptible' },
      write('0', 'cumulative'),
      attempt,
    ];
    const step = end([bash, stuck], events);
    expect(task(step.kernel, 101).stack[0]?.impl).toBe(null);
    expect(stayed(step)).toEqual(['bash sleeping']);
  });

  test('a user task on its way back to user space switches, whatever its stack was', () => {
    const step = end([cat], [insmod('one'), { type: 'task.wake', tid: 102 }, { type: 'task.user', tid: 102 }]);
    expect(task(step.kernel, 102)).toMatchObject({ patchState: 1, pending: false, stack: [] });
  });

  test('a task that computes in user space switches at the next interrupt', () => {
    expect(switchedBy(end([cruncher], [insmod('one'), { type: 'tick' }], 2))).toEqual(['exit to user space']);
  });

  test('an interrupt does not switch an idle task, an attempt does', () => {
    const tick = end([bash, cruncher], [insmod('one', undefined), { type: 'tick' }], 3);
    expect(tick.kernel.cpus.map(({ idle }) => idle.pending)).toEqual([false, false, false]);
    expect(switchedBy(end([bash, cruncher], [insmod('one')], 3))).toEqual(['attempt', 'idle loop']);
  });

  test('an offline CPU’s idle task is switched by the attempt itself', () => {
    expect(switchedBy(end([bash], [{ type: 'cpu.offline', cpu: 1 }, insmod('one')], 2))).toEqual([
      'attempt',
      'offline CPU',
    ]);
  });

  test('a task that goes to sleep freezably checks its own stack', () => {
    const sleep = (freezable: boolean): KernelEvent => ({
      type: 'task.sleep',
      tid: 104,
      state: 'interruptible',
      freezable,
    });
    const before = [insmod('one')];
    expect(pending(end([cruncher, cat], [...before, sleep(true)], 2))).toEqual([102]);
    expect(pending(end([cruncher, cat], [...before, sleep(false)], 2))).toEqual([104, 102]);
  });

  test('a forked child starts with its parent’s patch_state and flag, so the number still to switch can rise', () => {
    const fork: KernelEvent = { type: 'task.fork', tid: 104, child: 200 };
    expect(pending(end([cruncher], [insmod('one'), fork], 2))).toEqual([104, 200]);
    expect(pending(end([cruncher, cat], [insmod('one'), { type: 'tick' }, fork], 2))).toEqual([102]);
  });
});

describe('the fake signal', () => {
  const signaled = (trace: Trace): readonly number[] =>
    trace.steps.flatMap((step, index) =>
      step.microsteps.some(({ phase }) => phase === 'klp_send_signals') ? [index] : [],
    );

  test('comes on the 16th failed attempt and every 15th after it', () => {
    const trace = play([{ ...kthread, where: 'uninterruptible' }], [insmod('one'), ...attempts(46)]);
    expect(signaled(trace)).toEqual([16, 31, 46]);
  });

  test('is logged only the first time, and again after a reversal', () => {
    const trace = play(
      [stuck],
      [insmod('one'), ...attempts(31), write('0', 'one'), write('1', 'one'), ...attempts(17)],
    );
    const logged = trace.steps.flatMap((step, index) => (types(step).includes('signaling') ? [index] : []));
    expect(logged).toEqual([16, 34 + 16]);
  });

  test.each([
    ['a user task that sleeps interruptibly leaves the kernel and switches', cat, { patchState: 1, stack: [] }],
    ['a task in uninterruptible sleep is left alone', dcat, { patchState: 0, where: 'uninterruptible' }],
    ['a task with an unreliable stack leaves for user space and switches', { ...odd, tid: 102 }, { patchState: 1 }],
    [
      'a kthread that sleeps interruptibly is woken, no more',
      { ...kthread, tid: 102 },
      { patchState: 0, where: 'runnable', pending: true },
    ],
  ] as const)('%s', (_says, spec, expected) => {
    const { kernel } = end([spec, stuck], [insmod('one'), ...attempts(15)]);
    expect(task(kernel, 102)).toMatchObject(expected);
  });
});

describe('which code a task runs', () => {
  test('an unpatched task in a transition runs what is below the new entry, a patched one the new', () => {
    const { kernel } = end([cat], [insmod('one')]);
    expect(implementationFor(kernel, 'vmlinux', F, 0)).toBe(null);
    expect(implementationFor(kernel, 'vmlinux', F, 1)).toBe('one');
    expect(implementationFor(kernel, 'vmlinux', 'never_patched', 1)).toBe(null);
  });

  test('a frame already on a stack keeps its implementation until it returns', () => {
    const { kernel } = end([cat], [insmod('one'), force('one'), attempt]);
    expect(task(kernel, 102).stack[0]).toEqual({ object: 'vmlinux', func: F, impl: null });
  });

  test('a nop means the original', () => {
    const { kernel } = end(
      [bash, { ...odd, kind: 'kthread' }],
      [insmod('one'), force('one'), attempt, insmod('cumulative')],
    );
    expect(implementationFor(kernel, 'vmlinux', F, 1)).toBe(null);
    expect(implementationFor(kernel, 'vmlinux', F, 0)).toBe('one');
  });
});
