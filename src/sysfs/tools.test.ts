/** Files that the tools of the distributions and the self-tests read, as a running Linux 7.2 shows them. */
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { attempt, insmod } from '../kernel/kernel.testkit';
import { policyOf } from '../kernel/policies';
import { lastStep, run } from '../trace/trace';
import { mode, read, tree, write } from './sysfs';

const tasks = [
  { tid: 1, comm: 'systemd' },
  { tid: 2, comm: 'kthreadd', kind: 'kthread' as const, where: 'uninterruptible' as const, stack: ['kthreadd'] },
  { tid: 200, comm: 'bash', where: 'runnable' as const },
];
const policy = policyOf('system-state');
if (policy === undefined) throw new Error('system-state');

const catAfter = (...events: readonly KernelEvent[]) => {
  const world = { cpus: 1, tasks, patches: [{ name: 'q', funcs: ['ext4_sync_file', 'zfs:zfs_read'] }] };
  const { kernel } = lastStep(run('system-state', boot(world), events));
  return (path: string): string => {
    const found = read(kernel, policy, path);
    return found.ok ? found.value : found.error.code;
  };
};

describe('what klp, openQA and the self-tests look at', () => {
  const atBoot = catAfter();
  const cat = catAfter(insmod('test_klp_mod_target'), insmod('q'), attempt);

  it('the taint of the kernel and of a module', () => {
    expect([atBoot('/proc/sys/kernel/tainted'), cat('/proc/sys/kernel/tainted')]).toEqual(['0', '32768']);
    expect(cat('/sys/module/q/taint')).toBe('K');
    expect(cat('/sys/module/test_klp_mod_target/taint')).toBe('');
  });

  it('the list of modules, the newest first', () => {
    expect(atBoot('/proc/modules')).toBe('');
    const lines = cat('/proc/modules').split('\n');
    expect(lines[0]).toMatch(/^q 16384 1 - Live 0xffffffffc0[0-9a-f]{6} \(K\)$/);
    expect(lines[1]).toMatch(/^test_klp_mod_target 16384 0 - Live 0xffffffffc0[0-9a-f]{6}$/);
  });

  it('a module whose init function never returns is being loaded', () => {
    const hangs = catAfter(insmod('test_klp_callbacks_demo'), insmod('test_klp_callbacks_busy'));
    expect(hangs('/proc/modules')).toMatch(/^test_klp_callbacks_busy 16384 1 - Loading 0x\w+\n/);
  });

  it('how big a module is, and who uses it', () => {
    const size = ['coresize', 'initsize', 'holders'].map((name) => cat(`/sys/module/q/${name}`));
    expect(size).toEqual(['16384', '0', 'EISDIR']);
    expect(atBoot('/sys/module/q/coresize')).toBe('ENOENT');
  });

  it('how often a symbol has a name, which sympos counts', () => {
    const twice = { cpus: 1, tasks, patches: [{ name: 'q', funcs: ['f,1'] }], symbols: [{ name: 'f', times: 2 }] };
    const { kernel } = lastStep(run('system-state', boot(twice), [insmod('q')]));
    const found = read(kernel, policy, '/proc/kallsyms');
    const lines = (found.ok ? found.value : '').split('\n');
    expect(lines.filter((line) => / t f$/.test(line))).toHaveLength(2);
    expect(lines.at(-1)).toMatch(/^ffffffffc0[0-9a-f]{6} t q_f\t\[q\]$/);
  });

  it('what only root may read, and what root may write', () => {
    const modeOf = (path: string) => {
      const found = mode(boot({ tasks }), policy, path);
      return found.ok ? found.value : found.error.code;
    };
    expect(modeOf('/sys/kernel/tracing/enabled_functions')).toBe('-r--r-----');
    expect(modeOf('/sys/kernel/debug/kprobes/list')).toBe('-r--------');
    expect(modeOf('/proc/sys/kernel/tainted')).toBe('-rw-r--r--');
  });

  it('what a task was started with; a kthread with nothing', () => {
    expect(cat('/proc/1/cmdline')).toBe('systemd');
    expect(cat('/proc/1/task/1/cmdline')).toBe('systemd');
    expect(cat('/proc/2/cmdline')).toBe('');
  });

  it('the state of a task, and where it sleeps', () => {
    expect(cat('/proc/2/status')).toBe('Name:\tkthreadd\nState:\tD (disk sleep)\nTgid:\t2\nPid:\t2\nKthread:\t1');
    expect(cat('/proc/200/status')).toContain('State:\tR (running)');
    expect([cat('/proc/2/wchan'), cat('/proc/200/wchan')]).toEqual(['kthreadd', '0']);
    const asleepInside = catAfter(
      insmod('q'),
      { type: 'task.call', tid: 200, func: 'ext4_sync_file' },
      { type: 'task.sleep', tid: 200, state: 'uninterruptible' },
    );
    expect(asleepInside('/proc/200/wchan')).toBe('q_ext4_sync_file');
  });

  it('any number that was written to ftrace_enabled', () => {
    const file = '/proc/sys/kernel/ftrace_enabled';
    const written = (...values: readonly string[]) =>
      catAfter(...values.map((value): KernelEvent => ({ type: 'sysctl.ftrace', value })))(file);
    expect([written(), written('2'), written('0', '-1'), written('2', '0'), written('2', '1')]).toEqual([
      '1',
      '2',
      '-1',
      '0',
      '1',
    ]);
  });

  it('1 after a 0 that was refused, whatever had been written before', () => {
    const value = (text: string): KernelEvent => ({ type: 'sysctl.ftrace', value: text });
    expect(catAfter(insmod('q'), value('2'), value('0'))('/proc/sys/kernel/ftrace_enabled')).toBe('1');
  });

  it('which CPUs there are, and which are online', () => {
    const kernel = boot({ cpus: 4, tasks });
    const { kernel: without } = lastStep(run('system-state', kernel, [{ type: 'cpu.offline', cpu: 2 }]));
    const shown = ['possible', 'present', 'online', 'offline'].map((name) => {
      const found = read(without, policy, `/sys/devices/system/cpu/${name}`);
      return found.ok ? found.value : found.error.code;
    });
    expect(shown).toEqual(['0-3', '0-3', '0-1,3', '2']);
  });

  // kernel/trace/ftrace.c: t_show(), FTRACE_ITER_TOUCHED.
  it('which functions have ever been redirected, as long as their modules are there', () => {
    const file = '/sys/kernel/tracing/touched_functions';
    const echo: KernelEvent = { type: 'echo.enabled', patch: 'q', value: '0' };
    const world = {
      targets: [{ name: 'zfs', functions: ['zfs_read'] }],
      patches: [{ name: 'q', funcs: ['f', 'zfs:zfs_read'] }],
    };
    const shown = (...events: readonly KernelEvent[]): string => {
      const { kernel } = lastStep(run('system-state', boot({ cpus: 1, tasks, ...world }), events));
      const found = read(kernel, policy, file);
      return found.ok ? found.value : found.error.code;
    };
    expect(shown()).toBe('');
    expect(shown(insmod('q'))).toContain('f (1)   I     M \ttramp: ');
    const gone = ' (0)         M  ->ftrace_stub+0x0/0x10';
    expect(shown(insmod('q'), echo)).toBe(`f${gone}\nzfs_read [zfs]${gone}`);
    expect(shown(insmod('q'), echo, { type: 'rmmod', module: 'zfs' })).toBe(`f${gone}`);
  });

  it('no file of the livepatch core in a kernel without it', () => {
    const without = boot({ livepatch: false, tasks });
    const code = (path: string) => {
      const found = read(without, policy, path);
      return found.ok ? found.value : found.error.code;
    };
    expect([code('/sys/kernel/livepatch'), code('/proc/1/patch_state'), code('/proc/1/comm')]).toEqual([
      'ENOENT',
      'ENOENT',
      'systemd',
    ]);
    expect(tree(without, policy).map(({ name }) => name)).toEqual(['module']);
  });

  it('who has ftrace on which function', () => {
    const file = '/sys/kernel/tracing/enabled_functions';
    expect(atBoot(file)).toBe('');
    expect(cat(file)).toMatch(
      /^ext4_sync_file \(1\) {3}I {5}M \ttramp: 0xffffffffc0\w{6} \(klp_ftrace_handler\+0x0\/0x110\) ->klp_ftrace_handler\+0x0\/0x110$/,
    );
    const both = catAfter(insmod('test_klp_kprobe', { has_post_handler: 'n' }), insmod('test_klp_livepatch'));
    expect(both(file)).toBe('cmdline_proc_show (2) R I     M  ->arch_ftrace_ops_list_func+0x0/0x250');
    expect(both('/sys/kernel/debug/kprobes/list')).toMatch(/^0x\w+ {2}k {2}cmdline_proc_show\+0x4 {4}\[FTRACE\]$/);
    const probe = catAfter(insmod('test_klp_kprobe'));
    expect(probe('/sys/kernel/debug/tracing/enabled_functions')).toMatch(
      /^cmdline_proc_show \(1\) R I {5}M \ttramp: 0x\w+ \(kprobe_ftrace_handler/,
    );
  });
});

describe('/sys/kernel/test_klp_syscall/npids', () => {
  const npids = '/sys/kernel/test_klp_syscall/npids';
  const load = insmod('test_klp_syscall', { klp_pids: '200,1' });
  const calls = (tid: number): KernelEvent => ({ type: 'task.call', tid, func: '__x64_sys_getpid' });

  it('counts the processes that have not called the new function', () => {
    expect(catAfter()(npids)).toBe('ENOENT');
    expect(catAfter(load, attempt)(npids)).toBe('2');
    expect(catAfter(load, attempt, calls(200))(npids)).toBe('1');
    expect(catAfter(load, attempt, calls(200), calls(200))(npids)).toBe('1');
    const wakes: KernelEvent = { type: 'task.wake', tid: 1 };
    expect(catAfter(load, attempt, calls(200), wakes, calls(1))(npids)).toBe('0');
  });

  it('a call of the original does not count', () => {
    expect(catAfter(calls(200), load, calls(200))(npids)).toBe('2');
  });

  it('processes of the script that the machine does not have call it in a loop', () => {
    const others = insmod('test_klp_syscall', { klp_pids: '700,701' });
    expect(catAfter(others)(npids)).toBe('0');
    const blocker: KernelEvent = { type: 'task.sleep', tid: 200, state: 'uninterruptible' };
    expect(catAfter(calls(200), blocker, others)(npids)).toBe('2');
  });
});

// drivers/base/cpu.c: show_cpus_attr(); drivers/base/core.c: online_show(), online_store().
describe('the CPUs', () => {
  it.each(['', 'x', '2', '-1', ' 1'])('a value that is no boolean is refused: %j', (value) => {
    const path = '/sys/devices/system/cpu/cpu1/online';
    expect(write(boot({ cpus: 2, tasks: [] }), policy, path, value)).toEqual({
      ok: false,
      error: { code: 'EINVAL', path, says: 'Invalid argument' },
    });
  });

  const cpus = '/sys/devices/system/cpu';
  const machineAfter = (...events: readonly KernelEvent[]) =>
    lastStep(run('system-state', boot({ cpus: 5, tasks: [] }), events)).kernel;
  const off = (cpu: number): KernelEvent => ({ type: 'cpu.offline', cpu });

  it.each([
    [[], '0-4'],
    [[off(3)], '0-2,4'],
    [[off(1), off(3)], '0,2,4'],
    [[off(1), off(2), off(3), off(4)], '0'],
  ])('after %j those are online: %s', (events, value) => {
    expect(read(machineAfter(...events), policy, `${cpus}/online`)).toEqual({ ok: true, value });
  });

  it('each but the first has a file that takes it offline', () => {
    const file = `${cpus}/cpu3/online`;
    expect(read(machineAfter(), policy, file)).toEqual({ ok: true, value: '1' });
    expect(read(machineAfter(off(3)), policy, file)).toEqual({ ok: true, value: '0' });
    expect(mode(machineAfter(), policy, file)).toEqual({ ok: true, value: '-rw-r--r--' });
    expect(write(machineAfter(), policy, file, '0')).toEqual({ ok: true, value: off(3) });
    expect(write(machineAfter(off(3)), policy, file, '1')).toEqual({ ok: true, value: { type: 'cpu.online', cpu: 3 } });
    expect(read(machineAfter(), policy, `${cpus}/cpu0/online`)).toMatchObject({ ok: false, error: { code: 'ENOENT' } });
    expect(read(machineAfter(), policy, `${cpus}/cpu5/online`)).toMatchObject({ ok: false, error: { code: 'ENOENT' } });
  });
});
