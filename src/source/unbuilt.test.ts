/** What a build of the kernel refuses, or makes otherwise: named where the text can tell, and nothing of it stops the rest. */
import { describe, expect, it } from 'vitest';
import { read } from '../intake/given';
import { readModules } from './readModules';
import { readStack } from './readStack';
import { writeModule } from './writeModule';

const LICENSE = 'MODULE_LICENSE("GPL");\n';
const EXIT = 'module_exit(fix_exit);\n';
const fix = `#include <linux/livepatch.h>
static int g(void) { return 0; }
static struct klp_func funcs[] = {
  { .old_name = "f", .new_func = g },
  { } };
static struct klp_object objs[] = { { .funcs = funcs }, { } };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };
static int fix_init(void) { return klp_enable_patch(&patch); }
static void fix_exit(void) { }
module_init(fix_init);
${EXIT}${LICENSE}MODULE_INFO(livepatch, "Y");
`;
const target = `static int h(void) { return 0; }
static int drv_init(void) { return 0; }
static void drv_exit(void) { }
module_init(drv_init);
module_exit(drv_exit);
${LICENSE}`;
const saidOf = (text: string) =>
  readModules(text, 'fix.c').problems.map(({ line, what, instead }) => `${line}: ${what}; ${instead}`);
const noLicense = (line: number): string =>
  `${line}: no MODULE_LICENSE(); read all the same: modpost ends a build with “missing MODULE_LICENSE()”`;
const badLicense = (line: number, license: string): string =>
  `${line}: MODULE_LICENSE("${license}"); read all the same: modpost ends a build with “GPL-incompatible module … uses GPL-only symbol 'klp_enable_patch'”`;
const noExit = (line: number): string =>
  `${line}: no module_exit(); read as it is: delete_module() refuses rmmod of such a module with -EBUSY`;
const noFunction = (line: number, name: string): string =>
  `${line}: .new_func = ${name}, and nothing here is called so; read as a function of that name: a compiler knows none`;

describe('is named, and the rest is read', () => {
  it.each([
    ['a livepatch with all of it', fix, []],
    ['another module with all of it', target, []],
    ['no licence', fix.replace(LICENSE, ''), [noLicense(10)]],
    ['no licence of another module', target.replace(LICENSE, ''), [noLicense(4)]],
    ['a licence in a comment', fix.replace(LICENSE, `// ${LICENSE}`), [noLicense(10)]],
    ['a licence that is not the GPL', fix.replace('"GPL"', '"Proprietary"'), [badLicense(12, 'Proprietary')]],
    ['one that is not called so', fix.replace('"GPL"', '"GPL v3"'), [badLicense(12, 'GPL v3')]],
    ['one by a macro', `#define L "MIT"\n${fix.replace('"GPL"', 'L')}`, [badLicense(13, 'MIT')]],
    ['one beside a header', `#include "fix.h"\n${fix.replace('"GPL"', '"MIT"')}`, [badLicense(13, 'MIT')]],
    ['no exit', fix.replace(EXIT, ''), [noExit(10)]],
    ['no exit of another module', target.replace(/module_exit.*\n/, ''), [noExit(4)]],
    ['no exit, with an init of old', `int init_module(void) { return 0; }\n${LICENSE}`, [noExit(1)]],
    ['a function that is not there', fix.replace('= g }', '= gg }'), [noFunction(4, 'gg')]],
    ['one behind a cast', fix.replace('= g }', '= (void *)gg }'), [noFunction(4, 'gg')]],
    ['one by its address', fix.replace('= g }', '= &gg }'), [noFunction(4, 'gg')]],
    ['one that init sets', fix.replace('{ return klp', '{ funcs[0].new_func = gg; return klp'), [noFunction(8, 'gg')]],
    [
      'all three',
      fix.replace(LICENSE, '').replace(EXIT, '').replace('= g }', '= gg }'),
      [noFunction(4, 'gg'), noLicense(10), noExit(10)],
    ],
  ])('%s', (_, text, says) => {
    expect(saidOf(text)).toEqual(says);
    expect(readModules(text, 'fix.c').patches.length + readModules(text, 'fix.c').targets.length).toBe(1);
  });

  it('a module without an exit function is permanent', () => {
    const permanent = (text: string): readonly unknown[] => {
      const { patches, targets } = readModules(text, 'fix.c');
      return [...patches, ...targets].map((each) => each.permanent);
    };
    expect(permanent(fix.replace(EXIT, ''))).toEqual([true]);
    expect(permanent(target.replace(/module_exit.*\n/, ''))).toEqual([true]);
    expect(permanent(fix)).toEqual([undefined]);
    const [patch] = readModules(fix.replace(EXIT, ''), 'fix.c').patches;
    expect(patch && readModules(writeModule(patch), 'fix.c').patches).toEqual([patch]);
  });

  it('of each of several modules', () => {
    const both = `/* drv.c */\n${target.replace(LICENSE, '')}/* fix.c */\n${fix.replace(EXIT, '')}`;
    expect(saidOf(both)).toEqual([noLicense(5), noExit(17)]);
    expect(saidOf(`/* drv.c */\n${target}/* fix.c */\n${fix}`)).toEqual([]);
  });
});

