/** Values of parameters and of files: lib/kstrtox.c and kernel/params.c, Linux 7.1, sentence by sentence. */
import { describe, expect, test } from 'vitest';
import { lines } from '../dmesg/dmesg';
import { read } from '../sysfs/sysfs';
import { lastStep, run, type Step } from '../trace/trace';
import { boot } from './boot';
import { played } from './cases.testkit';
import type { KernelEvent } from './events';
import { attempts, insmod } from './kernel.testkit';
import { intOf, kstrtobool, kstrtoint, kstrtonumber, type NumberType } from './kstrto';
import { mergedPolicy } from './policies';

const demo = 'test_klp_callbacks_demo';
const busy = 'test_klp_callbacks_busy';

const end = (events: readonly KernelEvent[]): Step =>
  lastStep(run('system-state', boot({ cpus: 1, tasks: [{ tid: 101, comm: 'bash' }] }), events));

const printed = (step: Step): readonly string[] =>
  step.facts.flatMap((fact) => lines(fact, step.event)).map(({ text }) => text);

describe('kstrtobool()', () => {
  test.each(['e', 'enable', 'Y', 'true', '1', '1garbage', 'on', 'ON'])('takes %j as true', (text) => {
    expect(kstrtobool(text)).toBe(true);
  });
  test.each(['d', 'Disable', 'no', 'F', '0', '00', 'off', 'OF'])('takes %j as false', (text) => {
    expect(kstrtobool(text)).toBe(false);
  });
  test.each(['', 'o', '2', '-1', ' 1', 'x'])('does not take %j', (text) => {
    expect(kstrtobool(text)).toBeNull();
  });
});

describe('kstrtoint()', () => {
  test.each<readonly [string, number | 'EINVAL' | 'ERANGE']>([
    ['-19', -19],
    ['+5', 5],
    ['-0', 0],
    ['010', 8],
    ['0x10', 16],
    ['-0x10', -16],
    ['2147483647', 2147483647],
    ['-2147483648', -2147483648],
    ['2147483648', 'ERANGE'],
    ['99999999999999999999', 'ERANGE'],
    ['08', 'EINVAL'],
    ['0x', 'EINVAL'],
    ['1 2', 'EINVAL'],
    [' 1', 'EINVAL'],
    ['--1', 'EINVAL'],
    ['', 'EINVAL'],
  ])('reads %j as %j', (text, value) => {
    expect(kstrtoint(text)).toBe(value);
    expect(intOf(text)).toBe(typeof value === 'number' ? value : 0);
  });
});

describe('a number of another type', () => {
  test.each<readonly [NumberType, string, string]>([
    ['uint', '4294967295', '4294967295'],
    ['uint', '4294967296', 'ERANGE'],
    ['uint', '-1', 'EINVAL'],
    ['uint', '+1', '1'],
    ['ulong', '0xffffffff81000000', '18446744071578845184'],
    ['ulong', '0x10000000000000000', 'ERANGE'],
    ['long', '-9223372036854775808', '-9223372036854775808'],
    ['long', '9223372036854775808', 'ERANGE'],
    ['short', '-32769', 'ERANGE'],
    ['ushort', '65535', '65535'],
    ['byte', '256', 'ERANGE'],
    ['byte', '0377', '255'],
  ])('as %s %s is read as %s', (type, text, value) => {
    expect(String(kstrtonumber(text, type))).toBe(value);
  });

  test('is refused by the loader, and shown in decimal', () => {
    const module = { name: 'm', kind: 'target', params: [{ name: 'addr', type: 'ulong', default: 0, mode: '0644' }] };
    const refusal = (addr: string) => played({}, [insmod('m', { addr })], [module]).refusal?.errno ?? null;
    expect(['0xffffffff81000000', '-1', '0x1ffffffffffffffff'].map(refusal)).toEqual([null, 'EINVAL', 'ERANGE']);
    const { kernel } = played({}, [insmod('m', { addr: '0xffffffff81000000' })], [module]);
    expect(read(kernel, mergedPolicy, '/sys/module/m/parameters/addr')).toEqual({
      ok: true,
      value: '18446744071578845184',
    });
  });
});

