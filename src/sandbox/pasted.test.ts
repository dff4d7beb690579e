import { describe, expect, it } from 'vitest';
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
      { tid: 101, comm: 'worker', stack: ['ep_poll'], count: 3 },
      { tid: 200, comm: 'worker', stack: ['ep_poll'] },
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

  it('that is nothing of all this gives nothing, and says so', () => {
    const { patches, targets, tasks, problems } = read('Dear list,\n\nit is stuck.\n');
    expect([patches, targets, tasks]).toEqual([[], [], []]);
    expect(problems.map(({ what }) => what)).toContain('no struct klp_patch, and no module_init()');
  });
});
