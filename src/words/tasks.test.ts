import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { type OwnWay, ownWay, type Reached, signalFor, type Unreached } from '../kernel/reach';
import { WHEREABOUTS } from '../kernel/reach.testkit';
import { nextSignal } from '../kernel/switching';
import type { TaskSpec } from '../kernel/world';
import { laneOf } from '../panels/tasks/laneRows';
import { EVERYONE, garbled, kernelAfter, PATCH, sleeper, traceOf, worker } from '../panels/tasks/tasks.testkit';
import { attempt, cruncher, echo, force, insmod, reader, shell } from '../scenarios/builders';
import { convergence, goneWords, laneFrames, restWords, waitsFor, whereWords } from './tasks';
import { taskSummary, threadAt, threads } from './threads';

const OF_SIGNALS: Readonly<Record<Reached | Unreached, RegExp>> = {
  'any signal': /The fake signal makes it leave the kernel/,
  interrupted: /The fake signal makes it leave the kernel/,
  'fake signal': /The fake signal makes it leave the kernel/,
  SIGCONT: /SIGCONT lets it go on, and it switches on the way out\. The fake signal does not\.$/,
  SIGKILL: /only SIGKILL ends its sleep, and the task with it\.$/,
  uninterruptible: /It has to return from there first\. The fake signal does not make it/,
  'in the kernel': /It has to return from there first\. The fake signal does not make it/,
  kthread: /The fake signal (?:only wakes it|does nothing for it there)\.$/,
  'user worker': /The fake signal (?:only wakes it|does nothing for it there)\.$/,
};

describe('whereWords', () => {
  it.each<[TaskSpec, string]>([
    [cruncher(1, 0), 'on CPU 0, in user space'],
    [{ ...shell(1), where: 'kernel', cpu: 2 }, 'on CPU 2, in the kernel'],
    [{ ...shell(1), where: 'runnable' }, 'runnable, off the CPU'],
    [shell(1), 'asleep, interruptibly'],
    [{ ...shell(1), where: 'uninterruptible', freezable: true }, 'asleep, uninterruptibly, freezably'],
    [{ ...shell(1), where: 'stopped' }, 'stopped by a signal'],
  ])('%j: %s', (task, words) => {
    const kernel = kernelAfter([task]);
    const thread = threadAt(kernel, 0);
    expect(thread && whereWords(kernel, thread)).toBe(words);
  });

  it('tells an idle task whose CPU is busy, idle or offline', () => {
    const kernel = kernelAfter([cruncher(1, 0)], { type: 'cpu.offline', cpu: 2 });
    const words = threads(kernel)
      .slice(1)
      .map((thread) => whereWords(kernel, thread));
    expect(words).toEqual(['waiting: CPU 0 is busy', 'idling on CPU 1', 'CPU 2 is offline']);
  });
});