describe('parse_args()', () => {
  test('names a value that is not taken, after the taint and before anything of livepatching', () => {
    const step = end([insmod(demo, { pre_patch_ret: 'abc' })]);
    expect(step.refusal).toMatchObject({ rule: 'parameterInvalid', errno: 'EINVAL' });
    expect(printed(step)).toEqual([
      `${demo}: tainting kernel with TAINT_LIVEPATCH`,
      `${demo}: \`abc' invalid for parameter \`pre_patch_ret'`,
    ]);
    expect(step.kernel).toMatchObject({ tainted: true, modules: [], patches: [] });
  });

  test('takes a dash in the name of a parameter for an underscore', () => {
    const step = end([insmod(demo, { 'pre-patch-ret': '-19' })]);
    expect(step.refusal).toMatchObject({ rule: 'prePatchFails', errno: 'ENODEV' });
    expect(printed(step).filter((line) => line.includes('unknown parameter'))).toEqual([]);
  });

  test('sets a parameter that is named twice to the last value', () => {
    const { kernel } = end([insmod(demo, { pre_patch_ret: '-19', 'pre-patch_ret': '0' })]);
    expect(read(kernel, mergedPolicy, `/sys/module/${demo}/parameters/pre_patch_ret`)).toEqual({
      ok: true,
      value: '0',
    });
  });

  test('returns -ERANGE for a number that is no int', () => {
    expect(end([insmod(demo, { pre_patch_ret: '2147483648' })]).refusal?.errno).toBe('ERANGE');
  });

  test('runs after klp_module_coming(), so the livepatches are applied to the module and reverted again', () => {
    const step = end([insmod(demo), ...attempts(1), insmod(busy, { block_transition: 'maybe' })]);
    expect(step.refusal).toMatchObject({ rule: 'parameterInvalid', errno: 'EINVAL' });
    const coming = `${busy} -> [MODULE_STATE_COMING] Full formed, running module_init`;
    const going = `${busy} -> [MODULE_STATE_GOING] Going away`;
    expect(printed(step)).toEqual([
      `livepatch: applying patch '${demo}' to loading module '${busy}'`,
      `${demo}: pre_patch_callback: ${coming}`,
      `${demo}: post_patch_callback: ${coming}`,
      `${busy}: \`maybe' invalid for parameter \`block_transition'`,
      `${demo}: pre_unpatch_callback: ${going}`,
      `livepatch: reverting patch '${demo}' on unloading module '${busy}'`,
      `${demo}: post_unpatch_callback: ${going}`,
    ]);
    expect(step.kernel.modules.map(({ name }) => name)).toEqual([demo]);
  });

  test('is not reached when a pre_patch refuses the module', () => {
    const fails: KernelEvent = { type: 'echo.param', module: demo, param: 'pre_patch_ret', value: '-12' };
    const step = end([insmod(demo), ...attempts(1), fails, insmod(busy, { block_transition: 'maybe' })]);
    expect(step.refusal).toMatchObject({ rule: 'prePatchFailsForModule', errno: 'ENOMEM' });
  });
});

// kernel/params.c: param_set_invbool(), param_get_invbool(), param_set_bint().
describe('a parameter that takes a yes or a no', () => {
  const param = (name: string, type: string, value: string) => ({ name, type, default: value, mode: '0644' });
  const module = {
    name: 'm',
    kind: 'target',
    params: [param('inverted', 'invbool', 'N'), param('number', 'bint', '0')],
  };
  const reads = (step: Step, name: string) => read(step.kernel, mergedPolicy, `/sys/module/m/parameters/${name}`);

  test.each([
    ['inverted', 'on', 'Y'],
    ['inverted', '0', 'N'],
    ['number', 'y', '1'],
    ['number', 'off', '0'],
  ])('%s=%s reads %s', (name, value, shown) => {
    expect(reads(played({}, [insmod('m', { [name]: value })], [module]), name)).toEqual({ ok: true, value: shown });
  });

  test('reads its default when nobody has given it', () => {
    const step = played({}, [insmod('m')], [module]);
    expect([reads(step, 'inverted'), reads(step, 'number')]).toEqual([
      { ok: true, value: 'N' },
      { ok: true, value: '0' },
    ]);
  });

  test.each(['inverted', 'number'])('%s=2 is refused, as of a bool', (name) => {
    const step = played({}, [insmod('m', { [name]: '2' })], [module]);
    expect(step.refusal).toMatchObject({ rule: 'parameterInvalid', errno: 'EINVAL' });
  });

  test.each([
    ['bool', 'y', 0],
    ['bint', 'y', 0],
    ['invbool', 'y', 1],
    ['invbool', 'n', 0],
  ] as const)('of type %s holds with =%s what its module then returns from pre_patch', (type, value, enabled) => {
    const pre_patch = { log: [], returnsParam: 'fail' };
    const patches = [
      {
        name: 'p',
        params: [{ name: 'fail', type, default: 'n', mode: '0444' as const }],
        funcs: [],
        objects: [{ name: 'vmlinux', funcs: [{ oldName: 'vfs_read' }], callbacks: { pre_patch } }],
      },
    ];
    expect(played({ patches }, [insmod('p', { fail: value })]).kernel.patches).toHaveLength(enabled);
  });
});

