import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { readStack } from './readStack';

const stackOf = (text: string) => readStack(text).stack;

describe('a pasted stack', () => {
  it('is read as /proc/PID/stack prints it', () => {
    expect(
      readStack(`[<0>] io_schedule+0x46/0x80
[<0>] ext4_sync_file+0x11f/0x3b0 [ext4]
[<0>] do_fsync+0x38/0x70
[<0>] __x64_sys_fsync+0x10/0x20
[<0>] entry_SYSCALL_64_after_hwframe+0x76/0x7e
`),
    ).toEqual({
      stack: ['io_schedule', 'ext4:ext4_sync_file', 'do_fsync', '__x64_sys_fsync', 'entry_SYSCALL_64_after_hwframe'],
      task: null,
      problems: [],
    });
  });

  it.each([
    ['no address', 'do_sys_poll+0x4e/0x60 [mod]', 'mod:do_sys_poll'],
    ['nothing but a name', 'do_sys_poll', 'do_sys_poll'],
    ['no size', 'do_sys_poll+0x4e', 'do_sys_poll'],
    ['an old address', '[<ffffffff8127d1ce>] do_sys_poll+0x4e/0x60', 'do_sys_poll'],
    ['the time of dmesg', '[  842.123456]  do_sys_poll+0x4e/0x60', 'do_sys_poll'],
    ['the caller too', '[  842.123456][  T412] do_sys_poll+0x4e/0x60 [kvm_intel]', 'kvm_intel:do_sys_poll'],
    ['a journal', 'Nov 29 09:00:01 host kernel: [    1.5] do_sys_poll+0x4e/0x60', 'do_sys_poll'],
    ['a module that begins with a digit', 'vlan_dev_hard_start_xmit+0x1/0x2 [8021q]', '8021q:vlan_dev_hard_start_xmit'],
    ['a build id', 'vcpu_run+0x1/0x2 [kvm 0a1b2c3d]', 'kvm:vcpu_run'],
    ['what the compiler adds', '[<0>] f.isra.0.constprop.1+0x1/0x2', 'f.isra.0.constprop.1'],
    ['crash', ' #2 [ffffb3a1c0a37d48] schedule_timeout at ffffffff81a5b1c5', 'schedule_timeout'],
    ['the source that arm64 names', '[  245.3]  schedule+0x3c/0xe0 [ext4] (P)', 'ext4:schedule'],
    ['the program counter of arm64', 'pc : el1_irq+0x1/0x2', 'el1_irq'],
    ['ppc64le', '[c00000000a1f3bb0] [c00800000118a4d8] f+0x1e0/0x4f0 [ext4]', 'ext4:f'],
    ['s390x', '[  245.3]  [<000003ff8022b1d4>] f+0x4e/0x60 [ext4] ', 'ext4:f'],
    ['riscv', '[    1.0] [<ffffffff80a0b1c2>] f+0x4e/0x60', 'f'],
    ['the program counter of ppc64le', 'NIP [c000000000f8a3c8] f+0x3a8/0xa20 [ext4]', 'ext4:f'],
    ['that of s390x', 'Krnl PSW : 0704c00180000000 000000017f3c1a8e (f+0x12/0x30)', 'f'],
    ['an offset of crash', ' #2 [ffffb3a1c0a37d48] schedule+69 at ffffffff81a5b1c5', 'schedule'],
    ['an exception of crash', '    [exception RIP: ext4_sync_file+78]', 'ext4_sync_file'],
    ['Xen', 'RIP: e030:f+0x1/0x2', 'f'],
    ['drgn', '#3  schedule (kernel/sched/core.c:6857:2)', 'schedule'],
    ['drgn, and no line', '#3  f+0x4e/0x60 [ext4]', 'ext4:f'],
    ['drgn, and both', '#9  entry_SYSCALL_64+0xaf/0x14c (arch/x86/entry/entry_64.S:121)', 'entry_SYSCALL_64'],
    ['one frame of drgn', '#2 at 0xffffffff81a5b5f8 (__schedule+0x48/0xb0) in f at kernel/sched/core.c:5381:2', 'f'],
    ['gdb', '#4  0xffffffffc0a3b1c5 in f (file=0xffff888, start=0,', 'f'],
    ['gdb, where it is inlined', '#3  f () at kernel/sched/core.c:6857', 'f'],
    ['ftrace', ' => f', 'f'],
    ['ftrace with offsets', '=> f+0x12/0x34 [ext4]', 'ext4:f'],
    ['trace-cmd', '=> f (ffffffff81234567)', 'f'],
    ['bpftrace', '    f+287', 'f'],
    ['perf', '        ffffffff81a5b1c5 f+0x2d5 ([kernel.kallsyms])', 'f'],
    ['perf, of a module', '        ffffffffc0a3b1c5 f+0x11f ([ext4])', 'ext4:f'],
    ['perf, of a file', '  ffffffffc0a3b1c5 f (/lib/modules/6.12.0/kernel/fs/nf-log.ko.xz)', 'nf_log:f'],
    ['syzbot', ' f+0xe9/0x270 kernel/sched/core.c:6817', 'f'],
    ['syzbot, of a module', ' f+0xe9/0x270 [ext4] fs/ext4/fsync.c:150', 'ext4:f'],
    ['the program counter of syzbot', 'RIP: 0010:f+0xe9/0x270 kernel/sched/core.c:6817', 'f'],
    ['decode_stacktrace.sh', ' f (kernel/sched/core.c:6817)', 'f'],
    ['decode_stacktrace.sh, of a module', '[  245.5] f (fs/ext4/fsync.c:150 (discriminator 2)) ext4', 'ext4:f'],
    ['decode_stacktrace.sh, with inlined ones', ' f (fs/sync.c:212 fs/sync.c:218 ./include/linux/file.h:5)', 'f'],
    ['the program counter of it', 'RIP: 0010:f (fs/ext4/fsync.c:150) ext4', 'ext4:f'],
    ['an oops', 'RIP: 0010:busymod_work_func+0x10/0x60 [busy]', 'busy:busymod_work_func'],
  ])('with %s', (_, line, frame) => {
    expect(readStack(line)).toEqual({ stack: [frame], task: null, problems: [] });
  });

  it.each([
    '#10 0x7f2a3b4c5d6e',
    '#7  0x0000000000000000 in ?? ()',
    '#0  0x00007f2a3b4c5d6e in fsync () from /lib64/libc.so.6',
    '            7f2a3b4c5d6e fsync+0xe (/usr/lib64/libc.so.6)',
    '            7f2a3b4c5d6e [unknown] ([unknown])',
    '        7ffd1b2c3d48 __vdso_gettimeofday+0x10 ([vdso])',
    ' => 0x7f2a3b4c5d6e',
    '    end=9223372036854775807, datasync=0) at fs/ext4/fsync.c:150',
    '>>> prog.stack_trace(412)',
    'postgres-412     [001] .....  4711.123459: <stack trace>',
  ])('of user space, or around frames of the kernel: %s', (line) => {
    expect(readStack(line)).toEqual({ stack: [], task: null, problems: [] });
  });

  it('a word alone in a log is no frame: below all tasks SysRq-T prints what the scheduler has', () => {
    const { stack, problems } = readStack('[  300.1]  kthreadd+0x1a4/0x1c0\n[  300.2] sysctl_sched\n');
    expect(stack).toEqual(['kthreadd']);
    expect(problems).toMatchObject([{ line: 2, what: '“sysctl_sched”', isNoFrame: true }]);
    expect(stackOf('kthreadd\nsysctl_sched')).toEqual(['kthreadd', 'sysctl_sched']);
  });

  it('a function that syzbot calls inlined has no frame, and an old value stays one', () => {
    const { stack, problems } = readStack(
      ' context_switch kernel/sched/core.c:5400 [inline]\n schedule+0x1/0x2 kernel/sched/core.c:6817\n ? old (kernel/a.c:1)',
    );
    expect(stack).toEqual(['schedule']);
    expect(problems).toMatchObject([{ line: 3, what: '? old', aside: 'guess' }]);
  });

  it('names guesses and what is no frame, with their lines', () => {
    expect(
      readStack(`[  12.000001] Call Trace:
[  12.000002]  <TASK>
[  12.000003]  schedule+0x5e/0xd0
[  12.000004]  ? __pfx_worker+0x10/0x10
here I pasted something else
[  12.000005]  worker_thread+0x1/0x2
[  12.000006]  </TASK>`),
    ).toEqual({
      stack: ['schedule', 'worker_thread'],
      task: null,
      problems: [
        {
          line: 4,
          what: '? __pfx_worker',
          instead: 'left out: an old value on the stack, not a frame',
          aside: 'guess',
        },
        {
          line: 5,
          what: '“here I pasted something else”',
          instead: 'left out: it is not a frame',
          isNoFrame: true,
        },
      ],
    });
  });

  it.each([
    '[<0>] f+0x1/0x2',
    '2026-11-29T21:10:01+0100 db1 kernel: f+0x1/0x2',
    '2026-11-29 21:10:01 db1 kernel: f+0x1/0x2',
    'Nov 29 21:10:01.123456 db1 kernel: f+0x1/0x2',
    '[ 4711.123456] db1 kernel: f+0x1/0x2',
    '1764450601.123456 db1 kernel: f+0x1/0x2',
    '2026-11-29T21:10:01.123456+01:00 db1 kernel: [ 4711.123456] f+0x1/0x2',
    'kern  :info  : [ 4711.123456] f+0x1/0x2',
    'kern  :warn  : [Sun Nov  1 21:10:01 2026] f+0x1/0x2',
    '2026-11-29T21:10:01,123456+01:00 f+0x1/0x2',
    '[Nov29 21:10] f+0x1/0x2',
    '[  +0.000003] f+0x1/0x2',
    '[ 4711.123456 <    0.000004>] f+0x1/0x2',
    '6,1234,4711123456,-,caller=T412; f+0x1/0x2',
    '<6>[ 4711.123456][   C1] f+0x1/0x2\r',
    '\u001b[32m[ 4711.123456] \u001b[0m\u001b[33mf\u001b[0m+0x1/0x2',
    '[32m[ 4711.123456] [0m f+0x1/0x2',
    '> [ 4711.123456] f+0x1/0x2',
  ])('is a frame, whatever a log puts before it: %j', (line) => {
    expect(readStack(line)).toEqual({ stack: ['f'], task: null, problems: [] });
  });

  it('leaves out what an interrupt has put on it', () => {
    const { stack, problems } = readStack(`RIP: 0010:spin+0x1c/0x30 [m]
Call Trace:
 <IRQ>
 rcu_dump_cpu_stacks+0xdc/0x100
 </IRQ>
 <TASK>
 asm_sysvec_apic_timer_interrupt+0x1a/0x20
RIP: 0010:spin+0x1c/0x30 [m]
 vfs_read+0x1/0x2`);
    expect(stack).toEqual(['m:spin', 'vfs_read']);
    expect(problems.map(({ line, aside }) => [line, aside])).toEqual([
      [4, 'interrupt'],
      [7, 'interrupt'],
    ]);
  });

  it.each([
    ['kernel', [' #0 [f0] crash_nmi_callback at ff', '--- <NMI exception stack> ---', ' #3 [f1] f at ff'], ['f']],
    ['user', [' #0 [f0] crash_nmi_callback at ff', ' #1 [f1] nmi at ff', '    RIP: 00007f2a  RSP: 00007ffd'], []],
  ])('knows by the frames of crash that it ran in %s', (stoppedIn, lines, stack) => {
    expect(readStack(lines.join('\n'))).toMatchObject({ stoppedIn, stack });
  });

  it('takes the place that arm64 names twice for one frame', () => {
    const text =
      'pc : spin+0x1c/0x30 [m]\nlr : read+0x1/0x2\nCall trace:\n spin+0x1c/0x30 [m] (P)\n spin+0x20/0x30 [m]\n read+0x1/0x2';
    expect(stackOf(text)).toEqual(['m:spin', 'm:spin', 'read']);
  });

  it('doubts what the unwinders of ppc64le and s390x doubt', () => {
    const { stack, problems } = readStack(`[c00000000a1f3870] [c00000000a1f38c0] 0xc00000000a1f38c0 (unreliable)
[c00000000a1f3a40] [c00000000001b1a4] a+0x144/0x240 (unreliable)
([<000000017f3c2076>] b+0x76/0x138)
--- interrupt: 3000 at 0x7fff9a5cd2f8
NIP:  00007fff9a5cd2f8 LR: 0000000000000000 CTR: 0000000000000000`);
    expect(stack).toEqual([]);
    expect(problems.map(({ aside }) => aside)).toEqual(['unreliable', 'guess']);
  });

  it('learns the task from the line above', () => {
    const line = 'task:CPU 0/KVM       state:D stack:0     pid:1234  tgid:1200  ppid:1      flags:0x00004000';
    expect(readStack(`${line}\nCall Trace:\n schedule+0x1/0x2`)).toEqual({
      stack: ['schedule'],
      task: { comm: 'CPU 0/KVM', tid: 1234, where: 'uninterruptible' },
      problems: [],
    });
  });

  it('knows a name that has the words of the line in it, for it stands on 15 columns', () => {
    const line = 'task:my:app state:X  state:S stack:0     pid:703   tgid:703   ppid:1';
    expect(readStack(line).task).toEqual({ comm: 'my:app state:X', tid: 703, where: 'interruptible' });
  });

  it('takes as many frames as a stack may have', () => {
    const { stack, problems } = readStack('f\n'.repeat(70));
    expect(stack).toHaveLength(64);
    expect(problems).toEqual([{ line: 1, what: '70 frames', instead: 'the newest 64 are read' }]);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { line } of readStack(text).problems) expect(line).toBeGreaterThan(0);
      }),
      { numRuns: 1000, seed: 1 },
    );
    expect(stackOf('')).toEqual([]);
  });

  it.each([
    '[<0>] '.repeat(20_000),
    '? '.repeat(60_000),
    '#0 f ('.repeat(20_000),
    '=> f+0x'.repeat(20_000),
    'f (a.c:1 '.repeat(20_000),
    `f (${'a.c:1 '.repeat(20_000)})`,
    `f+0x1/0x2 ${'a.c:1.'.repeat(20_000)}`,
    '#0  f (x\n'.repeat(20_000),
    `${'[1.1] f+0x'.repeat(10_000)}`,
    ' \t'.repeat(60_000),
    'f\n'.repeat(60_000),
  ])('is read quickly', (text) => {
    expect(cpuTime(() => readStack(text))).toBeLessThan(1000);
  });
});
