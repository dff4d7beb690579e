import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { type Kernel, KLP_PATCHED, KLP_UNPATCHED } from '../kernel/model';
import { type Policy, policyOf } from '../kernel/policies';
import { append, lastStep, start } from '../trace/trace';
import { list, mode, read, tree, write } from './sysfs';

const known = (id: string): Policy => {
  const policy = policyOf(id);
  if (policy === undefined) throw new Error(id);
  return policy;
};
const rfc = known('rfc-2019');
const mainline = known('system-state');

const tasks = [
  { tid: 7, comm: 'cat', where: 'uninterruptible' as const, stack: ['cmdline_proc_show', 'seq_read'] },
  { tid: 9, comm: 'bash' },
];
/** The kernel after these events. */
const kernelAfter = (policy: Policy, ...events: readonly KernelEvent[]): Kernel =>
  lastStep(events.reduce(append, start(policy.id, boot({ tasks })))).kernel;

const insmod = (module: string, params = {}): KernelEvent => ({ type: 'insmod', module, params });
const attempt: KernelEvent = { type: 'attempt' };
const force = (patch: string): KernelEvent => ({ type: 'echo.force', patch, value: '1' });
const value = (result: ReturnType<typeof read>): string => (result.ok ? result.value : result.error.code);
const base = '/sys/kernel/livepatch';

describe('/sys/kernel/livepatch', () => {
  const stuck = kernelAfter(rfc, insmod('test_klp_version_2'), attempt);

  it('shows the files of a patch, and those of the policy', () => {
    const names = (policy: Policy) => {
      const found = list(stuck, policy, `${base}/test_klp_version_2`);
      return found.ok ? found.value : [];
    };
    expect(names(mainline)).toEqual(['enabled', 'force', 'transition', 'replace', 'stack_order', 'vmlinux']);
    expect(names(rfc).filter((name) => !names(mainline).includes(name))).toEqual(['sticky', 'version']);
    expect(names(known('block-disable'))).toEqual(names(mainline));
    expect(names(known('replace-set'))).toEqual(['enabled', 'force', 'transition', 'replace_set', 'vmlinux']);
    expect(value(read(stuck, rfc, `${base}/latest_version`))).toBe('0');
    expect(value(read(stuck, mainline, `${base}/latest_version`))).toBe('ENOENT');
  });

  it.each([
    ['', 'drwxr-xr-x'],
    ['/test_klp_version_2/enabled', '-rw-r--r--'],
    ['/test_klp_version_2/force', '--w-------'],
    ['/test_klp_version_2/transition', '-r--r--r--'],
    ['/test_klp_version_2/replace', '-r--r--r--'],
    ['/test_klp_version_2/version', '-r--r--r--'],
    ['/test_klp_version_2/vmlinux/patched', '-r--r--r--'],
    ['/test_klp_version_2/vmlinux/cmdline_proc_show,1', 'drwxr-xr-x'],
  ])('has the modes of the kernel: %s %s', (path, expected) => {
    expect(mode(stuck, rfc, `${base}${path}`)).toEqual({ ok: true, value: expected });
  });

  it('reads 1/1 while patching, 0/1 reversed, 1/0 patched', () => {
    const states = (kernel: Kernel) =>
      ['enabled', 'transition'].map((name) => value(read(kernel, rfc, `${base}/test_klp_version_2/${name}`)));
    expect(states(stuck)).toEqual(['1', '1']);
    const reverse: KernelEvent = { type: 'echo.enabled', patch: 'test_klp_version_2', value: '0' };
    expect(states(kernelAfter(rfc, insmod('test_klp_version_2'), attempt, reverse))).toEqual(['0', '1']);
    const patched = kernelAfter(rfc, insmod('test_klp_version_2'), force('test_klp_version_2'), attempt);
    expect(states(patched)).toEqual(['1', '0']);
    expect(value(read(patched, rfc, `${base}/latest_version`))).toBe('2');
  });

  it('shows the replace set as a number', () => {
    const sets = known('replace-set');
    const both = kernelAfter(sets, insmod('disk_v1'), attempt, insmod('test_klp_version_0'));
    const set = (patch: string) => value(read(both, sets, `${base}/${patch}/replace_set`));
    expect([set('disk_v1'), set('test_klp_version_0')]).toEqual(['2', '0']);
    expect(mode(both, sets, `${base}/disk_v1/replace_set`)).toEqual({ ok: true, value: '-r--r--r--' });
  });

  it('counts the stack order along the list', () => {
    const two = kernelAfter(
      rfc,
      insmod('test_klp_version_1'),
      force('test_klp_version_1'),
      attempt,
      insmod('test_klp_version_2'),
    );
    const order = (patch: string) => value(read(two, rfc, `${base}/${patch}/stack_order`));
    expect([order('test_klp_version_1'), order('test_klp_version_2')]).toEqual(['1', '2']);
  });

  it('keeps the directory of a patch that waits for the worker', () => {
    const replaced = kernelAfter(
      rfc,
      insmod('test_klp_atomic_replace'),
      attempt,
      insmod('test_klp_version_3'),
      force('test_klp_version_3'),
      attempt,
    );
    expect(value(read(replaced, rfc, `${base}/test_klp_atomic_replace/enabled`))).toBe('0');
    const freed = kernelAfter(
      rfc,
      insmod('test_klp_atomic_replace'),
      attempt,
      insmod('test_klp_version_3'),
      force('test_klp_version_3'),
      attempt,
      { type: 'free' },
    );
    expect(value(read(freed, rfc, `${base}/test_klp_atomic_replace/enabled`))).toBe('ENOENT');
  });

  it('shows nops until completion', () => {
    const replacing = kernelAfter(rfc, insmod('test_klp_atomic_replace'), attempt, insmod('test_klp_version_3'));
    expect(list(replacing, rfc, `${base}/test_klp_version_3/vmlinux`)).toEqual({
      ok: true,
      value: ['patched', 'cmdline_proc_show,1', 'version_proc_show,1', 'meminfo_proc_show,1'],
    });
  });
});

