/** Tasks as the tools that operators have at hand show them: logs of every kind, /proc in loops of a shell, ps, crash. */
import { describe, expect, it } from 'vitest';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { kindOf } from './kind';
import { readPasted } from './pasted';

const read = (text: string) => readPasted(text, { readModules, readStack }, []);
const tasksOf = (text: string) => read(text).tasks;

const postgres = { tid: 412, comm: 'postgres', stack: ['ext4:ext4_sync_file', 'do_fsync'] };
const kcompactd = { tid: 35, comm: 'kcompactd0', kind: 'kthread', stack: ['kcompactd', 'kthread'] };
const asleep = (comm: string): string =>
  `The text does not say in which sleep this task is; taken to be interruptible: ${comm}.`;
const frames = '[<0>] ext4_sync_file+0x4e/0x60 [ext4]\n[<0>] do_fsync+0x1/0x2\n';
const others = '[<0>] kcompactd+0x2e9/0x3c0\n[<0>] kthread+0xf9/0x240\n';

describe('what sched_show_task() says', () => {
  it.each([
    ['Linux 7.2', 'task:postgres        state:D stack:0     pid:412   tgid:412   ppid:1      flags:0x00000002'],
    ['Linux 5.8', 'postgres        D    0   412      1 0x00000000'],
    ['Linux 4.12', 'postgres        D ffff8881027b0000     0   412      1 0x00000000'],
  ])('of %s', (_, line) => {
    const text = `[  1.0] ${line}\n[  1.0] Call Trace:\n[  1.0]  ext4_sync_file+0x4e/0x60 [ext4]\n[  1.0]  do_fsync+0x1/0x2\n`;
    expect(tasksOf(text)).toEqual([{ ...postgres, where: 'uninterruptible' }]);
  });

  it.each([
    ['0x208040', { kind: 'kthread' }],
    ['0x404000', { userWorker: true }],
    ['0x400100', {}],
  ])('its flags %s tell what it is, whatever its parent is', (flags, is) => {
    const line = `task:a state:S stack:0 pid:7 tgid:7 ppid:1 task_flags:${flags} flags:0x0`;
    expect(tasksOf(line)).toEqual([{ tid: 7, comm: 'a', where: 'interruptible', ...is }]);
  });

  it('passes over the dead, and takes what is parked or traced for what it is', () => {
    const line = (state: string, pid: number): string =>
      `task:a${pid} state:${state} stack:0 pid:${pid} ppid:1 flags:0x0\n`;
    const { tasks, passed } = read(line('Z', 1) + line('X', 2) + line('t', 3) + line('P', 4));
    expect(tasks).toEqual([
      { tid: 3, comm: 'a3', where: 'stopped' },
      { tid: 4, comm: 'a4', where: 'uninterruptible' },
    ]);
    expect(passed).toEqual(['2 dead tasks are skipped.']);
  });
});

describe('names that only threads of the kernel have', () => {
  const tried = (comm: string): string => `livepatch: klp_try_switch_task: ${comm}:9 is sleeping on function f\n`;

  it.each([
    ...['kcompactd0', 'kswapd0', 'ksoftirqd/1', 'khugepaged', 'jbd2/sda1-8', 'kworker/0:1', 'kworker/u8:0', 'kthreadd'],
    ...[
      'migration/1',
      'rcu_preempt',
      'cpuhp/0',
      'irq/24-aerdrv',
      'xfsaild/dm-0',
      'btrfs-cleaner',
      'scsi_eh_0',
      'md0_raid1',
    ],
  ])('%s', (comm) => {
    const { tasks, passed } = read(tried(comm));
    expect(tasks).toEqual([{ tid: 9, comm, kind: 'kthread', stack: ['f'] }]);
    expect(passed).toEqual([`Taken to be a thread of the kernel by name: ${comm}.`, asleep(comm)]);
  });

  it.each(['kubelet', 'kdump-tool', 'kate', 'rcu', 'writebacker', 'md5sum', 'postgres', 'nvme'])('not %s', (comm) => {
    expect(read(tried(comm))).toMatchObject({ tasks: [{ tid: 9, comm, stack: ['f'] }], passed: [asleep(comm)] });
    expect(tasksOf(tried(comm))[0]?.kind).toBeUndefined();
  });

  it.each(['iou-wrk-209', 'iou-sqp-12', 'vhost-4300'])('%s is a worker that the kernel made for a process', (comm) => {
    expect(tasksOf(tried(comm))).toEqual([{ tid: 9, comm, userWorker: true, stack: ['f'] }]);
  });

  it('Linux up to 5.14 said it elsewhere', () => {
    expect(tasksOf('livepatch: klp_check_stack: cat:9 has an unreliable stack\n')).toEqual([
      { tid: 9, comm: 'cat', reliable: false },
    ]);
  });
});

