/** Texts as mails, pages, terminals and crashed machines hand them on. */
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { writeModule } from '../source/writeModule';
import { cleaned } from './cleaned';
import { read, understood } from './given';
import { isOurs, kindOf, strange } from './kind';

const by = { readModules, readStack };
const given = (text: string, name?: string) => read([{ text, name }], by, []);

const stack = `$ cat /proc/412/comm /proc/412/stack
postgres
[<0>] ext4_sync_file+0x4e/0x60 [ext4]
[<0>] do_fsync+0x38/0x70
`;
const postgres = { tid: 412, comm: 'postgres', stack: ['ext4:ext4_sync_file', 'do_fsync'] };
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const numbered = (before: (line: number) => string): string =>
  stack
    .trimEnd()
    .split('\n')
    .map((line, at) => before(at + 1) + line)
    .join('\n');
const quoted = (text: string): string => text.replace(/^/gm, '> ');

describe('a stack is what it was before', () => {
  it.each([
    ['it was quoted in a mail', `On Monday somebody wrote:\n${quoted(stack)}\nWhich kernel is that?\n`],
    ['it was quoted twice', quoted(quoted(stack))],
    ['a page had it as its source', escaped(stack)],
    ['a page had spaces that do not break', stack.replaceAll(' ', '\u00a0')],
    ['a chat put marks into it that nobody sees', stack.replaceAll('_', '_\u200b')],
    ['a machine crashed while the file was written', `${'\0'.repeat(5000)}${stack}`],
    ['a console lost a byte', stack.replace('0x38', '0\0x38')],
    ['cat -n', numbered((at) => `${String(at).padStart(6)}\t`)],
    ['grep -n', numbered((at) => `${at + 96}:`)],
    ['a tracker was told to leave it as it is', `{code:title=stack}\n${stack}{code}\n`],
    ['a chat put a line at its left', stack.replace(/^/gm, '| ')],
    [
      'a box put its side at its left, between other words',
      `Look:\n${stack.replace(/^/gm, '│ ')}\nAny idea?\nThanks.\n`,
    ],
    ['each line had a prompt before it', stack.replace('$ ', '').trimEnd().replace(/^/gm, 'root@db1:~# ')],
    ['each line had another prompt before it', stack.replace('$ ', '').trimEnd().replace(/^/gm, '[root@db1 ~]$ ')],
    ['each line had the shortest prompt before it', stack.replace('$ ', '').trimEnd().replace(/^/gm, '# ')],
    ['a mail broke its lines', stack.replace(' [ext4]', '\n[ext4]').replace('do_fsync+', 'do_fsync\n+')],
    ['a mail broke and quoted it', quoted(stack.replace(' [ext4]', '\n[ext4]').replace('] do', ']\ndo'))],
  ])('after %s', (_, text) => {
    expect(isOurs(text)).toBe(true);
    expect(given(text)).toMatchObject({ tasks: [postgres], lines: [], refused: [] });
  });
});

it('who quotes a quotation of a quotation is read as it was written', () => {
  const other = stack.replaceAll('412', '413').replace('postgres', 'mysqld');
  const text = `A wrote:\n> B wrote:\n>> C wrote:\n${quoted(quoted(quoted(stack))).replaceAll('> > > ', '>>> ')}\n>> and\n${quoted(quoted(quoted(other))).replaceAll('> > > ', '>>> ')}\n> Thanks.\n`;
  expect(given(text)).toMatchObject({ tasks: [postgres, { ...postgres, tid: 413, comm: 'mysqld' }], lines: [] });
});

it.each([
  ['the name of a machine', 'db1: '],
  ['the mark of a list', '* '],
  ['another mark of a list', '- '],
])('frames behind %s are read', (_, before) => {
  const frames = stack.split('\n').slice(2, 4).join('\n');
  expect(given(frames.replace(/^/gm, before))).toMatchObject({
    tasks: [{ stack: postgres.stack }],
    lines: [],
    refused: [],
  });
});

it('a function in a table of quoted texts has no quotation mark', () => {
  const text = '"11:00","livepatch: klp_try_switch_task: java:5 is sleeping on function do_exit"\n';
  expect(given(text).tasks).toMatchObject([{ tid: 5, stack: ['do_exit'] }]);
});

it.each(['[root@db1 ~]# ', '[me@db1 my logs]$ ', 'db1:~ # ', 'root@db1:/var/log# ', '% '])(
  'a session with the prompt %j is read command by command',
  (prompt) => {
    const other = stack.replaceAll('412', '413').replace('postgres', 'mysqld');
    const text = `${stack}${other}$ lsmod\nModule Size Used by\next4 745472 2\n$ \n`.replace(/^\$ /gm, prompt);
    expect(given(text)).toMatchObject({
      tasks: [postgres, { ...postgres, tid: 413, comm: 'mysqld' }],
      targets: [{ name: 'ext4' }],
      lines: [],
    });
  },
);

