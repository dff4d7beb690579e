import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import type { WidePatchSpec } from '../kernel/world';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { writeModule } from '../source/writeModule';
import { readPasted } from './pasted';

const read = (text: string, known: Parameters<typeof readPasted>[2] = []) =>
  readPasted(text, { readModules, readStack }, known);

const fix: WidePatchSpec = { name: 'my_patch', version: 1, funcs: ['cmdline_proc_show', 'ext4:ext4_sync_file'] };

const hung = `[  245.1] INFO: task postgres:412 blocked for more than 122 seconds.
[  245.2] task:postgres        state:D stack:0     pid:412   tgid:412   ppid:1      flags:0x00000002
[  245.3] Call Trace:
[  245.4]  <TASK>
[  245.5]  ext4_sync_file+0x4e/0x60 [ext4]
[  245.6]  vfs_fsync_range+0x1/0x2
[  245.7]  </TASK>
`;
const lockup = `watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [kworker/0:1:130]
CPU: 0 UID: 0 PID: 130 Comm: kworker/0:1 Not tainted 7.2.13 #1
Workqueue: events loop_forever
RIP: 0010:process_one_work+0x1/0x2
Call Trace:
 worker_thread+0x1/0x2
 kthread+0x1/0x2
`;

const postgres = {
  tid: 412,
  comm: 'postgres',
  where: 'uninterruptible',
  stack: ['ext4:ext4_sync_file', 'vfs_fsync_range'],
};
const kworker = {
  tid: 130,
  comm: 'kworker/0:1',
  where: 'kernel',
  cpu: 0,
  kind: 'kthread',
  stack: ['process_one_work', 'worker_thread', 'kthread'],
};