describe('waitsFor', () => {
  const said = (kernel: Kernel, index: number): string => {
    const thread = threadAt(kernel, index);
    return thread ? waitsFor(kernel, thread) : '';
  };

  it.each<[string, TaskSpec, RegExp]>([
    ['a switched task', shell(1), /^$/],
    ['in user space', cruncher(1, 0), /Is running, in user space: it switches at its next interrupt/],
    ['in the kernel', { ...shell(1), where: 'kernel', cpu: 0 }, /in the kernel: it switches on its way back/],
    ['a running kthread', { ...worker, tid: 1 }, /an attempt cannot check it before it is off the CPU/],
    ['an unreliable user task', { ...garbled, tid: 1 }, /only its way back to user space/],
    ['an unreliable kthread', { ...garbled, tid: 1, kind: 'kthread' }, /no way back to user space/],
    [
      'a reader asleep there',
      { ...reader(1), where: 'interruptible' },
      /^Sleeping on `cmdline_proc_show`, which `test_klp_version_1` is about to patch\..*leave the kernel/,
    ],
    [
      'a reader in D state',
      { ...sleeper, tid: 1 },
      /It has to return from there first\. The fake signal does not make it: that waits for the next interruptible sleep\.$/,
    ],
    [
      'a preempted reader',
      reader(1),
      /^Runnable inside `cmdline_proc_show`.*that waits for the next interruptible sleep\.$/,
    ],
    ['a kthread in D state', { ...sleeper, tid: 1, kind: 'kthread' }, /The fake signal does nothing for it there\.$/],
    [
      'a kthread asleep there',
      { ...reader(1), kind: 'kthread', where: 'interruptible' },
      /The fake signal only wakes it\.$/,
    ],
  ])('while patching, %s: %s', (_, task, expected) => {
    // Somebody else holds the transition up, so that it does not complete at once.
    expect(said(kernelAfter([task, { ...sleeper, tid: 90 }], insmod(PATCH)), 0)).toMatch(expected);
  });

  it.each(WHEREABOUTS)('$name: the lane says of a signal what `signalFor` answers', ({ spec }) => {
    const kernel = kernelAfter([{ ...sleeper, tid: 90 }, spec('cmdline_proc_show')], insmod(PATCH));
    const says = said(kernel, 1);
    const task = kernel.tasks[1];
    if (task === undefined) throw new Error('two tasks expected');
    if (task.where === 'kernel')
      expect(says).toMatch(ownWay(task, { why: 'running' }) === 'off the CPU' ? /off the CPU/ : /back to user space/);
    else expect(says).toMatch(OF_SIGNALS[signalFor(task)]);
  });

  it.each<[string, TaskSpec, OwnWay, RegExp]>([
    ['a stopped task', { ...garbled, tid: 1, where: 'stopped' }, 'continued', /SIGCONT lets it go there\.$/],
    [
      'a kthread in a function that makes it so',
      { ...garbled, tid: 1, kind: 'kthread', stack: ['kthread'] },
      'unwinds',
      /once it has left what makes it so\.$/,
    ],
    ['a kthread outside of all', { ...garbled, tid: 1, kind: 'kthread' }, 'none', /no way back to user space\.$/],
  ])('of an unreliable stack of %s says what `ownWay` answers', (_, spec, way, expected) => {
    const kernel = kernelAfter([spec], insmod(PATCH));
    const [task] = kernel.tasks;
    expect(task && ownWay(task, { why: 'unreliable' })).toBe(way);
    expect(said(kernel, 0)).toMatch(expected);
  });

  it('tells the directions and the implementations apart', () => {
    const inPatch: readonly KernelEvent[] = [
      insmod(PATCH),
      { type: 'tick' },
      attempt,
      { type: 'task.call', tid: 20, func: 'cmdline_proc_show' },
      { type: 'task.sleep', tid: 20, state: 'uninterruptible' },
    ];
    const unpatching = kernelAfter([cruncher(20, 0)], ...inPatch, echo('0', PATCH));
    expect(said(unpatching, 0)).toMatch(
      /^Sleeping on `cmdline_proc_show` of `test_klp_version_1`, which is about to be/,
    );
    const replacing = kernelAfter([cruncher(20, 0)], ...inPatch, insmod('test_klp_version_2'));
    expect(said(replacing, 0)).toMatch(
      /^Sleeping on `cmdline_proc_show` of `test_klp_version_1`, which `test_klp_version_2` patches as well\./,
    );
    const reversed = kernelAfter([shell(10), sleeper], insmod(PATCH), echo('0', PATCH));
    expect(said(reversed, 1)).toBe('');
  });

  it('says after a force that a frame was left behind, also when the transition is over', () => {
    const forced = kernelAfter([sleeper], insmod(PATCH), force(PATCH));
    expect(said(forced, 0)).toMatch(
      /Left behind by force: its frame in `cmdline_proc_show` goes on running the original/,
    );
    expect(said(kernelAfter([sleeper], insmod(PATCH), force(PATCH), attempt), 0)).toMatch(/^Left behind by force/);
  });

  it('is empty outside a transition', () => {
    expect(said(kernelAfter([shell(1)]), 0)).toBe('');
  });
});

describe('laneFrames', () => {
  it('names what runs as /proc/<pid>/stack does, and marks the frame that blocks', () => {
    const kernel = kernelAfter([shell(10), sleeper], insmod(PATCH));
    const task = kernel.tasks[1];
    const [top, next] = task ? laneFrames(kernel, task) : [];
    expect(top).toMatchObject({ name: 'cmdline_proc_show', module: null, patched: true, affected: true });
    expect(next).toMatchObject({ name: 'seq_read_iter', patched: false, affected: false, leftBehind: false });
  });

  it('shows a replacement under its new name with its module', () => {
    const kernel = kernelAfter(
      [cruncher(10, 0), sleeper],
      insmod(PATCH),
      { type: 'tick' },
      { type: 'task.call', tid: 10, func: 'cmdline_proc_show' },
    );
    const task = kernel.tasks[0];
    const [frame] = task ? laneFrames(kernel, task) : [];
    expect(frame).toMatchObject({ module: PATCH, patched: true, affected: false });
    expect(frame?.name).not.toBe('cmdline_proc_show');
  });

  it('marks frames that force left behind', () => {
    const kernel = kernelAfter([sleeper], insmod(PATCH), force(PATCH));
    const task = kernel.tasks[0];
    expect(task && laneFrames(kernel, task)[0]).toMatchObject({ affected: false, leftBehind: true });
  });
});