describe('/proc in a loop of a shell', () => {
  it.each([
    ['the path, comm, patch_state', '/proc/412\npostgres\n0\n', '/proc/35\nkcompactd0\n1\n'],
    [
      'a thread and its state',
      '# /proc/400/task/412\npostgres\nState:\tS (sleeping)\n0\n',
      '# /proc/35/task/35\nkcompactd0\n-1\n',
    ],
    [
      'commands at a prompt',
      '$ cat /proc/412/comm\npostgres\n$ cat /proc/412/stack\n',
      'root@db1:~# cat /proc/35/comm\nkcompactd0\n# cat /proc/35/stack\n',
    ],
    [
      'head',
      '==> /proc/412/comm <==\npostgres\n\n==> /proc/412/patch_state <==\n0\n\n==> /proc/412/stack <==\n',
      '\n==> /proc/35/comm <==\nkcompactd0\n\n==> /proc/35/stack <==\n',
    ],
    [
      'several files of one',
      '# cat /proc/412/{comm,patch_state,stack}\npostgres\n0\n',
      '# cat /proc/35/{comm,stack}\nkcompactd0\n',
    ],
    ['all in the title', '/proc/400/task/412 postgres 0\n', '/proc/35/task/35 kcompactd0 -1\n'],
    ['a title', '=== 412 (postgres) ===\n', '=== 35 (kcompactd0) ===\n'],
    ['another title', '--- postgres:412 ---\n', '\n--- kcompactd0:35 ---\n'],
    ['words', 'PID 412 (postgres) patch_state=0\n', 'PID 35 (kcompactd0) patch_state=0\n'],
    ['a number and a name', '412 postgres\n', '35 kcompactd0\n'],
    ['what kpatch prints', '412 postgres\nstack:\n', '35 kcompactd0\nstack:\n'],
    [
      'status',
      '/proc/412/status\nName:\tpostgres\nUmask:\t0022\nState:\tS (sleeping)\n',
      '/proc/35/status\nName:\tkcompactd0\nState:\tS (sleeping)\nPPid:\t2\n',
    ],
    ['stat', '/proc/412\n412 (postgres) S 1 412 412 0\n', '/proc/35\n35 (kcompactd0) S 2 0 0 0\n'],
  ])('with %s', (_, first, second) => {
    const { tasks, problems } = read(`${first}${frames}${second}${others}`);
    expect(tasks.map(({ where: __, ...task }) => task)).toEqual([postgres, kcompactd]);
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'sides behind all',
      ['/proc/7 CPU 0/KVM 0', '/proc/8 worker 1 0', '/proc/9 (sd-pam) -1'],
      ['CPU 0/KVM', 'worker 1', '(sd-pam)'],
    ],
    ['sides behind none', ['/proc/7 CPU 0/KVM', '/proc/8 worker 1'], ['CPU 0/KVM', 'worker 1']],
    ['a side on a line of its own', ['/proc/8 worker 1\n0'], ['worker 1']],
    [
      'all in parentheses',
      ['/proc/7 (worker 1)', '/proc/8 ((sd-pam))', '/proc/9 (a) b)'],
      ['worker 1', '(sd-pam)', 'a) b'],
    ],
    ['one in parentheses', ['/proc/7 worker', '/proc/8 (agetty)'], ['worker', '(agetty)']],
    ['colons', ['/proc/7: redis:6379', '/proc/8: a/b:c'], ['redis:6379', 'a/b:c']],
    ['process and thread in parentheses', ['postgres (7 / 8):', 'worker 1 (9/9):'], ['postgres', 'worker 1']],
    ['numbers in brackets', ['[7] worker 1', '[8] a b'], ['worker 1', 'a b']],
    [
      'names as they are below',
      ['/proc/7\nworker 1\n1', '/proc/8\n(sd-pam)\n-1', '/proc/9\n0'],
      ['worker 1', '(sd-pam)', 'task'],
    ],
  ])('knows names with blanks, numbers and signs: %s', (_, titles, comms) => {
    const text = titles.map((title, at) => `${title}\n[<0>] f${at}+0x1/0x2\n`).join('');
    expect(tasksOf(text).map(({ comm }) => comm)).toEqual(comms);
  });

  describe('names what could not be read, and takes nothing of it for a task', () => {
    const refused = "tail: cannot open '/proc/9999/stack' for reading: No such file or directory";
    const stack = (pid: number): string => `==> /proc/${pid}/stack <==\n${frames}`;
    const task = ({ tid, comm }: { readonly tid: number; readonly comm: string }) => ({ ...postgres, tid, comm });
    const [one, two] = [task({ tid: 1, comm: 'task' }), task({ tid: 812, comm: 'task' })];

    it.each([
      ['at the end', `${stack(1)}\n${stack(812)}${refused}\n`, [one, two], 8],
      ['at the head', `${refused}\n${stack(1)}\n${stack(812)}`, [one, two], 1],
      ['below its own title', `${stack(1)}\n==> /proc/9999/stack <==\n${refused}\n\n${stack(812)}`, [one, two], 6],
      [
        'where a name is expected',
        `/proc/9\ncat: /proc/9/comm: No such file or directory\n${frames}`,
        [task({ tid: 9, comm: 'task' })],
        2,
      ],
      ['where its stack is expected', `9\ncat: /proc/9/stack: No such process\n812\n${frames}`, [two], 2],
      [
        'between stacks without titles',
        `${frames}cat: /proc/9/stack: Permission denied\n${frames}`,
        [task({ tid: 101, comm: 'task' }), task({ tid: 201, comm: 'task' })],
        3,
      ],
      [
        'from grep',
        `grep: /proc/9/stack: Permission denied\n${frames.replace(/^(?=.)/gm, '/proc/812/stack:')}`,
        [two],
        1,
      ],
    ])('%s', (_, text, tasks, line) => {
      const { passed, problems, ...found } = read(text);
      expect(found.tasks).toEqual(tasks);
      expect(problems).toEqual([]);
      expect(passed[0]).toMatch(new RegExp(`^One line is not about a task: line ${line} “(?:tail|cat|grep): `));
    });
  });

  it.each([
    ['one', [9999], 'Of 9999 the text shows no more than the thread id: left out.'],
    ['some', [9998, 9999], 'Of 9998, 9999 the text shows no more than the thread ids: left out.'],
  ])('names a title with nothing below it: %s', (_, empty, says) => {
    const text = empty.map((tid) => `==> /proc/${tid}/stack <==\n\n`).join('');
    const { tasks, passed } = read(`${text}==> /proc/412/stack <==\n${frames}`);
    expect(tasks).toEqual([{ ...postgres, comm: 'task' }]);
    expect(passed).toEqual([asleep('task'), says]);
  });

  it('knows by the flags in stat what a task is', () => {
    const text = `/proc/35/stat:35 (some thread) R 2 0 0 0 -1 2129984 0 0\n/proc/36/stat:36 (some worker) S 1 36 36 0 -1 4210752 0 0\n`;
    expect(tasksOf(text)).toEqual([
      { tid: 35, comm: 'some thread', kind: 'kthread', where: 'runnable' },
      { tid: 36, comm: 'some worker', userWorker: true, where: 'interruptible' },
    ]);
  });

  it('with grep: all names first, then all sides, then all stacks', () => {
    const text = `/proc/412/task/412/comm:postgres
/proc/35/task/35/comm:kcompactd0
/proc/412/task/412/patch_state:0
/proc/35/task/35/patch_state:1
${frames.replace(/^/gm, '/proc/412/task/412/stack:').replace(/\/proc\S*$/, '')}${others.replace(/^/gm, '/proc/35/task/35/stack:').replace(/\/proc\S*$/, '')}`;
    expect(read(text)).toMatchObject({
      tasks: [postgres, kcompactd],
      passed: [
        'The text does not say in which sleep these tasks are; taken to be interruptible: postgres, kcompactd0.',
        'The patch_state of 2 tasks is left out: a machine begins before its first livepatch.',
      ],
    });
  });

  it('knows a worker by its comm, of which /proc shows more', () => {
    const text = `# /proc/11/task/11\nkworker/0:1-events\n${others}# /proc/16/task/16\nrcu_exp_par_gp_kthread_worker/0\n${others}`;
    expect(tasksOf(text)).toMatchObject([{ comm: 'kworker/0:1' }, { comm: 'rcu_exp_par_gp_' }]);
  });

  it('a running task has no stack to read', () => {
    expect(tasksOf(`# /proc/118\nspin\nState:\tR (running)\n0\n# /proc/412\npostgres\n${frames}`)).toEqual([
      { tid: 118, comm: 'spin', where: 'runnable' },
      postgres,
    ]);
  });

  it('two stacks without a title are those of two tasks', () => {
    const one = `${frames}[<0>] entry_SYSCALL_64_after_hwframe+0x76/0x7e\n`;
    expect(tasksOf(one + others)).toMatchObject([{ comm: 'task' }, { kind: 'kthread' }]);
    expect(tasksOf(`${frames}\n${others}`)).toMatchObject([{ comm: 'task' }, { kind: 'kthread' }]);
    expect(tasksOf(`postgres\n${frames}kcompactd0\n${others}`)).toMatchObject([
      { comm: 'postgres' },
      { comm: 'kcompactd0' },
    ]);
  });

  it('sides alone say nothing of where a task is', () => {
    expect(read('/proc/35/patch_state:0\n/proc/412/patch_state:0\n')).toMatchObject({
      tasks: [],
      passed: [
        'The patch_state of 2 tasks is left out: a machine begins before its first livepatch. Where a task is stands in its /proc/PID/stack.',
      ],
    });
  });
});