describe('the other files', () => {
  const loaded = kernelAfter(
    mainline,
    insmod('test_klp_callbacks_busy', { block_transition: '1' }),
    insmod('test_klp_syscall'),
  );

  it('show modules with parameters and reference counts', () => {
    const path = '/sys/module/test_klp_callbacks_busy';
    expect(value(read(loaded, mainline, `${path}/parameters/block_transition`))).toBe('Y');
    expect(mode(loaded, mainline, `${path}/parameters/block_transition`)).toEqual({ ok: true, value: '-rw-r--r--' });
    expect(value(read(loaded, mainline, `${path}/refcnt`))).toBe('0');
    expect(value(read(loaded, mainline, '/sys/module/test_klp_syscall/refcnt'))).toBe('1');
    // A parameter with mode 0 has no file, and then there is no directory either.
    expect(value(read(loaded, mainline, '/sys/module/test_klp_syscall/parameters/klp_pids'))).toBe('ENOENT');
  });

  it('show the side and the stack of a task, where the suffix tells new frames from old', () => {
    const patched = kernelAfter(mainline, insmod('test_klp_livepatch'), force('test_klp_livepatch'), attempt, {
      type: 'task.wake',
      tid: 9,
    });
    const called = kernelAfter(
      mainline,
      insmod('test_klp_livepatch'),
      force('test_klp_livepatch'),
      attempt,
      { type: 'task.wake', tid: 9 },
      { type: 'task.call', tid: 9, func: 'cmdline_proc_show' },
    );
    expect(value(read(patched, mainline, '/proc/7/patch_state'))).toBe('-1');
    expect(value(read(called, mainline, '/proc/9/stack'))).toMatch(
      /^\[<0>\] livepatch_cmdline_proc_show\+0x[0-9a-f]+\/0x[0-9a-f]+ \[test_klp_livepatch\]$/,
    );
    expect(value(read(called, mainline, '/proc/7/task/7/stack')).split('\n')[0]).toMatch(
      /^\[<0>\] cmdline_proc_show\S+$/,
    );
    expect(mode(called, mainline, '/proc/7/patch_state')).toEqual({ ok: true, value: '-r--------' });
  });

  it('tell which implementation a reader runs', () => {
    const during = kernelAfter(mainline, insmod('test_klp_livepatch'), attempt);
    const line = 'test_klp_livepatch: this has been live patched';
    expect(value(read(during, mainline, '/proc/cmdline', KLP_PATCHED))).toBe(line);
    expect(value(read(during, mainline, '/proc/cmdline', KLP_UNPATCHED))).toContain('BOOT_IMAGE');
    expect(value(read(during, mainline, '/proc/cmdline'))).toBe(line);
    expect(value(read(during, mainline, '/proc/test_klp_mod_target'))).toBe('ENOENT');
    const target = kernelAfter(mainline, insmod('test_klp_mod_target'));
    expect(value(read(target, mainline, '/proc/test_klp_mod_target'))).toBe('test_klp_mod_target: original output');
  });

  it.each([
    ['/sys/kernel/livepatch/test_klp_syscall/force', 'EACCES', 'Permission denied'],
    ['/sys/kernel/livepatch', 'EISDIR', 'Is a directory'],
    ['/sys/kernel/livepatch/test_klp_syscall/enabled/x', 'ENOTDIR', 'Not a directory'],
    ['/sys/nothing', 'ENOENT', 'No such file or directory'],
  ])('cannot all be read: %s %s', (path, code, says) => {
    expect(read(loaded, mainline, path)).toEqual({ ok: false, error: { code, path, says } });
  });

  it.each([
    ['/sys/kernel/livepatch/test_klp_syscall/bogus', 'EACCES', 'Permission denied'],
    ['/sys/kernel/livepatch/nobody/enabled', 'ENOENT', 'No such file or directory'],
    ['/sys/module/test_klp_syscall/parameters/klp_pids', 'ENOENT', 'No such file or directory'],
    ['/proc/nothing', 'ENOENT', 'No such file or directory'],
  ])('cannot be made by writing, which a directory of sysfs says its own way: %s %s', (path, code, says) => {
    expect(write(loaded, mainline, path, '1')).toEqual({ ok: false, error: { code, path, says } });
  });

  it('become events when written', () => {
    const event = (path: string) => write(loaded, mainline, path, '1');
    expect(event(`${base}/test_klp_syscall/force`)).toEqual({ ok: true, value: force('test_klp_syscall') });
    expect(event('/proc/sys/kernel/ftrace_enabled')).toEqual({
      ok: true,
      value: { type: 'sysctl.ftrace', value: '1' },
    });
    expect(event('/sys/module/test_klp_callbacks_busy/parameters/block_transition')).toEqual({
      ok: true,
      value: { type: 'echo.param', module: 'test_klp_callbacks_busy', param: 'block_transition', value: '1' },
    });
    expect(event(`${base}/test_klp_syscall/transition`)).toMatchObject({ ok: false, error: { code: 'EACCES' } });
  });

  it('are a tree with all values', () => {
    const [livepatch, modules] = tree(loaded, mainline);
    expect(livepatch?.children.map(({ name }) => name)).toEqual(['test_klp_syscall']);
    expect(modules?.children.map(({ name }) => name)).toEqual(['test_klp_callbacks_busy', 'test_klp_syscall']);
    const files = livepatch?.children[0]?.children.map(({ name, value: content }) => [name, content]);
    expect(files).toContainEqual(['enabled', '1']);
    expect(files).toContainEqual(['force', null]);
  });
});
