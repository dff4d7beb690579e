/** Stacks as tools print them, with what they print above, below and between; and stacks of reports that are no task's. */
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { isOurs, kindOf } from './kind';
import { readPasted } from './pasted';

const read = (text: string) => readPasted(text, { readModules, readStack }, []);
const postgres = { tid: 412, comm: 'postgres', stack: ['schedule', 'ext4_sync_file'] };
const kcompactd = { tid: 35, comm: 'kcompactd0', kind: 'kthread', stack: ['kcompactd', 'kthread'] };

describe('two tasks, by', () => {
  it.each([
    [
      'drgn',
      `>>> prog.stack_trace(412)
#0  schedule (kernel/sched/core.c:6857:2)
#1  ext4_sync_file (fs/ext4/fsync.c:150:9)
#2  0x7f2a3b4c5d6e
>>> prog.stack_trace(35)
#0  kcompactd+0x2e9/0x3c0
#1  kthread (kernel/kthread.c:389:9)
`,
      [
        { ...postgres, comm: 'task' },
        { ...kcompactd, comm: 'task' },
      ],
    ],
    [
      'drgn with names that a loop prints',
      `412 postgres
#0  schedule (kernel/sched/core.c:6857:2)
#1  ext4_sync_file (fs/ext4/fsync.c:150:9)

PID 35 (kcompactd0)
#0  kcompactd+0x2e9/0x3c0
#1  kthread (kernel/kthread.c:389:9)
`,
      [postgres, kcompactd],
    ],
    [
      'bpftrace',
      `Attaching 1 probe...

@[postgres, 412,
    schedule+5
    ext4_sync_file+287
]: 3
@stacks[
    kcompactd+745
    kthread+249
, kcompactd0, 35]: 1
`,
      [postgres, kcompactd],
    ],
    [
      'ftrace',
      `# tracer: nop
#
#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
        postgres-412     [001] .....  4711.123459: <stack trace>
 => schedule
 => ext4_sync_file
      kcompactd0-35      (     35) [000] d..2.  4711.223459: <stack trace>
 => kcompactd
 => kthread
`,
      [postgres, kcompactd],
    ],
    [
      'trace-cmd',
      `        postgres-412   [001]  4711.123459: kernel_stack:         <stack trace >
=> schedule (ffffffff81a5b5f8)
=> ext4_sync_file (ffffffffc0a3b1c5)
      kcompactd0-35    [000]  4711.223459: kernel_stack:         <stack trace >
=> kcompactd (ffffffff812b5be9)
=> kthread (ffffffff810f5b39)
`,
      [postgres, kcompactd],
    ],
    [
      'perf script',
      `postgres   400/412   [001]  4711.123456:          1 sched:sched_switch: prev_comm=postgres prev_pid=412 prev_state=D ==> next_comm=swapper/1
        ffffffff81a5b5f8 schedule+0x48 ([kernel.kallsyms])
        ffffffffc0a3b1c5 ext4_sync_file+0x11f (/boot/vmlinux-6.12.0)
            7f2a3b4c5d6e fsync+0xe (/usr/lib64/libc.so.6)

kcompactd0    35 [000]  4711.223456:     250000 cpu-clock:
        ffffffff812b5be9 kcompactd+0x2d5 ([kernel.kallsyms])
        ffffffff810f5b39 kthread+0x48 ([kernel.kallsyms])
`,
      [{ ...postgres, where: 'uninterruptible' }, kcompactd],
    ],
  ])('%s', (_, text, tasks) => {
    expect(kindOf({ text })).toBe('tasks');
    expect(isOurs(text)).toBe(true);
    const { tasks: found, problems } = read(text);
    expect(found).toEqual(tasks);
    expect(problems).toEqual([]);
  });
});