it('a console that waits for a command, or for somebody to log in, prints behind its prompt', () => {
  const log = `[  245.2] task:postgres        state:D stack:0     pid:412 tgid:412   ppid:1      flags:0x00000002
[  245.2] Call Trace:
[  245.5]  ext4_sync_file+0x4e/0x60 [ext4]
[  245.5]  do_fsync+0x38/0x70
`;
  const tasks = given(log).tasks;
  expect(tasks).toEqual([{ ...postgres, where: 'uninterruptible' }]);
  expect(given(`# echo w > /proc/sysrq-trigger\nroot@db1:~# ${log}`).tasks).toEqual(tasks);
  expect(given(log.replace(/^/gm, 'db1 login: ')).tasks).toEqual(tasks);
  expect(given(log.replace(/^/gm, '[root@db1 ~]# ')).tasks).toEqual(tasks);
});

describe('a line that a mail has broken is one', () => {
  const asleep = { ...postgres, where: 'uninterruptible' };
  it.each([
    [
      'of a hung task',
      `[  245.1] INFO: task postgres:412 blocked for more than
122 seconds.
[  245.1] "echo 0 > /proc/sys/kernel/hung_task_timeout_secs"
disables this message.
[  245.2] task:postgres        state:D stack:0     pid:412
tgid:412   ppid:1      flags:0x00000002
[  245.5]  ext4_sync_file+0x4e/0x60
[ext4]
[  245.6]  do_fsync+0x1/0x2
`,
      asleep,
    ],
    [
      'of a transition',
      'livepatch: klp_try_switch_task: postgres:412 is sleeping on\nfunction do_fsync\n',
      { tid: 412, comm: 'postgres', stack: ['do_fsync'] },
    ],
    [
      'of what a CPU runs',
      'CPU: 0 UID: 0 PID: 412 Comm: postgres\nNot tainted 7.2.13 #1\n do_fsync+0x1/0x2\n',
      { tid: 412, comm: 'postgres', where: 'kernel', cpu: 0, stack: ['do_fsync'] },
    ],
  ])('%s', (_, text, task) => {
    for (const each of [text, quoted(text)])
      expect(given(each)).toMatchObject({ tasks: [task], passed: task === asleep ? [] : expect.anything(), lines: [] });
  });

  it('and what is said of the lines below it has their numbers', () => {
    const { passed } = given(`${stack.replace(' [ext4]', '\n[ext4]')}\nthat is all\n`);
    expect(passed[0]).toBe('One line is not about a task: line 7 “that is all”.');
  });
});

it('a livepatch is read from a page’s source, and from a diff that a mail quotes', () => {
  const module = writeModule({ name: 'fix', version: 1, funcs: ['f'] });
  const diff = `--- /dev/null\n+++ b/fix.c\n@@ -0,0 +1,99 @@\n${module.trimEnd().replace(/^/gm, '+')}\n`;
  for (const text of [escaped(module), quoted(diff)])
    expect(given(text)).toMatchObject({ patches: [{ name: 'fix' }], lines: [], refused: [] });
});

it('what reads C is fetched for a diff, too', async () => {
  const module = writeModule({ name: 'fix', version: 1, funcs: ['f'] });
  const text = `diff --git a/fix.c b/fix.c\n--- /dev/null\n+++ b/fix.c\n@@ -0,0 +1,99 @@\n${module.replace(/^/gm, '+')}`;
  expect(await understood([{ text, name: 'fix.patch' }], [])).toMatchObject({ patches: [{ name: 'fix' }] });
});

it('what journalctl prints as JSON is the log that is in it', () => {
  const lines = [
    'INFO: task postgres:412 blocked for more than 122 seconds.',
    'task:postgres        state:D stack:0     pid:412   tgid:412   ppid:1      flags:0x00000002',
    ' ext4_sync_file+0x4e/0x60 [ext4]',
  ].map((MESSAGE) => JSON.stringify({ _HOSTNAME: 'db1', _TRANSPORT: 'kernel', PRIORITY: '6', MESSAGE }));
  const bytes = JSON.stringify({ _TRANSPORT: 'kernel', MESSAGE: [...' do_fsync+0x1/0x2'].map((c) => c.charCodeAt(0)) });
  const other = JSON.stringify({ SYSLOG_IDENTIFIER: 'sshd', MESSAGE: 'Accepted\nkey' });
  const text = `${[...lines, bytes, other, '{"half'].join('\n')}\n`;
  expect(isOurs(text)).toBe(true);
  for (const name of [undefined, 'journal.json']) {
    const { tasks, passed, refused } = given(text, name);
    expect(tasks).toEqual([{ ...postgres, where: 'uninterruptible' }]);
    expect(refused).toEqual([]);
    expect(passed).toEqual(['2 lines are not about a task: line 5 “sshd: Accepted key” and line 6 “{"half”.']);
  }
});