describe('laneOf', () => {
  it('says what the step changed, field by field', () => {
    const [, loaded, ticked] = traceOf(EVERYONE, insmod(PATCH), { type: 'tick' });
    const thread = ticked && threadAt(ticked.kernel, 1);
    if (!loaded || !ticked || !thread) throw new Error('two steps expected');
    expect(laneOf(ticked.kernel, loaded.kernel, ticked.facts, thread)).toMatchObject({
      name: 'cruncher:20',
      status: 'patched',
      stateName: 'KLP_PATCHED',
      stateBefore: 0,
      switched: 'exit to user space',
      changed: { where: false, stack: false, state: true, isNew: false },
    });
  });

  it('knows a task that has just been forked', () => {
    const [before, after] = traceOf([cruncher(20, 0)], { type: 'task.fork', tid: 20, child: 21 });
    const thread = after && threadAt(after.kernel, 1);
    if (!before || !thread) throw new Error('one step expected');
    expect(laneOf(after.kernel, before.kernel, after.facts, thread).changed.isNew).toBe(true);
  });
});

describe('convergence', () => {
  it('teaches outside a transition', () => {
    const kernel = kernelAfter([shell(1)]);
    expect(convergence(kernel, taskSummary(kernel))).toEqual({
      says: 'No transition is running: `patch_state` is -1 for 4 tasks, 3 of them idle (`swapper`).',
      attempts: null,
    });
  });

  it('counts the failed attempts and says when the fake signal comes', () => {
    const kernel = kernelAfter([sleeper], insmod(PATCH), attempt);
    const { says, attempts } = convergence(kernel, taskSummary(kernel));
    expect(says).toBe('`test_klp_version_1` towards patched: 3 of 4 tasks have switched.');
    expect(attempts).toBe('2 attempts failed so far; the fake signal comes on the 16th.');
  });

  it.each([
    [0, 16],
    [15, 16],
    [16, 31],
    [30, 31],
    [31, 46],
  ])('after %i failed attempts the next fake signal comes on attempt %i', (attempts, next) => {
    expect(nextSignal(attempts)).toBe(next);
  });

  it('says that the next attempt completes what all have switched to', () => {
    const { tid } = sleeper;
    const leaves = [
      { type: 'task.wake', tid },
      { type: 'task.run', tid, cpu: 1 },
      { type: 'task.user', tid },
    ] as const;
    const kernel = kernelAfter([sleeper], insmod(PATCH), ...leaves);
    const done = convergence(kernel, taskSummary(kernel));
    expect(done.says).toBe('`test_klp_version_1` towards patched: 4 of 4 tasks have switched.');
    expect(done.attempts).toBe('All have switched; the next attempt completes it.');
  });
});

describe('goneWords', () => {
  const { tasks } = kernelAfter([{ ...shell(1), count: 9 }]);

  it.each([
    [1, 'Exited in this step: bash:1.'],
    [9, '9 tasks exited in this step.'],
  ])('%i tasks: %s', (count, words) => {
    expect(goneWords(tasks.slice(0, count))).toBe(words);
  });
});

describe('restWords', () => {
  it.each<[string, readonly KernelEvent[], readonly number[], string]>([
    ['all alike', [], [0, 1], 'and 6 more: no transition'],
    ['each kind by its count', [insmod(PATCH)], [0], 'and 7 more: 3 patched, 1 pending, 3 blocked'],
    ['nobody', [], [0, 1, 2, 3, 4, 5, 6, 7], ''],
  ])('counts who is not on the slide: %s', (_, events, shown, words) => {
    expect(restWords(kernelAfter(EVERYONE, ...events), new Set(shown))).toBe(words);
  });
});