it('gdb breaks the arguments of a function, and counts each stack from 0', () => {
  const text = `Thread 2 (Thread 1.2 (CPU#1 [running])):
#0  0xffffffffc0a3b1c5 in spin (file=0xffff888103f24000, start=0,
    end=9223372036854775807, datasync=0) at fs/ext4/fsync.c:150
#1  0xffffffff810f5b39 in kthread (_create=0xffff888) at kernel/kthread.c:389

Thread 1 (Thread 1.1 (CPU#0 [halted ])):
#0  0xffffffff81a5c1d0 in default_idle () at arch/x86/kernel/process.c:742
`;
  expect(read(text)).toMatchObject({
    tasks: [{ comm: 'task', kind: 'kthread', where: 'kernel', cpu: 1, stack: ['spin', 'kthread'] }],
    problems: [],
    passed: ['Idle tasks are skipped: every CPU has one of its own.'],
  });
});

it('what perf, bpftrace and klp print around stacks names no task', () => {
  const [perf, bpftrace, klp] = [
    `# ========
# captured on    : Mon Nov 30 10:00:00 2026
# hostname : db1
# nrcpus online : 8
# cmdline : /usr/bin/perf record -a -g -- sleep 1
# ========
#
postgres   412 [001]  4711.123456:     250000 cycles:P:
	ffffffff81a5b5f8 schedule+0x48 ([kernel.kallsyms])
	ffffffffc0a3b1c5 ext4_sync_file+0x11f (/boot/vmlinux-6.12.0)
`,
    'Attaching 2 probes...\n^C\n\n@[\n    schedule+1\n    ext4_sync_file+61\n, postgres, 412]: 42\n',
    '412 /usr/bin/postgres -D /var/lib/pgsql\n    [<0>] schedule+0x5/0x9\n    [<0>] ext4_sync_file+0x1/0x2\n',
  ];
  for (const text of [perf, bpftrace, klp]) expect(read(text)).toMatchObject({ tasks: [postgres], problems: [] });
  for (const text of [perf, bpftrace]) expect(read(text).passed.join()).not.toContain('not about a task');
});

it('a status without a title says whose the stack below it is', () => {
  const status = (name: string, pid: number): string =>
    `Name:\t${name}\nUmask:\t0077\nState:\tD (disk sleep)\nTgid:\t400\nPid:\t${pid}\nPPid:\t1\nSigQ:\t0/3\n`;
  const text = `${status('postgres', 412)}[<0>] schedule+0x5/0x9\n[<0>] ext4_sync_file+0x1/0x2\n${status('nginx', 413)}[<0>] f+0x1/0x2\n`;
  expect(read(text)).toMatchObject({
    tasks: [
      { ...postgres, where: 'uninterruptible' },
      { tid: 413, comm: 'nginx', where: 'uninterruptible', stack: ['f'] },
    ],
    problems: [],
    passed: [],
  });
});

describe('lines of the source that were added to frames', () => {
  it.each([
    [
      'by syzbot',
      `INFO: task postgres:412 blocked for more than 143 seconds.
      Not tainted 6.8.0-rc1-syzkaller #0
task:postgres        state:D stack:26192 pid:412   tgid:412   ppid:5068   flags:0x00004006
Call Trace:
 <TASK>
 context_switch kernel/sched/core.c:5400 [inline]
 schedule+0xe9/0x270 kernel/sched/core.c:6817
 ext4_sync_file+0x4e/0x60 fs/ext4/fsync.c:150
 </TASK>

1 lock held by postgres/412:
 #0: ffffffff8d1acd60 (rcu_read_lock){....}-{1:2}, at: f+0x75/0x340 kernel/locking/lockdep.c:6614
`,
      { ...postgres, where: 'uninterruptible' },
    ],
    [
      'by scripts/decode_stacktrace.sh, and no task named',
      ' schedule (kernel/sched/core.c:6817)\n ext4_sync_file (fs/ext4/fsync.c:150 fs/ext4/fsync.c:129)\n',
      { ...postgres, tid: 101, comm: 'task' },
    ],
  ])('%s', (_, text, task) => {
    expect(kindOf({ text })).toBe('tasks');
    expect(read(text)).toMatchObject({ tasks: [task], problems: [] });
    expect(read(text).passed.join()).not.toContain('not about a task');
  });
});

