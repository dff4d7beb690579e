/** Modules as `lsmod` and `/proc/modules` list them, by themselves and between other texts. */
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import type { WideWorld } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { writeModule } from '../source/writeModule';
import { read } from './given';
import { grown } from './grow';
import { isOurs, kindOf } from './kind';
import { readPasted } from './pasted';

const readers = { readModules, readStack };
const pasted = (text: string) => readPasted(text, readers, []);
const given = (text: string) => read([{ text }], readers, []);
const growing = (text: string, world: WideWorld = { tasks: [] }) => grown(world, given(text));

const HEAD = 'Module                  Size  Used by\n';
const lsmod = `ext4                 1011712  2
jbd2                  200704  1 ext4
mbcache                16384  3 ext4,xfs,btrfs
8021q                  40960  0
`;
const procModules = `ext4 1011712 2 - Live 0xffffffffc0a00000
jbd2 200704 1 ext4, Live 0xffffffffc0900000
mbcache 16384 3 ext4,xfs,btrfs, Live 0x0000000000000000 (OE)
8021q 40960 0 - Live 0xffffffffc0800000
`;
const loaded = (name: string, usedBy?: number) => ({ name, functions: [], loaded: true, ...(usedBy && { usedBy }) });
const four = [loaded('ext4', 2), loaded('jbd2', 1), loaded('mbcache', 3), loaded('8021q')];

describe('a list of loaded modules', () => {
  it.each([
    ['lsmod', HEAD + lsmod],
    ['without its heading', lsmod],
    ['at a prompt', `$ lsmod\n${HEAD}${lsmod}`],
    ['at a prompt, searched', `[root@db1 ~]# lsmod | grep ext4\n${lsmod}`],
    ['of busybox', `Module                  Size  Used by    Tainted: G\n${lsmod.replace(/(\w)$/gm, '$1 ')}`],
    ['/proc/modules', procModules],
    ['/proc/modules at a prompt', `# cat /proc/modules\n${procModules}`],
    ['quoted in a mail', `${HEAD}${lsmod}`.replace(/^(?=.)/gm, '> ')],
    ['with the line ends of another system', `${HEAD}${lsmod}`.replaceAll('\n', '\r\n')],
  ])('%s', (_, text) => {
    expect(kindOf({ text })).toBe('modules');
    expect(isOurs(text)).toBe(true);
    expect(pasted(text).targets).toEqual(four);
    expect(pasted(text).problems).toEqual([]);
    expect(pasted(text).passed).toEqual([]);
  });

  it('has sizes of any kind below its heading, as kernels before Linux 4 print them', () => {
    expect(pasted(`${HEAD}ext4  571716  1\njbd2 98341 1 ext4\n`).targets).toEqual([
      loaded('ext4', 1),
      loaded('jbd2', 1),
    ]);
    expect(kindOf({ text: 'ext4  571716  1\njbd2 98341 1 ext4\n' })).toBe('other');
  });

  it('leaves out those that the log beside it calls livepatches, whichever line does', () => {
    const list = `${HEAD}lp_a  16384  1\nlp_b 16384 1\nlp_c 16384 1\next4 16384 0\n`;
    const log = [
      '[   10.000000] lp_a: tainting kernel with TAINT_LIVEPATCH',
      "[   10.000001] livepatch: enabling patch 'lp_b'",
      "livepatch: 'lp_c': starting patching transition",
    ].join('\n');
    for (const text of [`${list}${log}\n`, `${log}\n${list}`]) {
      expect(pasted(text).targets).toEqual([loaded('ext4')]);
      expect(pasted(text).passed).toEqual([
        expect.stringMatching(/^3 lines are of livepatching, and not played again: /),
        'lp_a, lp_b, lp_c are livepatches, and are left out: a machine begins before its first livepatch.',
      ]);
    }
  });

  it('of one module alone needs a heading, for a word with two numbers may be anything', () => {
    expect(kindOf({ text: 'ext4  1011712  1\n' })).toBe('other');
    expect(kindOf({ text: `${HEAD}ext4  1011712  1\n` })).toBe('modules');
    expect(kindOf({ text: 'lsmod\n' })).toBe('other');
  });

  it('names a line that is no row, and reads on', () => {
    const { targets, passed } = pasted(`${HEAD}ext4  571716  1\njbd2 98341\nxfs 12345 0\n`);
    expect(targets).toEqual([loaded('ext4', 1), loaded('xfs')]);
    expect(passed).toEqual(['One line is not about a task: line 3 “jbd2 98341”.']);
  });

  it('ends where another text begins', () => {
    const { targets, tasks } = pasted(`$ lsmod\n${HEAD}${lsmod}$ cat /proc/412/stack\n[<0>] ep_poll+0x1/0x2\n`);
    expect(targets).toEqual(four);
    expect(tasks).toEqual([{ tid: 412, comm: 'task', stack: ['ep_poll'] }]);
    const after = pasted(`/proc/412/stack:[<0>] ep_poll+0x1/0x2\n${HEAD}${lsmod}`);
    expect(after.targets).toEqual(four);
    expect(after.tasks).toMatchObject([{ tid: 412, stack: ['ep_poll'] }]);
  });

  it('says which a machine does not begin with, and what it does not know of', () => {
    const { targets, passed } = pasted(`livepatch_sample 16384 1 - Live 0xffffffffc0a00000 (OEK)
fix_two 16384 1 - Live 0xffffffffc0a00000 (OK)
late 16384 1 - Loading 0xffffffffc0a00000 (O+)
stuck 16384 1 [permanent], Live 0xffffffffc0a00000
`);
    expect(targets).toEqual([{ ...loaded('stuck', 1), permanent: true }]);
    expect(passed).toEqual([
      'livepatch_sample, fix_two are livepatches, and are left out: a machine begins before its first livepatch.',
      'late is loading or unloading just then, and left out.',
    ]);
  });

  it('that gives nothing says why', () => {
    expect(given(`${HEAD}livepatch_sample 16384 1\n`).refused).toEqual([]);
    expect(given('a 4096 1 - Live 0x0 (K)\n').refused.slice(0, 1)).toEqual(['This is text of another kind.']);
    expect(given('a 4096 1 - Live 0x0 (K)\nb 4096 1 - Live 0x0 (K)\n').refused).toEqual([
      'There is no module in it that is loaded when a machine begins.',
      'a, b are livepatches, and are left out: a machine begins before its first livepatch.',
    ]);
  });

  it.each([`${HEAD}x`, 'ext4 4096 1\n', 'ext4 4096 1 a,b,\n', '$ lsmod\n', `${'a '.repeat(140)}\n`])(
    'is read in time proportional to its length: %j',
    (line) => {
      expect(cpuTime(() => pasted(line.repeat(20_000)))).toBeLessThan(4000);
    },
  );
});

