import { describe, expect, it, test } from 'vitest';
import { readModules } from './readModules';

/** As the kernel's own test modules are written: a comment at the head says no name. */
const target = `// SPDX-License-Identifier: GPL-2.0
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt
#include <linux/module.h>
static noinline int drv_show(struct seq_file *m, void *v)
{
	seq_puts(m, "original");
	return 0;
}
static int drv_init(void)
{
	pr_info("%s\\n", __func__);
	return 0;
}
static void drv_exit(void) { }
module_init(drv_init);
module_exit(drv_exit);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("One");
MODULE_AUTHOR("Two");
`;
const patch = `// SPDX-License-Identifier: GPL-2.0
#include <linux/livepatch.h>
static int new_show(struct seq_file *m, void *v) { return 0; }
static struct klp_func funcs[] = { { .old_name = "drv_show", .new_func = new_show }, {} };
static struct klp_object objs[] = { { .name = "drv", .funcs = funcs }, {} };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };
static int fix_init(void) { return klp_enable_patch(&patch); }
static void fix_exit(void) { }
module_init(fix_init);
module_exit(fix_exit);
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
`;
const namesIn = (text: string, file?: string) => {
  const { patches, targets, problems } = readModules(text, file);
  expect(problems.filter(({ what }) => what !== 'no MODULE_LICENSE()')).toEqual([]);
  return { patches: patches.map(({ name }) => name), targets: targets.map(({ name }) => name) };
};
const licence = /^MODULE_LICENSE.*\n/m;
/** Above its functions, as many write it. */
const atTop = (text: string): string =>
  text.replace(licence, '').replace(/^(#include.*\n)/m, '$1MODULE_LICENSE("GPL");\n');

describe('two modules in one text', () => {
  const both = { patches: ['fix'], targets: ['drv'] };
  test.each<[string, string]>([
    ['the target first', target + patch],
    ['the livepatch first', patch + target],
    ['with the licence above', atTop(target) + atTop(patch)],
    ['without a licence', target.replace(licence, '') + patch.replace(licence, '')],
    ['with the exit named before the init', target + patch.replace(/(module_init.*\n)(module_exit.*\n)/, '$2$1')],
    ['without a head between them', target + patch.replace(/^(?:\/\/|#).*\n/gm, '')],
  ])('%s', (_, text) => {
    expect(namesIn(text)).toEqual(both);
  });

  it('have the name of no file', () => {
    expect(namesIn(target + patch, 'both.c')).toEqual(both);
  });

  it('have macros of their own', () => {
    const { targets } = readModules(target + patch);
    expect(targets[0]).toMatchObject({ initLog: ['{module}: drv_init'] });
    const printing = patch.replace('{ return klp', '{ printk("x\\n"); pr_info("bare\\n"); return klp');
    const { patches } = readModules(target + printing);
    expect(JSON.stringify(patches)).toContain('"bare"');
  });

  it('have what is not understood named on its own line', () => {
    const line = target.split('\n').length + 2;
    const { problems } = readModules(target + patch.replace('.new_func = new_show', '.new_func = nowhere(1)'));
    expect(problems.map((problem) => problem.line)).toEqual([line + 1]);
  });
});

it('one that names its init in branches of #if is one', () => {
  const text = target.replace(
    'module_init(drv_init);',
    '#ifdef A\nmodule_init(other);\n#else\nmodule_init(drv_init);\n#endif',
  );
  expect(namesIn(text)).toEqual({ patches: [], targets: ['drv'] });
});

it.each([
  ['below', (text: string) => text],
  ['above', atTop],
])('of several, one that is no module is named with its lines, its licence %s', (_, placed) => {
  const driver = target.replace(/module_init.*\nmodule_exit.*\n/, 'module_platform_driver(drv);\n');
  const text = placed(driver) + placed(patch);
  const last = driver.trimEnd().split('\n').length;
  const { patches, targets, problems } = readModules(text);
  expect([...patches, ...targets].map(({ name }) => name)).toEqual(['fix']);
  expect(problems).toEqual([
    {
      line: 1,
      what: `no struct klp_patch, and no module_init(), as far as line ${last}`,
      instead: 'nothing was read of it',
    },
  ]);
});

it('takes no longer for calls that never end', () => {
  const started = performance.now();
  readModules('module_init(\n'.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(5000);
});