it('stacks without titles, by a tool that numbers them, are those of several tasks', () => {
  const { tasks } = read('#0  a (x.c:1:1)\n#1  b (x.c:1:1)\n#0  c (x.c:1:1)\n#1  d (x.c:1:1)\n');
  expect(tasks.map(({ stack }) => stack)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

describe('stacks that are nobody\u2019s now', () => {
  const cat = `CPU: 0 UID: 0 PID: 733 Comm: cat Not tainted 6.12.0 #1
Call Trace:
 <TASK>
 foo_read+0x30/0x60 [foo]
 vfs_read+0x1a1/0xb20
 </TASK>
`;
  it.each([
    [
      'KASAN',
      `BUG: KASAN: slab-use-after-free in foo_free+0x12/0x40 [foo]\nRead of size 8 at addr ffff888103f24000 by task cat/733\n\n${cat}
Allocated by task 700:
 kasan_save_stack+0x24/0x50
 foo_open+0x30/0x90 [foo]

Freed by task 701:
 kfree+0x117/0x430
`,
    ],
    [
      'lockdep',
      `WARNING: possible circular locking dependency detected
cat/733 is trying to acquire lock:
ffffffff82f5b0e0 (klp_mutex){+.+.}-{3:3}, at: klp_enable_patch+0x4b/0x9c0

               the existing dependency chain (in reverse order) is:

               -> #1 (cpu_hotplug_lock){++++}-{0:0}:
        cpus_read_lock+0x40/0xe0

               -> #0 (klp_mutex){+.+.}-{3:3}:
        __lock_acquire+0x1421/0x2840

               stack backtrace:
${cat}`,
    ],
    [
      'KMSAN',
      `${cat}
Uninit was created at:
 __alloc_pages+0x9a4/0xe00
 alloc_pages+0x1/0x2
`,
    ],
    [
      'kmemleak',
      `${cat}
unreferenced object 0xffff888103f24000 (size 64):
  comm "insmod", pid 812, jiffies 4294951234
  backtrace (crc 5a3b1c5):
    [<00000000a1b2c3d4>] kmalloc_trace+0x26/0x90
`,
    ],
  ])('%s', (_, text) => {
    const lines = text.split('\n').map((line, at) => `[   12.${345678 + at}] ${line}`);
    for (const each of [text, lines.join('\n')]) {
      expect(read(each)).toMatchObject({
        tasks: [{ tid: 733, comm: 'cat', where: 'kernel', cpu: 0, stack: ['foo:foo_read', 'vfs_read'] }],
        problems: [],
      });
      expect(read(each).tasks).toHaveLength(1);
    }
  });
});

it('the newest frame of ppc64 that is marked is no frame to livepatching, which is said', () => {
  const { tasks, passed } = read(`task:a               state:D stack:0     pid:9     ppid:1      flags:0x00042086
Call Trace:
[c00000000a1f3870] [c00000000a1f38c0] vtime_delta+0x18/0xc0 (unreliable)
[c00000000a1f3a50] [c00000000001b1a4] __switch_to+0x144/0x240
`);
  expect(tasks).toEqual([{ tid: 9, comm: 'a', where: 'uninterruptible', stack: ['__switch_to'] }]);
  expect(passed).toEqual([
    '1 frame marked (unreliable) is left out: on ppc64 the newest frame holds no sure address, and livepatching skips it.',
  ]);
});

it.each([
  '#0  f (x\n',
  '@[\n    f+1\n]: 1\n',
  ' => f\n\n',
  'a-1 [0] x 1.1: <stack trace>\n',
  '-> #0 (x):\n f+0x1/0x2\n',
])('is read in time proportional to its length: %j', (line) => {
  expect(cpuTime(() => read(line.repeat(20_000)))).toBeLessThan(4000);
});
