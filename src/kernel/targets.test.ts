/** Target modules that come and go, and module parameters: Linux 7.1, sentence by sentence. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../chart/facts';
import { lastStep, run, type Step } from '../trace/trace';
import { boot, impliedTargets } from './boot';
import type { KernelEvent } from './events';
import type { ModuleImage, TargetImage } from './images';
import { attempt, attempts, force, free, insmod, rmmod, write } from './kernel.testkit';
import { library } from './library';
import type { World } from './world';

const demo = 'test_klp_callbacks_demo';
const mod = 'test_klp_callbacks_mod';
const busy = 'test_klp_callbacks_busy';

const failing: TargetImage = {
  kind: 'target',
  name: 'failing',
  params: [{ name: 'init_ret', type: 'int', default: '-12', mode: '0644' }],
  functions: [{ name: 'failing_func' }],
  initLog: ['{module}: init'],
  exitLog: [],
  initReturnsParam: 'init_ret',
};
const images: readonly ModuleImage[] = [...library, failing];

const world: World = {
  cpus: 1,
  tasks: [{ tid: 101, comm: 'bash' }],
  patches: [
    { name: 'first', funcs: [`${mod}:nothing_here`] },
    { name: 'names_failing', funcs: ['failing:failing_func'] },
    { name: 'cumulative', replace: true, funcs: ['cmdline_proc_show'] },
  ],
};

const end = (events: readonly KernelEvent[]): Step => lastStep(run('atomic-replace', boot(world, images), events));

const told = (step: Step): readonly string[] =>
  step.facts.flatMap((fact: Fact) => {
    switch (fact.type) {
      case 'callback':
        return [`${fact.name} ${fact.object} ${fact.moduleState}`];
      case 'applying':
      case 'reverting':
      case 'moduleRefused':
        return [`${fact.type} ${fact.patch}`];
      case 'printed':
        return fact.lines;
      default:
        return [];
    }
  });

describe('a target module that loads', () => {
  test('is patched before its own init: pre_patch, functions, post_patch', () => {
    expect(told(end([insmod(demo), insmod(mod)]))).toEqual([
      `applying ${demo}`,
      `pre_patch ${mod} COMING`,
      `post_patch ${mod} COMING`,
      `${mod}: ${mod}_init`,
    ]);
  });

  test('during the patch’s transition gets no post_patch until that completes', () => {
    const blocked = [insmod(busy, { block_transition: 'Y' }), insmod(demo)];
    expect(told(end([...blocked, insmod(mod)]))).toEqual([
      `applying ${demo}`,
      `pre_patch ${mod} COMING`,
      `${mod}: ${mod}_init`,
    ]);
    expect(told(end([...blocked, insmod(mod), force(demo), attempt]))).toEqual([
      'post_patch vmlinux null',
      `post_patch ${mod} LIVE`,
      `post_patch ${busy} LIVE`,
    ]);
  });

  test('is refused when pre_patch fails: insmod fails with the callback’s error and its init never runs', () => {
    const failed: KernelEvent = { type: 'echo.param', module: demo, param: 'pre_patch_ret', value: '-19' };
    const step = end([insmod(demo), failed, insmod(mod)]);
    expect(step.refusal).toMatchObject({ rule: 'prePatchFailsForModule', errno: 'ENODEV' });
    expect(told(step)).toEqual([`applying ${demo}`, `pre_patch ${mod} COMING`, `moduleRefused ${demo}`]);
    expect(step.kernel.modules.map(({ name }) => name)).toEqual([demo]);
  });

  test('without the function that a patch replaces is refused with -EINVAL', () => {
    const step = end([insmod('first'), insmod(mod)]);
    expect(step.refusal).toMatchObject({ rule: 'symbolNotFoundInModule', errno: 'EINVAL' });
    expect(step.facts.map(({ type }) => type)).toEqual([
      'refused',
      'symbolNotFound',
      'initForModuleFailed',
      'moduleRefused',
    ]);
  });

  test('and fails in its own init is reverted as on unloading', () => {
    const step = end([insmod('names_failing'), insmod('failing')]);
    expect(step.refusal).toMatchObject({ rule: 'initFails', errno: 'ENOMEM' });
    expect(told(step)).toEqual(['applying names_failing', 'reverting names_failing']);
    expect(step.kernel.ops).toEqual([]);
    expect(end([insmod('names_failing'), insmod('failing', { init_ret: '0' })]).kernel.ops).toHaveLength(1);
  });

  test('that was absent at load reads patched 0 until it comes, and 0 again when it has gone', () => {
    const patched = ({ kernel }: Step): readonly boolean[] =>
      kernel.patches[0]?.objects.filter(({ name }) => name === mod).map((object) => object.patched) ?? [];
    expect(patched(end([insmod(demo)]))).toEqual([false]);
    expect(patched(end([insmod(demo), insmod(mod)]))).toEqual([true]);
    expect(patched(end([insmod(demo), insmod(mod), rmmod(mod)]))).toEqual([false]);
  });
});

describe('a target module that unloads', () => {
  test('runs its exit, then pre_unpatch, functions removed, post_unpatch', () => {
    expect(told(end([insmod(mod), insmod(demo), rmmod(mod)]))).toEqual([
      `${mod}: ${mod}_exit`,
      `pre_unpatch ${mod} GOING`,
      `reverting ${demo}`,
      `post_unpatch ${mod} GOING`,
    ]);
  });

  test('in the patch’s transition gets no pre_unpatch', () => {
    const events = [insmod(busy, { block_transition: 'Y' }), insmod(demo), insmod(mod), rmmod(mod)];
    expect(told(end(events))).toEqual([`${mod}: ${mod}_exit`, `reverting ${demo}`, `post_unpatch ${mod} GOING`]);
  });

  test('lets whoever is inside return first', () => {
    const inside: readonly KernelEvent[] = [
      insmod('test_klp_mod_target'),
      { type: 'task.wake', tid: 101 },
      { type: 'task.call', tid: 101, func: 'vfs_read' },
      { type: 'task.call', tid: 101, object: 'test_klp_mod_target', func: 'test_klp_mod_target_show' },
      { type: 'task.call', tid: 101, func: 'seq_puts' },
    ];
    const funcs = ({ kernel }: Step) => kernel.tasks[0]?.stack.map(({ func }) => func);
    expect(funcs(end(inside))).toEqual(['seq_puts', 'test_klp_mod_target_show', 'vfs_read']);
    expect(funcs(end([...inside, rmmod('test_klp_mod_target')]))).toEqual(['vfs_read']);
  });

  test('is not kept loaded by any patch', () => {
    expect(end([insmod(mod), insmod(demo), rmmod(mod)]).refusal).toBe(null);
  });
});

describe('the busy module', () => {
  const blocked = [insmod(busy, { block_transition: 'Y' }), insmod(demo)];

  test('its worker is not the first process, where a machine names none, and has the next number, where one does', () => {
    for (const named of [[], [{ tid: 1, comm: 'init' }]]) {
      const booted = boot({ cpus: 1, tasks: named, patches: [] }, images);
      const { tasks } = lastStep(run('atomic-replace', booted, blocked.slice(0, 1))).kernel;
      expect(tasks.at(-1)).toMatchObject({ tid: 2, comm: 'kworker/1:2' });
    }
  });

  test('blocks the transition: no fake signal helps a worker in uninterruptible sleep', () => {
    expect(end([...blocked, ...attempts(20)]).phase).toBe('patching');
  });

  test('brings a worker that an attempt has already switched, or not, as the pool was', () => {
    const worker = (events: readonly KernelEvent[]) =>
      end([insmod('names_failing'), ...events, insmod(busy, { block_transition: 'Y' })]).kernel.tasks.at(-1);
    expect(worker([])).toMatchObject({ patchState: -1, pending: false });
    const stuck = [{ type: 'task.fork', tid: 101, child: 1 } as const];
    expect(worker(stuck)).toMatchObject({ comm: 'kworker/1:2', patchState: -1 });
  });

  test('lets it go when its exit clears the parameter', () => {
    const step = end([...blocked, rmmod(busy)]);
    expect(told(step)[0]).toBe(`${busy}: busymod_work_func exit`);
    expect(end([...blocked, rmmod(busy), attempt]).phase).toBe('idle');
  });

  test('or when the parameter is cleared by hand', () => {
    const clear: KernelEvent = { type: 'echo.param', module: busy, param: 'block_transition', value: 'N' };
    expect(told(end([...blocked, clear]))).toEqual([`${busy}: busymod_work_func exit`]);
    expect(end([...blocked, clear, attempt]).phase).toBe('idle');
  });

  test('that loads under the patch runs the patched function', () => {
    expect(told(end([insmod(demo), insmod(busy, { block_transition: 'N' })])).at(-1)).toBe(
      `${demo}: patched_work_func`,
    );
  });
});

describe('a kprobe with a post handler', () => {
  test('keeps ftrace away from the function', () => {
    const step = end([insmod('test_klp_kprobe'), insmod('test_klp_livepatch')]);
    expect(step.refusal).toMatchObject({ rule: 'ftraceRegistrationFails', errno: 'EBUSY' });
    expect(end([insmod('test_klp_kprobe', { has_post_handler: 'N' }), insmod('test_klp_livepatch')]).refusal).toBe(
      null,
    );
  });

  test('on a function that is livepatched: register_kprobe() reports success, and it is not set', () => {
    const step = end([insmod('test_klp_livepatch'), insmod('test_klp_kprobe')]);
    expect(step.refusal).toBeNull();
    expect(step.facts.map(({ type }) => type)).toContain('kprobeNotSet');
    expect(step.kernel.modules.map(({ name, state, refcnt }) => `${name} ${state} ${refcnt}`)).toEqual([
      'test_klp_livepatch LIVE 1',
      'test_klp_kprobe LIVE 0',
    ]);
  });

  test('that was not set does not keep a later livepatch out', () => {
    const events = [
      insmod('test_klp_livepatch'),
      attempt,
      insmod('test_klp_kprobe'),
      write('0', 'test_klp_livepatch'),
      attempt,
      free,
      rmmod('test_klp_livepatch'),
      insmod('test_klp_livepatch'),
    ];
    expect(end(events).refusal).toBeNull();
  });
});

describe('module parameters', () => {
  const param = (module: string, name: string, value: string): KernelEvent => ({
    type: 'echo.param',
    module,
    param: name,
    value,
  });
  test.each([
    ['of a module that is not loaded', [param(demo, 'pre_patch_ret', '1')], 'parameterMissing', 'ENOENT'],
    ['that do not exist', [insmod(demo), param(demo, 'nothing', '1')], 'parameterMissing', 'EACCES'],
    [
      'with a value of another type',
      [insmod(demo), param(demo, 'pre_patch_ret', 'x')],
      'parameterValueInvalid',
      'EINVAL',
    ],
    [
      'that are read-only',
      [insmod('test_klp_kprobe'), param('test_klp_kprobe', 'has_post_handler', 'N')],
      'parameterReadOnly',
      'EACCES',
    ],
    ['given to insmod with a wrong value', [insmod(demo, { pre_patch_ret: 'x' })], 'parameterInvalid', 'EINVAL'],
  ] as const)('%s are refused', (_says, events, rule, errno) => {
    expect(end(events).refusal).toMatchObject({ rule, errno });
  });

  test('change what the callback returns next time', () => {
    const step = end([insmod(demo), param(demo, 'pre_patch_ret', '-2')]);
    expect(step.kernel.modules[0]?.params.pre_patch_ret).toBe('-2');
  });
});

test('a nop in a target module keeps the callbacks of the replaced patch out', () => {
  const step = end([insmod(mod), insmod(demo), insmod('cumulative')]);
  expect(told(step)).toEqual([]);
  expect(write('0', demo).type).toBe('echo.enabled');
  expect(step.kernel.patches.map(({ name, listed }) => `${name} ${listed}`)).toEqual([
    'cumulative true',
    `${demo} false`,
  ]);
});

test('a module that only stacks name is implied, with the functions that stacks and livepatches name in it', () => {
  const implied = impliedTargets({
    tasks: [
      { tid: 7, comm: 'a', stack: ['ext4:ext4_sync_file', 'vfs_fsync', 'own:f', `${mod}:g`] },
      { tid: 8, comm: 'b', stack: ['ext4:ext4_sync_file', 'fix:fixed'] },
    ],
    patches: [{ name: 'fix', funcs: ['ext4:ext4_write', 'kvm:run'] }],
    targets: [{ name: 'own', functions: ['f'] }],
  });
  expect(implied).toEqual([{ name: 'ext4', functions: ['ext4_sync_file', 'ext4_write'] }]);
});