describe('ps', () => {
  it.each([
    [
      'ps -eLo pid,lwp,stat,wchan,comm',
      '    PID     LWP STAT WCHAN                          COMMAND',
      '    412     413 Dsl  ext4_sync_file                 postgres',
      { tid: 413, comm: 'postgres', where: 'uninterruptible', stack: ['ext4_sync_file'] },
    ],
    [
      'ps aux',
      'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
      'root          35  0.0  0.0      0     0 ?        S    10:00   0:00 [kworker/0:1-mm_percpu_wq]',
      { tid: 35, comm: 'kworker/0:1', kind: 'kthread', where: 'interruptible' },
    ],
    [
      'a thread of no known name, in brackets',
      '    PID STAT COMMAND',
      '    511 R    [spin thread/0]',
      { tid: 511, comm: 'spin thread/0', kind: 'kthread', where: 'runnable' },
    ],
    [
      'one that has no memory',
      '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
      '    511 root      20   0       0      0      0 R  99.9   0.0   1:00.00 spin',
      { tid: 511, comm: 'spin', kind: 'kthread', where: 'runnable' },
    ],
    [
      'a command line',
      'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
      'pg           412  0.0  0.0 234567 12345 ?        Ss   10:00   0:00 /usr/lib/pg/bin/postgres -D /var/lib/pg',
      { tid: 412, comm: 'postgres', where: 'interruptible' },
    ],
    [
      'a parent',
      '    PID    PPID S CMD',
      '     35       2 I some thread',
      { tid: 35, comm: 'some thread', kind: 'kthread', where: 'uninterruptible' },
    ],
    [
      'top -H -b',
      '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
      '    500 root      20   0       0      0      0 R  99.9   0.0   1:00.00 kworker/0:1+events',
      { tid: 500, comm: 'kworker/0:1', kind: 'kthread', where: 'runnable' },
    ],
    [
      'crash',
      '      PID    PPID  CPU       TASK        ST  %MEM      VSZ      RSS  COMM',
      '>     412       1   1  ffff888103f24000  UN   0.1   234567    12345  postgres',
      { tid: 412, comm: 'postgres', where: 'uninterruptible' },
    ],
  ])('%s', (_, head, row, task) => {
    expect(kindOf({ text: `${head}\n${row}\n` })).toBe('tasks');
    expect(tasksOf(`${head}\n${row}\n`)).toEqual([task]);
  });

  it('adds to a stack where its task is, and takes nothing from it', () => {
    const text = `  PID STAT WCHAN COMMAND\n  412 D    wait  postgres\n  413 Z    -     gone\n\n/proc/412\npostgres\n${frames}`;
    expect(tasksOf(text)).toEqual([{ ...postgres, where: 'uninterruptible' }]);
  });
});

