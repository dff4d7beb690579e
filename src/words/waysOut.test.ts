import { describe, expect, it, test } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { attempt, attempts, insmod } from '../kernel/kernel.testkit';
import type { WideTaskSpec, WideWorld } from '../kernel/world';
import { lastStep, run } from '../trace/trace';
import { previewOf } from '../viewer/preview';
import { type Way, waysOut } from './waysOut';

const F = 'ext4_sync_file';
const systemd: WideTaskSpec = { tid: 1, comm: 'systemd' };

const out = (
  world: Partial<WideWorld>,
  events: readonly KernelEvent[] = [insmod('fix')],
  policy = 'atomic-replace',
) => {
  const patches = [{ name: 'fix', funcs: [F] }];
  const step = lastStep(run(policy, boot({ cpus: 3, patches, tasks: [], ...world }), events));
  const { who, ways } = waysOut(step.kernel, (event) => previewOf(policy, step, event));
  const way = (name: Way['name']): Way => {
    const found = ways.find((each) => each.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  return { who, way, all: ways.map(({ name }) => name), kernel: step.kernel };
};

const inside = (rest: Partial<WideTaskSpec>): WideTaskSpec => ({
  tid: 200,
  comm: 'db',
  stack: [F, 'do_fsync'],
  ...rest,
});

it('names what helps before what does not', () => {
  const names = (task: WideTaskSpec) => out({ tasks: [task] }).all;
  expect(names(inside({}))).toEqual(['Wait', 'Signal', 'Reverse', 'Force']);
  expect(names(inside({ where: 'uninterruptible' }))).toEqual(['Wait', 'Reverse', 'Force', 'Signal']);
  expect(names(inside({ where: 'stopped', kind: 'kthread', reliable: false }))).toEqual([
    'Reverse',
    'Force',
    'Wait',
    'Signal',
  ]);
});

describe('a signal', () => {
  test.each<[string, WideTaskSpec, Way['helps'], RegExp]>([
    [
      'an interruptible sleeper',
      inside({}),
      'all',
      /fake signal, 15 failed attempts away, takes `db:200` out of the kernel.*SIGSTOP/,
    ],
    [
      'an uninterruptible sleeper',
      inside({ where: 'uninterruptible' }),
      'none',
      /^No signal wakes `db:200` from an unint/,
    ],
    ['a killable one', inside({ where: 'uninterruptible', killable: true }), 'all', /^Only SIGKILL ends the sleep/],
    ['a preempted one', inside({ where: 'runnable' }), 'none', /^A signal makes `db:200` no faster/],
    ['a kthread', inside({ kind: 'kthread' }), 'none', /^No signal helps `db:200`: a kthread drops signals/],
    [
      'a kthread on a CPU',
      inside({ kind: 'kthread', where: 'kernel', cpu: 1 }),
      'none',
      /^No signal helps `db:200`: a kthread/,
    ],
    [
      'one in user space without a tick',
      { tid: 200, comm: 'db', where: 'user', cpu: 1 },
      'all',
      /^The fake signal, 15 failed attempts away, takes `db:200` through the kernel.*SIGSTOP/,
    ],
    ['a user worker', inside({ userWorker: true }), 'none', /^No signal helps `db:200`: a user worker/],
    ['the first process', { ...inside({}), tid: 1, comm: 'systemd' }, 'all', /The first process ignores SIGSTOP/],
    ['a stopped one', inside({ where: 'stopped' }), 'all', /^SIGCONT lets `db:200` go on/],
  ])('to %s', (_, task, helps, says) => {
    const signal = out({ nohzFull: [1], tasks: [...(task.tid === 1 ? [] : [systemd]), task] }).way('Signal');
    expect(signal.helps).toBe(helps);
    expect(signal.says.join(' ')).toMatch(says);
  });

  test('that helps is offered, and does what the list says', () => {
    const tasks = [systemd, inside({}), inside({ tid: 201, where: 'uninterruptible' })];
    const signal = out({ tasks }).way('Signal');
    expect(signal.helps).toBe('some');
    expect(signal.acts.map(({ label }) => label)).toEqual(['SIGSTOP to db:200']);
    const after = out({ tasks }, [insmod('fix'), ...signal.acts.map(({ event }) => event)]);
    expect(after.who).toBe('Held up by `db:201`, asleep inside `ext4_sync_file`.');
  });

  test('comes with the next failed attempt after fifteen', () => {
    const { way } = out({ tasks: [inside({})] }, [insmod('fix'), ...attempts(14)]);
    expect(way('Signal').says[0]).toMatch(/^The next failed attempt sends the fake signal that takes `db:200`/);
  });
});

describe('to wait', () => {
  test.each<[string, WideTaskSpec, Way['helps'], RegExp]>([
    [
      'for a sleeper',
      inside({ where: 'uninterruptible' }),
      'all',
      /`db:200` switches by itself, on the way back to user space, once/,
    ],
    [
      'for a kthread on a CPU',
      inside({ kind: 'kthread', where: 'kernel', cpu: 1 }),
      'none',
      /Only an attempt that finds `db:200` off the CPU/,
    ],
    [
      'for one in user space without a tick',
      { tid: 200, comm: 'db', where: 'user', cpu: 1 },
      'none',
      /next system call; no tick interrupts it, and a loop may never make one/,
    ],
    [
      'for a kthread in the function',
      inside({ kind: 'kthread' }),
      'none',
      /has to return from there before an attempt looks/,
    ],
    [
      'for a worker that does not unwind',
      inside({ kind: 'kthread', reliable: false }),
      'none',
      /has to leave the functions that make the stack unreliable/,
    ],
    [
      'for a worker that does not unwind whatever it is in',
      inside({ kind: 'kthread', reliable: false, stack: [] }),
      'none',
      /Nothing is to be waited for/,
    ],
  ])('%s', (_, task, helps, says) => {
    const wait = out({ nohzFull: [1], tasks: [systemd, task] }).way('Wait');
    expect(wait.helps).toBe(helps);
    expect(wait.says.join(' ')).toMatch(says);
  });
});

test('whoever no tick interrupts holds up as well as who sleeps, and lets go with its signal', () => {
  const tasks = [systemd, inside({}), { tid: 300, comm: 'CPU 0/KVM', where: 'user', cpu: 1 } as const];
  const given = { nohzFull: [1], tasks };
  expect(out(given).who).toBe(
    'Held up by `db:200`, asleep inside `ext4_sync_file`; `CPU 0/KVM:300`, in user space on a CPU without a tick.',
  );
  const stop: KernelEvent = { type: 'task.signal', tid: 300, signal: 'SIGSTOP' };
  expect(out(given, [insmod('fix'), stop]).who).toBe('Held up by `db:200`, asleep inside `ext4_sync_file`.');
  expect(out({ tasks }).who).toBe('Held up by `db:200`, asleep inside `ext4_sync_file`.');
});

describe('to reverse', () => {
  test('sends back those that have switched', () => {
    const reverse = out({ tasks: [{ ...systemd, count: 3 }, inside({ where: 'uninterruptible' })] }).way('Reverse');
    expect(reverse.helps).toBe('all');
    // The idle tasks of three CPUs are counted, as they are wherever tasks are.
    expect(reverse.says[0]).toBe(
      '`fix` does not take effect: 1 task stays as it is, and 6 tasks that have switched go back, and nothing holds them.',
    );
  });

  test('is refused where the policy refuses it, with the reason', () => {
    const patches = [{ name: 'fix', funcs: [F], states: [{ id: 1, version: 1, blockDisable: true }] }];
    const { way } = out(
      { patches, tasks: [systemd, inside({ where: 'uninterruptible' })] },
      [insmod('fix')],
      'block-disable',
    );
    expect(way('Reverse').helps).toBe('refused');
    expect(way('Reverse').says[0]).toMatch(/^Is refused with -EINVAL: /);
  });

  test('may be held up by those who are in the new function', () => {
    const hold = inside({ where: 'uninterruptible' });
    const caller: WideTaskSpec = { tid: 300, comm: 'cat', where: 'user', cpu: 0 };
    const events: readonly KernelEvent[] = [
      insmod('fix'),
      { type: 'task.user', tid: 300 },
      { type: 'task.call', tid: 300, func: F },
      { type: 'task.sleep', tid: 300, state: 'uninterruptible' },
    ];
    const { way } = out({ tasks: [hold, caller] }, events);
    expect(way('Reverse').helps).toBe('some');
    expect(way('Reverse').says[0]).toContain('of the 4 tasks that must go back, `cat:300` would hold that up');
  });
});

describe('to force', () => {
  test('leaves a frame behind', () => {
    const { way } = out({ tasks: [inside({ where: 'uninterruptible' })] });
    expect(way('Force').says.join(' ')).toMatch(/The price: `db:200` goes on in old code.*no further|No further/i);
  });

  test('keeps a livepatch that is on its way out for ever', () => {
    const caller: WideTaskSpec = { tid: 300, comm: 'cat', where: 'user', cpu: 0 };
    const events: readonly KernelEvent[] = [
      insmod('fix'),
      { type: 'task.user', tid: 300 },
      attempt,
      { type: 'task.call', tid: 300, func: F },
      { type: 'task.sleep', tid: 300, state: 'uninterruptible' },
      { type: 'echo.enabled', patch: 'fix', value: '0' },
    ];
    const { way, who } = out({ tasks: [caller] }, events);
    expect(who).toBe('Held up by `cat:300`, asleep inside `ext4_sync_file`.');
    expect(way('Force').says.join(' ')).toContain('`fix` can never be unloaded');
  });

  test('is blind to what a task is in that nobody has checked', () => {
    const { way } = out({
      tasks: [systemd, inside({ kind: 'kthread', where: 'kernel', cpu: 1, stack: ['worker_thread'] })],
    });
    expect(way('Force').says.join(' ')).toContain('Nobody has checked what `db:200` is in');
  });
});
