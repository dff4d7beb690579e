/** Rules that meet: what Linux 7.1 does where two of them are at work at once, sentence by sentence. */
import { describe, expect, test } from 'vitest';
import { played, said, shell } from './cases.testkit';
import type { KernelEvent } from './events';
import { attempt, force, free, insmod, rmmod, task, write } from './kernel.testkit';

const sleeps = (tid: number, func: string): readonly KernelEvent[] => [
  { type: 'task.call', tid, func },
  { type: 'task.sleep', tid, state: 'uninterruptible' },
];
const awake = { tid: 5, comm: 'db', where: 'runnable' as const };

// kernel/livepatch/transition.c: klp_force_transition(): klp_for_each_patch(), whoever the cumulative patch replaces or not.
describe('a force of a cumulative livepatch whose disabling was reversed', () => {
  const world = {
    tasks: [awake],
    patches: [
      { name: 'base', replace: true, funcs: ['f'] },
      { name: 'plain', funcs: ['f'] },
      { name: 'above', funcs: ['g'] },
    ],
  };
  const forced = (base: string): readonly KernelEvent[] => [
    insmod(base),
    insmod('above'),
    ...sleeps(5, 'f'),
    write('0', base),
    write('1', base),
    force(base),
    attempt,
  ];

  test('marks what was loaded after it, which stays and can never be removed', () => {
    const { kernel } = played(world, forced('base'));
    expect(kernel.patches.map(({ name, enabled, forced: marked }) => ({ name, enabled, marked }))).toEqual([
      { name: 'base', enabled: true, marked: false },
      { name: 'above', enabled: true, marked: true },
    ]);
    expect(shell(played(world, [...forced('base'), write('0', 'above'), free, rmmod('above')]))).toBe(
      'rmmod: ERROR: Module above is in use',
    );
  });

  test('so neither disabling nor replacing it is a way to remove its module', () => {
    for (const event of [rmmod('above'), insmod('above')]) {
      expect(played(world, [...forced('base'), event]).refusal?.wayOut).toContain('reboot');
    }
  });

  test('of one that is not cumulative marks nobody', () => {
    expect(played(world, forced('plain')).kernel.patches.map((patch) => patch.forced)).toEqual([false, false]);
  });
});

describe('what makes a stack unreliable', () => {
  test('is the code of a function, and its replacement has other code', () => {
    const world = {
      tasks: [awake],
      patches: [{ name: 'p', funcs: ['asm_function'] }],
      symbols: [{ name: 'asm_function', reliable: false }],
    };
    expect(said(played(world, [insmod('p'), ...sleeps(5, 'asm_function'), write('0', 'p')])).at(-1)).toBe(
      'debug livepatch: klp_try_switch_task: db:5 is sleeping on function asm_function',
    );
    expect(said(played(world, [...sleeps(5, 'asm_function'), insmod('p')])).at(-1)).toBe(
      'debug livepatch: klp_try_switch_task: db:5 has an unreliable stack',
    );
  });

  test('is not on the stack of a child', () => {
    const world = { tasks: [{ ...awake, reliable: false, stack: ['x'] }], patches: [{ name: 'p', funcs: ['f'] }] };
    const forks: KernelEvent = { type: 'task.fork', tid: 5, child: 6 };
    expect(said(played(world, [insmod('p'), forks, attempt]))).toEqual([
      'debug livepatch: klp_try_switch_task: db:5 has an unreliable stack',
    ]);
  });
});

describe('a fork and a signal that waits', () => {
  const waiting = (signal: 'SIGSTOP' | 'SIGKILL'): readonly KernelEvent[] => [
    { type: 'task.signal', tid: 5, signal },
    { type: 'task.wake', tid: 5 },
    { type: 'task.fork', tid: 5, child: 6 },
  ];
  const world = { tasks: [{ ...awake, where: 'uninterruptible' as const, stack: ['x'] }] };

  test.each(['SIGSTOP', 'SIGKILL'] as const)('a %s is acted on before the fork happens', (signal) => {
    const { refusal, kernel } = played(world, waiting(signal));
    expect(refusal).toMatchObject({ rule: 'taskCannot', source: { kernel: 'kernel/fork.c: copy_process()' } });
    expect(kernel.tasks.map(({ tid }) => tid)).toEqual([5]);
  });

  test('a SIGCONT takes the stop back, and the fork happens', () => {
    const [stop, wake, fork] = waiting('SIGSTOP') as [KernelEvent, KernelEvent, KernelEvent];
    const { kernel } = played(world, [stop, wake, { type: 'task.signal', tid: 5, signal: 'SIGCONT' }, fork]);
    expect(task(kernel, 6)).toMatchObject({ comm: 'db', stack: [] });
  });
});