describe('a machine that such a list is added to', () => {
  it('has the modules from the start, in use as the list says', () => {
    const { world, says } = growing(HEAD + lsmod);
    expect(world.targets).toEqual(four.map(({ loaded: _, ...target }) => target));
    expect(says).toEqual(['Loaded, as the list has it: ext4, jbd2, mbcache, 8021q.']);
    expect(worldProblems(world)).toEqual([]);
  });

  it('keeps what it knows of a module, which is loaded now', () => {
    const ext4 = { name: 'ext4', functions: ['ext4_sync_file'], loaded: false, usedBy: 7, initLog: ['hello'] };
    const { world } = growing(HEAD + lsmod, { tasks: [], targets: [ext4, { name: 'other', functions: ['f'] }] });
    expect(world.targets?.slice(0, 2)).toEqual([
      { name: 'ext4', functions: ['ext4_sync_file'], initLog: ['hello'], usedBy: 2 },
      { name: 'other', functions: ['f'] },
    ]);
  });

  it('has the functions that stacks and livepatches name in them', () => {
    const fix = writeModule({ name: 'fix', version: 1, funcs: ['ext4:ext4_sync_file'] });
    const stack = '/proc/412/stack:[<0>] ext4_fsync_journal+0x1/0x2 [ext4]\n';
    const { world, says } = growing(`${HEAD}${lsmod}${stack}\n${fix}`);
    expect(world.targets?.[0]?.functions).toEqual(['ext4_fsync_journal', 'ext4_sync_file']);
    expect(says.at(-1)).toBe('ext4 has ext4_fsync_journal, ext4_sync_file: a stack, or a livepatch, names them.');
    expect(worldProblems(world)).toEqual([]);
    const later = growing('/proc/413/stack:[<0>] ext4_map_blocks+0x1/0x2 [ext4]\n', world);
    expect(later.world.targets?.[0]?.functions.at(-1)).toBe('ext4_map_blocks');
    expect(worldProblems(later.world)).toEqual([]);
  });

  it('has those of a livepatch that comes later, unless somebody has said what functions it has', () => {
    const fix = (func: string) => writeModule({ name: func, version: 1, funcs: [`ext4:${func}`] });
    const stack = '/proc/412/stack:[<0>] ext4_fsync_journal+0x1/0x2 [ext4]\n';
    const first = growing(`${HEAD}${lsmod}${stack}\n${fix('ext4_sync_file')}`);
    const { world, says } = growing(fix('ext4_map_blocks'), first.world);
    expect(world.targets?.[0]?.functions).toEqual(['ext4_fsync_journal', 'ext4_sync_file', 'ext4_map_blocks']);
    expect(says.at(-1)).toBe('ext4 has ext4_map_blocks: a stack, or a livepatch, names it.');
    const told = { tasks: [], targets: [{ name: 'ext4', functions: ['ext4_sync_file'] }] };
    expect(growing(fix('ext4_map_blocks'), told).world.targets).toEqual(told.targets);
  });

  it('does not begin with its livepatches, nor with those of the library', () => {
    const fix = { name: 'fix', version: 1, funcs: ['f'] };
    const { world, says } = growing(`${HEAD}fix 16384 1\ntest_klp_livepatch 16384 1\n`, { tasks: [], patches: [fix] });
    expect(world.targets ?? []).toEqual([]);
    expect(says).toEqual([
      'fix, test_klp_livepatch are livepatches, and are left out: a machine begins before its first livepatch.',
    ]);
  });

  it('has no more than it can, those first that something names', () => {
    const rows = Array.from({ length: 80 }, (_, at) => `mod_${at} 16384 0\n`).join('');
    const { world, says } = growing(`${HEAD}${rows}\n/proc/412/stack:[<0>] f+0x1/0x2 [mod_79]\n`);
    expect(world.targets).toHaveLength(64);
    expect(world.targets?.[0]).toEqual({ name: 'mod_79', functions: ['f'] });
    expect(says).toContain('16 modules of the list are left out: a machine has at most 64.');
  });
});
