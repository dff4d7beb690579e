/** Enabling, completing, reversing, forcing: Linux 7.1, sentence by sentence. */
import { describe, expect, test } from 'vitest';
import {
  attempt,
  bash,
  cat,
  cruncher,
  end,
  F,
  force,
  free,
  insmod,
  odd,
  pending,
  play,
  rmmod,
  stayed,
  stuck,
  task,
  types,
  write,
} from './kernel.testkit';
import type { Kernel } from './model';
import { implementationFor } from './stack';

describe('enabling', () => {
  test('every task starts on the other side and gets TIF_PATCH_PENDING', () => {
    const { microsteps } = end([cat], [insmod('one')]);
    const started = microsteps.find(({ phase }) => phase === 'klp_start_transition');
    expect(task((started ?? microsteps[0])?.kernel as Kernel, 102)).toMatchObject({ patchState: 0, pending: false });
    expect(task(end([cat], [insmod('one')]).kernel, 102)).toMatchObject({ patchState: 0, pending: true });
  });

  test('insmod returns success after the first attempt, complete or not', () => {
    expect(end([cat], [insmod('one')])).toMatchObject({ phase: 'patching', refusal: null });
    expect(end([bash], [insmod('one')])).toMatchObject({ phase: 'idle', refusal: null });
  });

  test('with several CPUs the first attempt leaves the tasks on other CPUs, their idle tasks among them', () => {
    const first = end([bash, cruncher], [insmod('one')], 4);
    expect(stayed(first)).toEqual(['cruncher running', 'swapper/2 running', 'swapper/3 running']);
    const second = end([bash, cruncher], [insmod('one'), attempt], 4);
    expect(stayed(second)).toEqual(['cruncher running']);
  });

  test('a missing symbol is -EINVAL, and the module is gone', () => {
    const step = end([bash], [insmod('broken')]);
    expect(step.refusal).toMatchObject({ rule: 'symbolNotFound', errno: 'EINVAL' });
    expect(step.kernel).toMatchObject({ modules: [], patches: [], tainted: true });
  });

  test('the first livepatch taints the kernel, the second does not say so again', () => {
    expect(types(end([bash], [insmod('one')]))).toContain('tainting');
    expect(types(end([bash], [insmod('one'), insmod('two')]))).not.toContain('tainting');
  });

  test('another transition in progress is -EBUSY without any log line', () => {
    const step = end([cat], [insmod('one'), insmod('other')]);
    expect(step.refusal).toMatchObject({ rule: 'transitionInProgress', errno: 'EBUSY' });
    expect(types(step)).toEqual(['refused']);
  });

  test('a failing pre_patch cancels: straight to the completion towards KLP_UNPATCHED, and insmod fails with its error', () => {
    const step = end([bash], [insmod('test_klp_callbacks_demo', { pre_patch_ret: '-19' })]);
    expect(step.refusal).toMatchObject({ rule: 'prePatchFails', errno: 'ENODEV' });
    expect(types(step)).toEqual([
      'tainting',
      'enabling',
      'initializing',
      'refused',
      'callback',
      'prePatchFailed',
      'enableFailed',
      'canceling',
      'completing',
      'complete',
    ]);
    expect(step.kernel.modules).toEqual([]);
  });

  test('a failing push runs post_unpatch for the object whose pre_patch had succeeded', () => {
    const step = end([bash], [{ type: 'sysctl.ftrace', value: '0' }, insmod('one')]);
    expect(step.refusal).toMatchObject({ rule: 'ftraceRegistrationFails', errno: 'EBUSY' });
    const facts = end(
      [bash],
      [
        { type: 'sysctl.ftrace', value: '0' },
        insmod('test_klp_callbacks_busy', { block_transition: 'N' }),
        insmod('test_klp_callbacks_demo'),
      ],
    ).facts;
    const callbacks = facts.flatMap((fact) => (fact.type === 'callback' ? [`${fact.name} ${fact.object}`] : []));
    expect(callbacks).toEqual([
      'pre_patch vmlinux',
      'pre_patch test_klp_callbacks_busy',
      'post_unpatch vmlinux',
      'post_unpatch test_klp_callbacks_busy',
    ]);
  });

  test('ftrace cannot be switched off while a livepatch redirects a function', () => {
    const step = end([bash], [insmod('one'), { type: 'sysctl.ftrace', value: '0' }]);
    expect(step.refusal).toMatchObject({ rule: 'ftraceNeeded', errno: 'EBUSY' });
  });
});