// kernel/livepatch/transition.c: klp_reverse_transition() makes no attempt.
describe('who writes the value that reverses a transition', () => {
  const shellTask = { tid: 9, comm: 'bash', where: 'user' as const, cpu: 0 };
  const tasks = [{ tid: 5, comm: 'db', where: 'uninterruptible' as const, stack: ['f'] }, shellTask];
  const world = { cpus: 2, tasks, patches: [{ name: 'p', funcs: ['f'] }] };
  const started: readonly KernelEvent[] = [insmod('p'), { type: 'tick' }];

  test('is on the new side when the write has returned, and nobody else is', () => {
    const { kernel, facts } = played(world, [...started, { type: 'echo.enabled', patch: 'p', value: '0', by: 9 }]);
    expect(task(kernel, 9)).toMatchObject({ patchState: 0, pending: false });
    expect(facts).toContainEqual({ type: 'switched', tids: [9], cpus: [], by: 'exit to user space' });
  });

  test('switches at its next interrupt when somebody else has written it', () => {
    const { kernel } = played(world, [...started, write('0', 'p')]);
    expect(task(kernel, 9)).toMatchObject({ patchState: 1, pending: true });
    expect(task(played(world, [...started, write('0', 'p'), { type: 'tick' }]).kernel, 9).patchState).toBe(0);
  });
});

test('the first process cannot exit: the kernel would panic', () => {
  const exits: KernelEvent = { type: 'task.exit', tid: 1 };
  const step = played({ tasks: [{ tid: 1, comm: 'systemd', where: 'runnable' }] }, [exits]);
  expect(step.refusal?.because).toContain('the kernel panics');
});

// kernel/livepatch/transition.c: klp_check_stack_func() compares addresses, and knows no names.
describe('two functions with one replacement', () => {
  const lp = (name: string, funcs: readonly { old: string; new: string }[]) => ({
    name,
    kind: 'livepatch',
    objects: [{ name: 'vmlinux', funcs }],
  });
  const both = [
    { old: 'f1', new: 'stub' },
    { old: 'f2', new: 'stub' },
  ];
  const asleepInF2 = [insmod('p'), ...sleeps(5, 'f2')];
  const blocked = 'debug livepatch: klp_try_switch_task: db:5 is sleeping on function f1';

  test('block whoever patches one of them on top, for a task that came in by the other', () => {
    const modules = [lp('p', both), lp('q', [{ old: 'f1', new: 'q_f1' }])];
    expect(said(played({ tasks: [awake] }, [...asleepInF2, insmod('q')], modules)).at(-1)).toBe(blocked);
  });

  test('are called by the first of them in the log', () => {
    expect(said(played({ tasks: [awake] }, [...asleepInF2, write('0', 'p')], [lp('p', both)])).at(-1)).toBe(blocked);
  });

  test('are not meant where the names are only made up: f and f of a module', () => {
    const world = {
      tasks: [{ ...awake, stack: ['m:x'] }],
      patches: [
        { name: 'p', funcs: ['f', 'm:f'] },
        { name: 'q', funcs: ['f'] },
      ],
    };
    const inside: readonly KernelEvent[] = [
      { type: 'task.call', tid: 5, func: 'f', object: 'm' },
      { type: 'task.sleep', tid: 5, state: 'uninterruptible' },
    ];
    expect(played(world, [insmod('p'), ...inside, insmod('q')]).phase).toBe('idle');
  });
});

// kernel/kprobes.c: register_kprobe(), kill_kprobe().
describe('a kprobe on a function of a module', () => {
  const world = {
    patches: [{ name: 'p', funcs: ['m:f'] }],
    targets: [
      { name: 'm', functions: ['f'], loaded: false },
      {
        name: 'probe',
        functions: [],
        loaded: false,
        params: [{ name: 'post', type: 'bool' as const, default: 'Y', mode: '0444' }],
        kprobe: { object: 'm', func: 'f', postHandlerParam: 'post' },
      },
    ],
  };

  test('cannot be set before the module is there', () => {
    expect(shell(played(world, [insmod('probe')]))).toBe(
      'insmod: ERROR: could not insert module probe.ko: Unknown symbol in module',
    );
  });

  test('keeps a livepatch out until the module goes, and is not set again when it comes back', () => {
    const set = [insmod('m'), insmod('probe')];
    expect(played(world, [...set, insmod('p')]).refusal).toMatchObject({ errno: 'EBUSY' });
    expect(played(world, [...set, rmmod('m'), insmod('m'), insmod('p')])).toMatchObject({ refusal: null });
  });
});

test.each([
  [-19, []],
  [3, ['warn m: init suspiciously returned 3, it should follow 0/-E convention']],
])('an init function that returns %i has printed its lines before', (initReturns, after) => {
  const world = { targets: [{ name: 'm', functions: [], loaded: false, initLog: ['{module}: hello'], initReturns }] };
  expect(said(played(world, [insmod('m')]))).toEqual(['info m: hello', ...after]);
});

// drivers/base/core.c: online_store(). A CPU that is not there has no directory.
test.each([
  [7, 'bash: /sys/devices/system/cpu/cpu7/online: No such file or directory'],
  [0, 'bash: /sys/devices/system/cpu/cpu0/online: Permission denied'],
  [1, null],
])('taking CPU %i offline says %s', (cpu, says) => {
  expect(shell(played({ cpus: 2 }, [{ type: 'cpu.offline', cpu }]))).toBe(says);
});