describe('a pasted text', () => {
  it('is modules in C, hung tasks and what runs on a CPU, in one', () => {
    const { patches, tasks } = read(`${writeModule(fix)}\n${hung}${lockup}`);
    expect(patches).toEqual([fix]);
    expect(tasks).toEqual([postgres, kworker]);
  });

  it('is read in any order', () => {
    const { patches, tasks } = read(`${lockup}${hung}${writeModule(fix)}`);
    expect(patches).toEqual([fix]);
    expect(tasks).toEqual([kworker, postgres]);
  });

  it('makes one group of neighbours that are all alike', () => {
    const one = (pid: number) => `task:worker state:S stack:0 pid:${pid} tgid:${pid} ppid:1\n ep_poll+0x1/0x2\n`;
    const { tasks } = read(`${one(101)}${one(102)}${one(103)}${one(200)}`);
    expect(tasks).toEqual([
      { tid: 101, comm: 'worker', where: 'interruptible', stack: ['ep_poll'], count: 3 },
      { tid: 200, comm: 'worker', where: 'interruptible', stack: ['ep_poll'] },
    ]);
  });

  it('takes a child of kthreadd for a kthread', () => {
    const text = 'task:jbd2/sda1-8 state:D stack:0 pid:90 tgid:90 ppid:2\n schedule+0x1/0x2\n';
    expect(read(text).tasks).toMatchObject([{ comm: 'jbd2/sda1-8', kind: 'kthread', where: 'uninterruptible' }]);
  });

  it('gives a stack without a name a thread id that nobody has', () => {
    const { tasks, problems } = read('[<0>] do_sys_poll+0x4e/0x60 [mod]\n[<0>] __x64_sys_poll+0x1/0x2\n', [
      { tid: 101, comm: 'a' },
    ]);
    expect(tasks).toEqual([{ tid: 201, comm: 'task', stack: ['mod:do_sys_poll', '__x64_sys_poll'] }]);
    expect(problems).toEqual([]);
  });

  it('names what it does not understand by its line in the whole text', () => {
    const code = writeModule(fix).trimEnd();
    const lines = code.split('\n').length;
    const { problems } = read(`${hung}${code}\nstatic int broken = = 1;\n`);
    expect(problems.map(({ line }) => line)).toEqual([7 + lines + 1]);
  });

  it('passes over what a log says of other things, and old values on a stack', () => {
    const log = `[    1.0] EXT4-fs (sda1): mounted filesystem
${hung.replace(' </TASK>', ' ? old_value+0x1/0x2\n[  245.6]  </TASK>')}[  246.0] livepatch: 'my_patch': patching complete
`;
    const { tasks, problems, passed } = read(log);
    expect(tasks).toEqual([postgres]);
    expect(problems).toEqual([]);
    expect(passed).toEqual([
      'One line is not about a task: line 1 “EXT4-fs (sda1): mounted filesystem”.',
      "One line is of livepatching, and not played again: line 10 “livepatch: 'my_patch': patching complete”.",
      '1 entry with “?” is an old value on a stack, not a frame.',
    ]);
    expect(read(`${log}${writeModule(fix)}`)).toMatchObject({ patches: [fix], problems: [] });
  });

  it('knows the idle tasks, and those that crash, /proc and kpatch name', () => {
    const text = `CPU: 1 PID: 0 Comm: swapper/1 Not tainted 7.2.13
 default_idle+0x1/0x2
PID: 412    TASK: ffff8881  CPU: 1    COMMAND: "postgres"
 #0 [ffffb3a1c0a37d48] schedule at ffffffff81a5b1c5
==> /proc/77/stack <==
[<0>] do_sys_poll+0x4e/0x60
/proc/78/stack:[<0>] ep_poll+0x1/0x2
/proc/78/stack:[<0>] do_epoll_wait+0x1/0x2
340 kdevtmpfs
stack:
[<0>] devtmpfs_work_loop+0x2cc/0x2d8
[<0>] kthread+0xf0/0x100
`;
    expect(read(text)).toMatchObject({
      tasks: [
        { tid: 412, comm: 'postgres', stack: ['schedule'] },
        { tid: 77, stack: ['do_sys_poll'] },
        { tid: 78, stack: ['ep_poll', 'do_epoll_wait'] },
        { tid: 340, comm: 'kdevtmpfs', kind: 'kthread', stack: ['devtmpfs_work_loop', 'kthread'] },
      ],
      problems: [],
      passed: [
        'Idle tasks are skipped: every CPU has one of its own.',
        'The text does not say in which sleep these tasks are; taken to be interruptible: postgres, task, kdevtmpfs.',
      ],
    });
  });

  it('knows the tasks that a transition waits for, as they were last', () => {
    const tried = (what: string): string => `[  128.4] livepatch: klp_try_switch_task: ${what}\n`;
    const text = [
      'postgres:412 has an unreliable stack',
      'swapper/1:0 is running',
      'cat:9 is running',
      'cat:9 is sleeping on function ext4_sync_file',
      'spin:10 is sleeping on function f',
      'spin:10 is running',
    ];
    expect(read(text.map(tried).join('')).tasks).toEqual([
      { tid: 412, comm: 'postgres', reliable: false },
      { tid: 9, comm: 'cat', stack: ['ext4_sync_file'] },
      { tid: 10, comm: 'spin', where: 'kernel', stack: ['f'] },
    ]);
    expect(read(`${hung}${text.map(tried).join('')}`).tasks[0]).toEqual({ ...postgres, reliable: false });
  });

  describe('says of whom it does not say in which sleep they are', () => {
    const one = (tid: number, comm: string): string => `/proc/${tid}\n${comm}\n[<0>] io_schedule+0x1/0x2\n`;
    const passed = (text: string, known: Parameters<typeof read>[1] = []) => read(text, known).passed;
    const asleep = (who: string): readonly string[] => [
      `The text does not say in which sleep ${who.replace(/: .*/, '')}; taken to be interruptible${who.replace(/^[^:]*/, '')}.`,
    ];

    it.each([
      ['one', one(412, 'postgres'), 'this task is: postgres'],
      ['several', one(412, 'postgres') + one(500, 'nginx'), 'these tasks are: postgres, nginx'],
      ['several of one name', one(412, 'nginx') + one(413, 'nginx'), 'these tasks are: nginx'],
      ['many', 'abcdefg'.replace(/./g, (c) => one(c.charCodeAt(0), c)), 'these tasks are: a, b, c, d, e and 2 more'],
      [
        'what ps -ef lists',
        'UID PID PPID C STIME TTY TIME CMD\npg 412 1 0 10:00 ? 0:00 postgres\n',
        'this task is: postgres',
      ],
      ['only those', `${hung}${one(500, 'nginx')}${lockup}`, 'this task is: nginx'],
    ])('%s', (_, text, who) => {
      expect(passed(text)).toEqual(asleep(who));
    });

    it.each([
      ['ps', `  PID STAT COMMAND\n  412 S    postgres\n\n${one(412, 'postgres')}`],
      ['ps below', `${one(412, 'postgres')}\n  PID STAT COMMAND\n  412 Ds   postgres\n`],
      ['its status', `==> /proc/412/status <==\nState:\tS (sleeping)\n\n==> /proc/412/stack <==\n[<0>] f+0x1/0x2\n`],
      ['a hung task', `${hung}${one(412, 'postgres')}`],
      ['livepatching: it runs', 'livepatch: klp_try_switch_task: a:1 is running\n'],
    ])('and not where %s tells', (_, text) => {
      expect(passed(text)).toEqual([]);
    });

    it('and not of a task that is asleep on the machine already', () => {
      expect(passed(one(412, 'postgres'), [{ tid: 412, comm: 'postgres', where: 'uninterruptible' }])).toEqual([]);
      expect(passed(one(412, 'postgres'), [{ tid: 412, comm: 'postgres' }])).toEqual([]);
      const running = { tid: 412, comm: 'postgres', where: 'user' } as const;
      expect(passed(one(412, 'postgres'), [running])).toEqual(asleep('this task is: postgres'));
    });
  });

  it('ends the stack of an oops where it is over, and of a mail where its words begin', () => {
    const oops = `${lockup} ret_from_fork+0x1/0x2\n---[ end trace 0000000000000000 ]---\nRIP: 0010:process_one_work+0x1/0x2\n`;
    expect(read(oops).tasks).toMatchObject([
      { tid: 130, stack: ['process_one_work', 'worker_thread', 'kthread', 'ret_from_fork'] },
    ]);
    const mail = `On Sat Jane wrote:\n${hung.replace(/^/gm, '> ').replace(/^> $/gm, '')}\nThanks\n-- \nBob\n`;
    const bare = mail.replace(/^> \[[^\]]*\] ?/gm, '');
    for (const text of [mail, bare]) expect(read(text).tasks).toMatchObject([postgres]);
  });

  it('what a CPU runs is on it, and what is said above every stack is no news', () => {
    const text = `sysrq: Show backtrace of all active CPUs\nsysrq: CPU1:\nCall Trace:\n f+0x1/0x2\n kthread+0x1/0x2\n`;
    expect(read(text).tasks).toEqual([
      { tid: expect.anything(), comm: 'task', where: 'kernel', cpu: 1, kind: 'kthread', stack: ['f', 'kthread'] },
    ]);
    const raw = hung.replace(/^\[ {2}245\.1\].*$/m, '$&\n[  245.1]       Not tainted 7.2.13 #1');
    for (const stamp of ['<6>', '2026-11-30T21:00:00,123456+01:00 ', 'Nov 30 21:00:00 db1 kernel: '])
      expect(read(raw.replace(/^\[[^\]]*\] ?/gm, stamp)).passed).toEqual([]);
  });

  it('ends a stack where livepatching speaks', () => {
    const text = `${hung}[  245.7] livepatch: signaling remaining tasks\n[  245.8]  other+0x1/0x2\n`;
    expect(read(text).tasks).toMatchObject([postgres, { comm: 'task', stack: ['other'] }]);
  });

  it('is read in time proportional to its length', () => {
    const time = (text: string): number => cpuTime(() => read(text));
    for (const line of [
      hung,
      lockup,
      'x'.repeat(100_000),
      'a.b'.repeat(30_000),
      'klp_try_switch_task: a:1 is running\n',
    ]) {
      const [small, large] = [
        line.repeat(Math.ceil(100_000 / line.length)),
        line.repeat(Math.ceil(1_000_000 / line.length)),
      ];
      time(small);
      expect(time(large), line.slice(0, 20)).toBeLessThan(40 * Math.max(time(small), 20));
    }
  }, 60_000);
});
