/** C as mails, pages and patches carry it. */
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { writeModule } from '../source/writeModule';
import { read } from './given';
import { isOurs } from './kind';

const by = { readModules, readStack, writeModule };
const read1 = (text: string, name?: string) => read([{ text, name }], by, []);

const module = `#include <linux/module.h>
#include <linux/livepatch.h>
static int f(void)
{
	return 0;
}
static struct klp_func funcs[] = { { .old_name = "a", .new_func = f }, { } };
static struct klp_object objs[] = { { .funcs = funcs }, { } };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };
static int fix_init(void) { return klp_enable_patch(&patch); }
static void fix_exit(void) { }
module_init(fix_init);
module_exit(fix_exit);
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
`;
const lines = module.trimEnd().split('\n');
const fix = { name: 'fix', funcs: [], objects: [{ name: 'vmlinux', funcs: [{ oldName: 'a', newName: 'f' }] }] };

describe('a livepatch is read', () => {
  it.each([
    ['quoted', `On Mon somebody wrote:\n${lines.map((line) => `> ${line}`).join('\n')}\n\nIt does not work. Why?\n`],
    ['quoted twice', lines.map((line) => `>> ${line}`).join('\n')],
    [
      'between words',
      `Hi all,\n\nthis is my module; it fails:\n\n${module}\nThanks,\nA. Person\n-- \nsent from a train\n`,
    ],
    ['in a page', `# A module\n\nHere it is:\n\n\`\`\`c\n${module}\`\`\`\n\nIt isn't loaded (why?);\n`],
    [
      'in a page, in parts',
      `Functions:\n\`\`\`\n${lines.slice(0, 6).join('\n')}\n\`\`\`\nand then;\n\`\`\`\n${lines.slice(6).join('\n')}\n\`\`\`\n`,
    ],
  ])('%s', (_, text) => {
    expect(isOurs(text)).toBe(true);
    const { patches, lines: problems, refused } = read1(text);
    expect({ patches, problems, refused }).toEqual({ patches: [fix], problems: [], refused: [] });
  });

  it('from a diff that adds it, with its lines where the diff has them', () => {
    const diff = `From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
Subject: [PATCH] samples: add one
---
diff --git a/Makefile b/Makefile
--- a/Makefile
+++ b/Makefile
@@ -1 +1,2 @@
 obj-m += a.o
+obj-m += mine.o
diff --git a/samples/livepatch/mine.c b/samples/livepatch/mine.c
new file mode 100644
--- /dev/null
+++ b/samples/livepatch/mine.c
@@ -0,0 +1,12 @@
${lines.map((line) => `+${line.replace('.mod = THIS_MODULE', '.nonsense = 1')}`).join('\n')}
-- 
2.43.0
`;
    expect(isOurs(diff)).toBe(true);
    const { patches, lines: problems } = read1(diff);
    expect(patches).toEqual([{ ...fix, name: 'mine' }]);
    expect(problems).toEqual(['Line 23: .nonsense of struct klp_patch; left out.']);
  });

  it('together with the stack that is below it', () => {
    const { patches, tasks } = read1(`${module}\nand this one blocks it:\n/proc/412\npostgres\n[<0>] a+0x1/0x2\n`);
    expect(patches).toEqual([fix]);
    expect(tasks).toEqual([{ tid: 412, comm: 'postgres', stack: ['a'] }]);
  });
});

it('what gives nothing says so', () => {
  expect(read1('see struct klp_patch in core.c').refused).toEqual([
    expect.stringContaining('There is no livepatch in it, and no other module.'),
    expect.stringContaining('about a task'),
  ]);
  expect(read1('diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b\n').refused[0]).toContain(
    'is a diff without a livepatch in it',
  );
});

it.each([
  '+++ b/a.c\n@@ -0 +1 @@\n+struct klp_patch p;\n',
  '> static struct klp_patch p;\n',
  '```\nstruct klp_patch p;\n',
  '; ',
])('is read in time proportional to its length: %j', (line) => {
  expect(cpuTime(() => read1(`--- a/a.c\n${line.repeat(8000)}`))).toBeLessThan(4000);
});