// kernel/params.c: param_array(), param_array_get().
describe('a parameter that holds several values', () => {
  const param = (name: string, type: string) => ({ name, type, default: '', mode: '0444' });
  const modules = [{ name: 'm', kind: 'target', params: [param('ints', 'int array'), param('bools', 'bool array')] }];
  const loaded = (params: Record<string, string>): Step => played({}, [insmod('m', params)], modules);

  test.each([
    ['ints', '1,0x10,-3', '1,16,-3'],
    ['ints', '7', '7'],
    ['bools', '1,off,y', 'Y,N,Y'],
  ])('%s=%s reads %s', (name, value, reads) => {
    const { kernel } = loaded({ [name]: value });
    expect(read(kernel, mergedPolicy, `/sys/module/m/parameters/${name}`)).toEqual({ ok: true, value: reads });
  });

  test.each([
    ['ints', 'abc', 'EINVAL', 'abc'],
    ['ints', '1,,2', 'EINVAL', '1'],
    ['ints', '1,2147483648', 'ERANGE', '1'],
    ['ints', '', 'EINVAL', ''],
    ['bools', '1,2', 'EINVAL', '1'],
  ])('%s=%s is refused with %s, and the log ends at the first comma', (name, value, errno, shown) => {
    const step = loaded({ [name]: value });
    expect(step.refusal).toMatchObject({ rule: 'parameterInvalid', errno });
    expect(printed(step)).toEqual([`m: \`${shown}' invalid for parameter \`${name}'`]);
  });

  test.each([
    ['7,8,x,9', 'EINVAL', '7,8'],
    ['7,99999999999', 'ERANGE', '7'],
    ['x,7', 'EINVAL', ''],
  ])('after a refused write of %s keeps the values before the refused one', (value, errno, reads) => {
    const write: KernelEvent = { type: 'echo.param', module: 'm', param: 'ints', value };
    const writable = [{ ...modules[0], params: [{ ...param('ints', 'int array'), mode: '0644' }] }];
    const step = played({}, [insmod('m', { ints: '1,2,3' }), write], writable);
    expect(step.refusal).toMatchObject({ rule: 'parameterValueInvalid', errno });
    expect(read(step.kernel, mergedPolicy, '/sys/module/m/parameters/ints')).toEqual({ ok: true, value: reads });
  });

  test('of a single value keeps it when a write is refused', () => {
    const write: KernelEvent = { type: 'echo.param', module: demo, param: 'pre_patch_ret', value: 'x' };
    const { kernel } = end([insmod(demo, { pre_patch_ret: '0' }), ...attempts(1), write]);
    expect(read(kernel, mergedPolicy, `/sys/module/${demo}/parameters/pre_patch_ret`)).toEqual({
      ok: true,
      value: '0',
    });
  });

  test('is empty when nobody has given it', () => {
    const { kernel } = loaded({});
    expect(read(kernel, mergedPolicy, '/sys/module/m/parameters/ints')).toEqual({ ok: true, value: '' });
  });

  test('the process ids of the self-test are numbers', () => {
    expect(end([insmod('test_klp_syscall', { klp_pids: '200,x' })]).refusal).toMatchObject({ errno: 'EINVAL' });
    expect(end([insmod('test_klp_syscall', { klp_pids: '200,201' })]).refusal).toBeNull();
  });
});
