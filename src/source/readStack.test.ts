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
    ['an oops', 'RIP: 0010:busymod_work_func+0x10/0x60 [busy]', 'busy:busymod_work_func'],
  ])('with %s', (_, line, frame) => {
    expect(readStack(line)).toEqual({ stack: [frame], task: null, problems: [] });
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
        { line: 4, what: '? __pfx_worker', instead: 'left out: an old value on the stack, not a frame' },
        { line: 5, what: '“here I pasted something else”', instead: 'left out: it is not a frame' },
      ],
    });
  });

  it('learns the task from the line above', () => {
    const line = 'task:CPU 0/KVM       state:D stack:0     pid:1234  tgid:1200  ppid:1      flags:0x00004000';
    expect(readStack(`${line}\nCall Trace:\n schedule+0x1/0x2`)).toEqual({
      stack: ['schedule'],
      task: { comm: 'CPU 0/KVM', tid: 1234, where: 'uninterruptible' },
      problems: [],
    });
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
    `${'[1.1] f+0x'.repeat(10_000)}`,
    ' \t'.repeat(60_000),
    'f\n'.repeat(60_000),
  ])('is read quickly', (text) => {
    expect(cpuTime(() => readStack(text))).toBeLessThan(1000);
  });
});
