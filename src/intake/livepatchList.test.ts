/** Livepatches of a running kernel, as its files and the tools of the distributions list them. */
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { worldProblems } from '../kernel/worldProblems';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { writeModule } from '../source/writeModule';
import { read } from './given';
import { grown } from './grow';
import { isOurs, kindOf } from './kind';

const given = (text: string) => read([{ text }], { readModules, readStack }, []);
const fix = {
  name: 'fix',
  replace: true,
  funcs: ['cmdline_proc_show', 'seq_show,2', 'nf_tables:nft_setelem_activate'],
};
const bare = { ...fix, replace: undefined };

const find = `/sys/kernel/livepatch
/sys/kernel/livepatch/fix
/sys/kernel/livepatch/fix/enabled
/sys/kernel/livepatch/fix/replace
/sys/kernel/livepatch/fix/vmlinux
/sys/kernel/livepatch/fix/vmlinux/patched
/sys/kernel/livepatch/fix/vmlinux/cmdline_proc_show,1
/sys/kernel/livepatch/fix/vmlinux/seq_show,2
/sys/kernel/livepatch/fix/nf_tables
/sys/kernel/livepatch/fix/nf_tables/nft_setelem_activate,1
`;
const here = `.:
fix

./fix:
enabled  nf_tables  replace  transition  vmlinux

./fix/nf_tables:
nft_setelem_activate,1  patched

./fix/vmlinux:
cmdline_proc_show,1  patched  seq_show,2

'./fix/vmlinux/cmdline_proc_show,1':
`;
const rows = find.replace(/^(?=.)/gm, '     1234      0 drwxr-xr-x   3 root     root            0 Sep  6 11:00 ');
const tree = `/sys/kernel/livepatch
└── fix
    ├── enabled
    ├── nf_tables
    │   ├── nft_setelem_activate,1
    │   └── patched
    ├── transition
    └── vmlinux
        ├── cmdline_proc_show,1
        ├── patched
        └── seq_show,2

5 directories, 4 files
`;
const ls = `/sys/kernel/livepatch:
total 0
drwxr-xr-x 4 root root 0 Nov 29 21:10 fix

/sys/kernel/livepatch/fix:
total 0
-rw-r--r-- 1 root root 4096 Nov 29 21:10 enabled
drwxr-xr-x 4 root root    0 Nov 29 21:10 vmlinux

/sys/kernel/livepatch/fix/vmlinux:
total 0
drwxr-xr-x 2 root root    0 Nov 29 21:10 cmdline_proc_show,1
-r--r--r-- 1 root root 4096 Nov 29 21:10 patched
drwxr-xr-x 2 root root    0 Nov 29 21:10 seq_show,2

/sys/kernel/livepatch/fix/nf_tables:
total 0
drwxr-xr-x 2 root root    0 Nov 29 21:10 nft_setelem_activate,1
`;
const grep = `grep: /sys/kernel/livepatch/fix/force: Permission denied
/sys/kernel/livepatch/fix/enabled:1
/sys/kernel/livepatch/fix/transition:0
/sys/kernel/livepatch/fix/replace:1
`;

describe('what a livepatch changes stands in /sys/kernel/livepatch', () => {
  it.each([
    ['find', find, bare],
    ['tree', tree, bare],
    ['ls -lR', ls, bare],
    ['ls -R', ls.replace(/^total 0\n|^[d-].* (?=\S+$)/gm, ''), bare],
    ['ls -R of the folder one is in, in columns', here, bare],
    ['find . there', find.replaceAll('/sys/kernel/livepatch', '.'), bare],
    ['find -ls', rows, bare],
    ['find and grep -r', find + grep, fix],
    ['quoted in a mail', (find + grep).replace(/^/gm, '> '), fix],
    ['line ends of another system', (find + grep).replaceAll('\n', '\r\n'), fix],
  ])('%s', (_, text, wanted) => {
    expect(kindOf({ text: text.replace(/^> /gm, '') })).toBe('livepatches');
    expect(isOurs(text)).toBe(true);
    const { patches, lines, refused, passed } = given(text);
    expect(patches).toEqual(
      [{ ...wanted, funcs: expect.toSatisfy((all) => `${all.toSorted()}` === `${fix.funcs.toSorted()}`) }].map(
        ({ replace, ...patch }) => ({ ...patch, ...(replace && { replace }) }),
      ),
    );
    expect([lines, refused]).toEqual([[], []]);
    expect(passed).toEqual([
      'fix is on the disk, and not loaded: a machine begins before its first livepatch. Callbacks, parameters and states are in no file of sysfs: they come with the source in C.',
    ]);
  });

  it('beside its source the source counts, and lsmod does not count it among the modules', () => {
    const source = writeModule({ name: 'fix', version: 1, funcs: ['f'] });
    const { patches } = read([{ text: `${find}\n/* fix.c */\n${source}` }], { readModules, readStack }, []);
    expect(patches.map(({ name, funcs }) => [name, funcs])).toEqual([['fix', ['f']]]);
    const { world } = grown(
      { tasks: [] },
      given(`Module                  Size  Used by\nfix 16384 1\next4 16384 0\n${find}`),
    );
    expect(world.targets?.map(({ name }) => name)).toEqual(['ext4']);
    expect(world.patches?.map(({ name }) => name)).toEqual(['fix']);
    expect(worldProblems(world)).toEqual([]);
  });
});

describe('a list of names says whose they are, and what would show more', () => {
  it.each([
    ['kpatch', 'Loaded patch modules:\nfix [enabled]\n\nInstalled patch modules:\nfix (6.12.0-1.x86_64)\n'],
    ['klp', 'db1:~ # klp -v patches\nfix\n    active: 1\n    RPM: kernel-livepatch-fix-1.x86_64\n    CVE: (none)\n'],
    ['grep', grep],
  ])('%s', (_, text) => {
    expect(isOurs(text)).toBe(true);
    expect(given(text).refused).toEqual([
      'It names no function that a livepatch changes: “find /sys/kernel/livepatch” does, and the source in C says more.',
      'fix is a livepatch, and is left out: a machine begins before its first livepatch.',
    ]);
  });

  it('above the stacks of those that it waits for', () => {
    const text = `Loaded patch modules:
fix [enabling...]

Stalled processes:
412 postgres
stack:
[<0>] do_fsync+0x38/0x70
`;
    expect(given(text)).toMatchObject({ tasks: [{ tid: 412, comm: 'postgres', stack: ['do_fsync'] }] });
    expect(given(text).passed.at(-1)).toContain('fix is a livepatch');
  });
});

it('a path in C, in a log or in a sentence is no list', () => {
  const text = '/*\n * echo 0 > /sys/kernel/livepatch/fix/enabled\n */\n#include <linux/livepatch.h>\n';
  expect(given(text).passed.join()).not.toContain('fix is');
  expect(kindOf({ text: 'I wrote 0 into it.\nWhy is /sys/kernel/livepatch/fix/enabled 1?\n' })).toBe('other');
});

it.each([
  '/sys/kernel/livepatch/a/vmlinux/f,1\n',
  '/sys/kernel/livepatch\n└── a\n',
  '│   '.repeat(70),
  'a (b)\n',
  `${'x'.repeat(290)},1\n`,
])('is read in time proportional to its length: %j', (line) => {
  expect(cpuTime(() => given(`Loaded patch modules:\n${line.repeat(20_000)}`))).toBeLessThan(4000);
});