describe('reversing', () => {
  test('flips enabled and target, flags the tasks that had switched, resets the count, makes no attempt', () => {
    const step = end([bash, cat], [insmod('one'), attempt, write('0', 'one')]);
    expect(types(step)).toEqual(['reversing', 'starting']);
    expect(step.kernel.transition).toEqual({ patch: 'one', target: 0, signals: 0 });
    expect(step.kernel.patches[0]?.enabled).toBe(false);
    expect(pending(step)).toEqual([101]);
    expect(end([bash, cat], [insmod('one'), attempt, write('0', 'one'), attempt]).phase).toBe('idle');
  });

  test('a reversed enable runs no pre_unpatch, only post_unpatch at the end', () => {
    const demo = 'test_klp_callbacks_demo';
    const trace = play([odd], [insmod(demo), write('0', demo), attempt], 1);
    const names = trace.steps.flatMap(({ facts }) =>
      facts.flatMap((fact) => (fact.type === 'callback' ? [fact.name] : [])),
    );
    expect(names).toEqual(['pre_patch', 'post_unpatch']);
  });

  test('a reversed disable has already run pre_unpatch and runs post_patch at the end', () => {
    const demo = 'test_klp_callbacks_demo';
    const trace = play([stuck], [insmod(demo), force(demo), attempt, write('0', demo), write('1', demo), attempt]);
    const names = trace.steps.flatMap(({ facts }) =>
      facts.flatMap((fact) => (fact.type === 'callback' ? [fact.name] : [])),
    );
    expect(names).toEqual(['pre_patch', 'post_patch', 'pre_unpatch', 'post_patch']);
  });

  test('the patches that a reversed cumulative patch was to replace just go on', () => {
    const step = end(
      [bash, odd],
      [
        insmod('one'),
        { type: 'task.user', tid: 105 },
        attempt,
        insmod('cumulative'),
        write('0', 'cumulative'),
        attempt,
      ],
    );
    expect(step.kernel.patches.filter(({ enabled }) => enabled).map(({ name }) => name)).toEqual(['one']);
  });
});

describe('forcing', () => {
  test('switches every pending task whatever its stack; completion comes with the next try', () => {
    const step = end([cat], [insmod('one'), force('one')]);
    expect(pending(step)).toEqual([]);
    expect(step.phase).toBe('patching');
    expect(end([cat], [insmod('one'), force('one'), attempt]).phase).toBe('idle');
  });

  test('marks only patches on their way out: the unpatched one keeps its module for ever', () => {
    const events = [insmod('one'), force('one'), attempt];
    expect(end([cat], events).kernel.patches[0]?.forced).toBe(false);
    const away = [...events, write('0', 'one'), force('one'), attempt, free];
    expect(end([stuck], [...away, rmmod('one')]).refusal).toMatchObject({ rule: 'moduleInUse', errno: 'EAGAIN' });
    expect(end([stuck], [...away, insmod('one')]).refusal).toMatchObject({
      rule: 'moduleAlreadyLoaded',
      errno: 'EEXIST',
    });
  });

  test('marks all that are being replaced, and the marks stay when it is reversed', () => {
    const events = [
      insmod('one'),
      force('one'),
      attempt,
      insmod('cumulative'),
      force('cumulative'),
      write('0', 'cumulative'),
    ];
    const forced = end([stuck], events).kernel.patches.map(({ name, forced: mark }) => [name, mark]);
    expect(forced).toEqual([
      ['one', true],
      ['cumulative', false],
    ]);
  });

  test.each([
    ['any other patch is -EINVAL', [insmod('one'), force('one')], 'notInTransition'],
    ['a value that is no boolean is -EINVAL', [insmod('one'), force('one', 'maybe')], 'valueNotBoolean'],
    ['writing 0 does nothing and succeeds', [insmod('one'), force('one', '0')], undefined],
  ] as const)('%s', (_says, events, rule) => {
    expect(end([bash], events).refusal?.rule).toBe(rule);
  });
});

describe('completing and removing', () => {
  test('patches may be disabled in any order; one that is not on top changes nothing in what runs', () => {
    const { kernel } = end([bash], [insmod('one'), insmod('two'), write('0', 'one')]);
    expect(implementationFor(kernel, 'vmlinux', F, -1)).toBe('two');
    expect(kernel.ops).toEqual([{ object: 'vmlinux', func: F, funcStack: [{ patch: 'two', nop: false }] }]);
  });

  test('replaced patches run none of their own callbacks and leave the list after post_patch', () => {
    const step = end([bash], [insmod('test_klp_callbacks_demo'), insmod('cumulative')]);
    expect(types(step)).not.toContain('callback');
    expect(step.kernel.patches.map(({ name, listed }) => [name, listed])).toEqual([
      ['cumulative', true],
      ['test_klp_callbacks_demo', false],
    ]);
  });

  test('until the worker has run, rmmod says the module is in use; then it goes', () => {
    const disabled = [insmod('one'), write('0', 'one')];
    expect(end([bash], [...disabled, rmmod('one')]).refusal?.rule).toBe('moduleInUse');
    expect(end([bash], [...disabled, free, rmmod('one')]).kernel.modules).toEqual([]);
  });

  test.each([
    ['0', 'sameValue', 'EINVAL'],
    ['1', 'cannotReenable', 'EINVAL'],
  ] as const)('in the moment before the directory goes, echo %s is refused by %s', (value, rule, errno) => {
    expect(end([bash], [insmod('one'), write('0', 'one'), write(value, 'one')]).refusal).toMatchObject({ rule, errno });
  });

  test('after it has gone there is no such file', () => {
    const step = end([bash], [insmod('one'), write('0', 'one'), free, write('1', 'one')]);
    expect(step.refusal).toMatchObject({ rule: 'directoryMissing', errno: 'ENOENT' });
  });

  test.each(['y', 'Y', 'on', 'true', '1'])('%s is a boolean that means 1', (value) => {
    expect(end([bash], [insmod('one'), write(value, 'one')]).refusal?.rule).toBe('sameValue');
  });

  test.each(['', 'maybe', 'o', '2'])('%j is no boolean', (value) => {
    expect(end([bash], [insmod('one'), write(value, 'one')]).refusal?.rule).toBe('valueNotBoolean');
  });
});
