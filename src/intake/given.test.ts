import { expect, it } from 'vitest';
import { read } from './given';
import { grown } from './grow';
import { readers } from './readers';

const fix = `#include <linux/livepatch.h>
static int g(void) { return 0; }
static struct klp_func funcs[] = { { .old_name = "f", .new_func = g }, {} };
static struct klp_object objs[] = { { .funcs = funcs }, {} };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };
static int fix_init(void) { return klp_enable_patch(&patch); }
module_init(fix_init);
MODULE_INFO(livepatch, "Y");
static void fix_exit(void) { }
module_exit(fix_exit);
MODULE_LICENSE("GPL");
`;
const again = { name: 'again.c', text: '/* The same. */\n#include "sub/fix.c"\n' };

it.each([
  ['first', [again, { name: 'fix.c', text: fix }], ['again', 'fix']],
  ['second', [{ name: 'fix.c', text: fix }, again], ['fix', 'again']],
])('a file that includes another is read with its text, given %s', async (_, all, names) => {
  const { patches, lines, refused } = read(all, await readers(), []);
  expect(patches.map(({ name }) => name)).toEqual(names);
  expect([lines, refused]).toEqual([[], []]);
});

it('a file that is included a thousand times is put there once', async () => {
  const often = { name: 'often.c', text: '#include "fix.c"\n'.repeat(1000) };
  const { patches, refused } = read([often, { name: 'fix.c', text: fix }], await readers(), []);
  expect(patches.map(({ name }) => name)).toEqual(['often', 'fix']);
  expect(refused).toEqual([]);
});

it('without the other it says which is missing', async () => {
  const { patches, refused } = read([again], await readers(), []);
  expect(patches).toEqual([]);
  expect(refused.join(' ')).toContain(
    '#include "sub/fix.c"; left out: drop fix.c together with this, or put its text in that place',
  );
});

it('a name made of a function’s takes no place of another module in the library', async () => {
  const demo = fix.replaceAll('fix_init', 'test_klp_callbacks_demo_init');
  const once = grown({ tasks: [] }, read([{ text: demo }], await readers(), []));
  expect(once.world.patches?.map(({ name }) => name)).toEqual(['test_klp_callbacks_demo_2']);
  expect(once.says.at(-1)).toBe(
    'The text names no module: test_klp_callbacks_demo_2 was taken from test_klp_callbacks_demo_init(), and the library has another test_klp_callbacks_demo.',
  );
  const twice = grown(once.world, read([{ text: demo }], await readers(), []));
  expect(twice.world.patches).toHaveLength(1);
});

it('a file that begins with the mark of its encoding is read', async () => {
  const { patches, lines } = read([{ text: `\uFEFF${fix}`, name: 'a.c' }], await readers(), []);
  expect([patches.map(({ name }) => name), lines]).toEqual([['a'], []]);
  const file = { klp: 1, title: 't', policy: 'system-state', world: { tasks: [] }, steps: [] };
  expect(read([{ text: `\uFEFF${JSON.stringify(file)}` }], null, [])).toMatchObject({ file, refused: [] });
});

it('a text of nothing but another file names the line, and what to give besides', async () => {
  const text = '// SPDX-License-Identifier: GPL-2.0\n\n/* The fix is the same. */\n#include "fix.c"\n';
  const { refused } = read([{ text }], await readers(), []);
  expect(refused[0]).toBe(
    'Line 4: #include "fix.c"; left out: drop fix.c together with this, or put its text in that place.',
  );
  expect(refused.join(' ')).not.toContain('of another kind');
});

it('two modules of one text whose init functions share a name are two', async () => {
  const { world } = grown({ tasks: [] }, read([{ text: fix + fix }], await readers(), []));
  expect(world.patches?.map(({ name }) => name)).toEqual(['fix', 'fix_2']);
});

it('a task on a CPU that no machine here has is taken, and its CPU left out', async () => {
  const text = 'CPU: 96 UID: 0 PID: 412 Comm: postgres Not tainted 7.2.13 #1\nCall Trace:\n do_fsync+0x1/0x2\n';
  const { world, says } = grown({ tasks: [] }, read([{ text }], await readers(), []));
  expect(world.tasks).toEqual([{ tid: 412, comm: 'postgres', where: 'kernel', stack: ['do_fsync'] }]);
  expect(says).toContain('A machine has at most 64 CPUs here: which one it was on is left out of postgres (412).');
});

it('a name as long as the kernel has it is whole, and one that is longer is named', async () => {
  const of = async (length: number) =>
    read([{ text: `[<0>] ${'f'.repeat(length)}+0x1/0x2\n[<0>] g+0x1/0x2\n` }], await readers(), []);
  expect((await of(511)).tasks[0]?.stack?.[0]).toHaveLength(511);
  const { tasks, lines } = await of(650);
  expect(tasks[0]?.stack).toEqual(['g']);
  expect(lines).toEqual([expect.stringMatching(/^Line 1: “f{40}…”; left out: the name is too long\.$/)]);
});