describe('what a journal prints is the log that is in it:', () => {
  const said = [
    'task:postgres        state:D stack:0     pid:412',
    ' ext4_sync_file+0x4e/0x60 [ext4]',
    ' do_fsync+0x1/0x2',
  ];
  const records = said.map((MESSAGE) => ({
    __CURSOR: 's=1',
    _TRANSPORT: 'kernel',
    PRIORITY: '3',
    MESSAGE,
    _HOSTNAME: 'h',
  }));
  const each = (of: (record: (typeof records)[number]) => string): string => records.map(of).join('');
  it.each([
    ['json-pretty', each((record) => `${JSON.stringify(record, null, 8)}\n`)],
    ['json-sse', each((record) => `data: ${JSON.stringify(record)}\n\n`)],
    ['json-seq', each((record) => `\u001e${JSON.stringify(record)}\n`)],
    ['an array', JSON.stringify(records)],
    [
      'export',
      each(
        (record) =>
          `${Object.entries(record)
            .map(([key, value]) => `${key}=${value}\n`)
            .join('')}\n`,
      ),
    ],
    [
      'verbose',
      each(
        ({ MESSAGE }) => `Sat 2025-09-06 11:00:20.1 CEST [s=1;i=1]\n    _TRANSPORT=kernel\n    MESSAGE=${MESSAGE}\n`,
      ),
    ],
    ['dmesg --json', JSON.stringify({ dmesg: said.map((msg) => ({ pri: 6, time: 1.5, msg })) }, null, 3)],
  ])('%s', (_, text) => {
    for (const name of [undefined, 'log.json'])
      expect(given(text, name)).toMatchObject({
        tasks: [{ ...postgres, where: 'uninterruptible' }],
        lines: [],
        refused: [],
      });
  });
});

it('a mail as it travels is read as it was written, and its lines keep their numbers', () => {
  const module = writeModule({ name: 'fix', version: 1, funcs: ['f'] });
  const travels = module.replace(/[=é]/g, '=3D').replace(/^(.{12})(.{4,})$/gm, '$1=\n$2');
  const head = 'Content-Transfer-Encoding: quoted-printable\n\n';
  expect(given(head + travels)).toMatchObject({ patches: [{ name: 'fix' }], lines: [], refused: [] });
  const lines = 'a =3D=\n b\n=C3=BC\nc';
  expect(cleaned({ text: head + lines }).text).toBe(`${head}a = b\n\nü\nc`);
  expect(cleaned({ text: lines }).text).toBe(lines);
});

it('C with the quotation marks of a word processor, and old ends of lines, is read', () => {
  const module = writeModule({ name: 'fix', version: 1, funcs: ['f'] });
  for (const text of [module.replace(/"([^"]*)"/g, '“$1”'), module.replaceAll('\n', '\r')])
    expect(given(text)).toMatchObject({ patches: [{ name: 'fix' }], lines: [], refused: [] });
});

it('what crash marks and drgn prompts with is no quotation', () => {
  const ps = `   PID    PPID  CPU       TASK        ST  %MEM     VSZ    RSS  COMM
>     1       0   0  ffff9d1c00a80000  RU   0.1  168000  12000  systemd
>   412       1   1  ffff9d1c03f24000  RU   0.1  168000  12000  postgres
>   413       1   2  ffff9d1c03f24000  RU   0.1  168000  12000  nginx
`;
  expect(given(ps).tasks.map(({ tid }) => tid)).toEqual([1, 412, 413]);
  const drgn = '>>> prog.stack_trace(412)\n#0  f (a.c:1:1)\n>>> x\n>>> y\n>>> prog.stack_trace(413)\n#0  g (a.c:1:1)\n';
  expect(given(drgn).tasks.map(({ tid }) => tid)).toEqual([412, 413]);
});

it('a text in UTF-16 that nothing has decoded says what to do', () => {
  const text = `\uFFFD\uFFFD${[...stack].join('\0')}\0`;
  expect(kindOf({ text, name: 'a.log' })).toBe('utf16');
  expect(strange({ text, name: 'a.log' })).toBe(
    'a.log is text in UTF-16. Save it as UTF-8 (iconv -f UTF-16 -t UTF-8).',
  );
});

it.each(['> a\n', '&lt;', '\0a bcdefghijk', 'f+0x1/0x2\n[m]\n', 'task:a state:S\npid:1\n', '[<0>]\n', 'a\n+0x1/0x2\n'])(
  'is read in time proportional to its length: %j',
  (line) => {
    expect(cpuTime(() => given(line.repeat(Math.ceil(200_000 / line.length))))).toBeLessThan(4000);
  },
);