it('a frame that a line has lost among others is named', () => {
  const text = `[ 1.0] task:a state:D stack:0 pid:9 ppid:1 flags:0x0\n[ 1.0]  f+0x1/0x2 [m][ 1.0]  g+0x1/0x2\n`;
  expect(read(text).problems).toMatchObject([{ line: 2, instead: 'left out: it is not a frame' }]);
});

it('a lock that is held, and a lockup, are no frames', () => {
  const text = `[ 1.0] task:a state:D stack:0 pid:9 ppid:1 flags:0x0
[ 1.0]  #0: ffffffff82f5b0e0 (rcu_read_lock){....}-{1:3}, at: debug_show_all_locks+0x15/0x140
[ 1.0] watchdog: CPU 1 self-detected hard LOCKUP @ spin+0x1c/0x30 [m]
`;
  expect(read(text)).toMatchObject({ tasks: [{ tid: 9 }], problems: [] });
});

it('bt -a: whoever the interrupt stopped was on that CPU', () => {
  const bt = (at: string) => `PID: 412  TASK: ffff888103f24000  CPU: 1  COMMAND: "postgres"
 #0 [fffffe000003ce58] crash_nmi_callback at ffffffff81055bd3
${at}`;
  expect(tasksOf(bt('--- <NMI exception stack> ---\n #5 [ff] f at ff [ext4]\n'))).toEqual([
    { tid: 412, comm: 'postgres', where: 'kernel', cpu: 1, stack: ['ext4:f'] },
  ]);
  expect(tasksOf(bt('    RIP: 00007f2a  RSP: 00007ffd  RFLAGS: 00000246\n'))).toEqual([
    { tid: 412, comm: 'postgres', where: 'user', cpu: 1 },
  ]);
});