describe('is not said where the text cannot tell', () => {
  const bare = fix.replace(LICENSE, '').replace(EXIT, '').replace('= g }', '= gg }');

  it.each([
    ['a header of its own may have it', `#include "fix.h"\n${bare}`],
    ['a header by a macro may have it', `#include HEADER\n${bare}`],
  ])('%s', (_, text) => {
    expect(saidOf(text)).toEqual([]);
  });

  it('another file, which is named as missing, may have it', () => {
    expect(saidOf(`#include "other.c"\n${bare}`)).toEqual([expect.stringContaining('drop other.c together with this')]);
  });

  it.each([
    ['a branch of #if', fix.replace(LICENSE, `#ifdef CONFIG_ARM64\n${LICENSE}#endif\n`)],
    ['a macro', fix.replace(LICENSE, `#define LEGAL MODULE_LICENSE("GPL")\nLEGAL;\n`)],
    ['MODULE_INFO()', fix.replace(LICENSE, 'MODULE_INFO(license, "GPL");\n')],
    ['another licence of a module that is no livepatch', target.replace('"GPL"', '"Proprietary"')],
    ['a licence that a build defines', fix.replace('"GPL"', 'FIX_LICENSE')],
    ['an exit of old', fix.replace(EXIT, '').replaceAll('fix_exit', 'cleanup_module')],
    ['what registers a driver', target.replace(/module_exit.*\n/, 'module_platform_driver(drv);\n')],
    ['a function that is declared', fix.replace('static int g(void) { return 0; }', 'extern int g(void);')],
    [
      'a function that a macro makes',
      fix.replace(
        'static int g(void) { return 0; }',
        '#define FIXED(name) static int name(void)\nFIXED(g) { return 0; }',
      ),
    ],
    ['a function with the type of another', fix.replace('static int g(void) { return 0; }', 'extern fixed_fn g;')],
    ['what klp-build adds', `${bare}static struct klp_object_ext obj = { .funcs = 0 };\n`],
  ])('%s', (_, text) => {
    expect(saidOf(text)).toEqual([]);
  });

  it.each(['GPL v2', 'GPL and additional rights', 'Dual BSD/GPL', 'Dual MIT/GPL', 'Dual MPL/GPL'])('%s', (license) => {
    expect(saidOf(fix.replace('"GPL"', `"${license}"`))).toEqual([]);
  });

  it.each(['DEFINE_FIXED(int, g);', 'extern typeof(f) g;'])('%s, which the parser does not know', (line) => {
    const says = saidOf(fix.replace('static int g(void) { return 0; }', line));
    expect(says.filter((each) => each.includes('is called so'))).toEqual([]);
  });

  it('a diff shows no more than what changes, but all of a file that is new', () => {
    const said = (old: string): readonly string[] => {
      const lines = bare.trimEnd().split('\n');
      const text = `--- ${old}\n+++ b/fix.c\n@@ -1,9 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join('\n')}\n`;
      return read([{ text }], { readModules, readStack }, []).lines;
    };
    expect(said('a/fix.c')).toEqual([]);
    expect(said('/dev/null')).toHaveLength(3);
  });

  it('what this app writes has all of it', () => {
    expect(saidOf(writeModule({ name: 'fix', version: 1, funcs: ['f', 'ext4:g'] }))).toEqual([]);
  });
});
