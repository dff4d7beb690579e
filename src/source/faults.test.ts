/** C that a compiler takes though it is old or unusual, and C that it refuses: what is meant is read, and what is lost is said. */
import { describe, expect, it } from 'vitest';
import { readModules } from './readModules';

const module = (funcs: string, rest = ''): string => `static int f(void) { return 0; }
static struct klp_func funcs[] = {
${funcs}
{ } };
static struct klp_object objs[] = { { .funcs = funcs }, { } };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };
static int p_init(void) { ${rest} return klp_enable_patch(&patch); }
module_init(p_init);
MODULE_INFO(livepatch, "Y");
static void p_exit(void) { }
module_exit(p_exit);
MODULE_LICENSE("GPL");
`;
const read = (text: string) => {
  const { patches, problems } = readModules(text, 'p.c');
  const names = patches[0]?.objects?.flatMap(({ funcs = [] }) => funcs.map(({ oldName }) => oldName)) ?? [];
  return { names, says: problems.map(({ line, what }) => `${line}: ${what}`) };
};

describe('what a compiler takes', () => {
  it.each([
    ['designators of old', '{ old_name: "a", new_func: f },', ['a']],
    ['a line that goes on', '{ .old_name = "a", \\\n .new_func = f },', ['a']],
    [
      'a version',
      '#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 2, 0)\n{ .old_name = "a", .new_func = f },\n#endif',
      ['a'],
    ],
    ['another machine', '#ifdef CONFIG_PPC64\n{ .old_name = "a", .new_func = f },\n#endif', []],
  ])('%s', (_, funcs, names) => {
    expect(read(module(funcs))).toEqual({ names, says: [] });
  });

  it('a macro of which there is no #define is said once, with what to do, and makes no object', () => {
    const text = module('KLP_FUNC(b),\n{ .old_name = "a", .new_func = f },').replace(
      '{ { .funcs = funcs }, { } }',
      '{ { .funcs = funcs }, KLP_OBJ("ext4", funcs), { } }',
    );
    const { patches, problems } = readModules(text, 'p.c');
    expect(patches[0]?.objects?.map(({ name, funcs }) => [name, funcs?.length])).toEqual([['vmlinux', 1]]);
    expect(problems.map(({ line, what, instead }) => `${line}: ${what}; ${instead}`)).toEqual([
      '3: “KLP_FUNC(b)” in an array of struct klp_func; left out: put the #define of KLP_FUNC above it',
      '6: “KLP_OBJ("ext4", funcs)” in an array of struct klp_object; left out: put the #define of KLP_OBJ above it',
    ]);
  });

  it('words of the kernel about a variable, and the first element for the array', () => {
    const text = module('{ .old_name = "a", .new_func = f },')
      .replace('funcs[] =', 'funcs[] __ro_after_init =')
      .replace('.objs = objs', '.objs = &objs[0]')
      .replace('patch = {', 'patch __read_mostly = {');
    expect(read(text)).toEqual({ names: ['a'], says: [] });
  });
});

describe('what a compiler takes, and the kernel does not as it is meant', () => {
  it('an object that is called vmlinux: vmlinux has no name', () => {
    const text = module('{ .old_name = "a", .new_func = f },').replace('{ .funcs', '{ .name = "vmlinux", .funcs');
    expect(read(text)).toEqual({
      names: ['a'],
      says: ['5: .name = "vmlinux", of which the kernel makes a module that never comes; vmlinux has .name = NULL'],
    });
  });

  it('an init function that only fails', () => {
    const text = module('{ .old_name = "a", .new_func = f },').replace(
      'return klp_enable_patch(&patch);',
      'return -ENODEV;',
    );
    expect(readModules(text, 'p.c')).toMatchObject({ patches: [{ initReturns: -19 }], problems: [] });
  });

  it('an init function that fails once its livepatch is enabled', () => {
    const text = module('{ .old_name = "a", .new_func = f },', 'klp_enable_patch(&patch);').replace(
      'return klp_enable_patch(&patch);',
      'return -ENODEV;',
    );
    expect(readModules(text, 'p.c')).toMatchObject({
      patches: [{ name: 'p' }],
      problems: [{ line: 7, what: 'init returns -19 after klp_enable_patch() has succeeded' }],
    });
  });
});

describe('what a compiler refuses, or only running it would tell', () => {
  it.each([
    ['{ old_name = "a", .new_func = f },', ['a'], ['3: . is missing before old_name']],
    ['{ .old_name = "a" .new_func = f },', ['a'], ['3: , is missing before .new_func']],
    [
      '{ .old_name = a, .new_func = f },',
      [],
      ['3: .old_name = a', '3: a struct klp_func whose .old_name is no text of up to 640 characters'],
    ],
    // KSYM_NAME_LEN: the kernel refuses it.
    [`{ .old_name = "${'f'.repeat(512)}", .new_func = f },`, ['f'.repeat(512)], []],
    [
      '{ .oldname = "a", .new_func = f },',
      [],
      ['3: .oldname of struct klp_func', '3: a struct klp_func without .old_name'],
    ],
    [
      '#if defined(CONFIG_KVM)\n{ .old_name = "a", .new_func = f },\n#endif',
      [],
      ['3: whether the kernel has CONFIG_KVM'],
    ],
    [
      '#if IS_ENABLED(CONFIG_KVM)\n{ .old_name = "a", .new_func = f },\n#endif',
      [],
      ['3: whether the kernel has CONFIG_KVM'],
    ],
  ])('%s', (funcs, names, says) => {
    expect(read(module(funcs))).toEqual({ names, says });
  });
});

describe('a callback that fails', () => {
  const fails = (body: string, rest = '') => {
    const text = `${rest}
static int pre(struct klp_object *obj)
{
${body}
}
${module('{ .old_name = "a", .new_func = f },').replace('{ .funcs = funcs }', '{ .funcs = funcs, .callbacks = { .pre_patch = pre } }')}`;
    const { patches, problems } = readModules(text, 'p.c');
    const { log = [], returns } = patches[0]?.objects?.[0]?.callbacks?.pre_patch ?? {};
    return { log, returns, says: problems.map(({ line, what }) => `${line}: ${what}`) };
  };
  const param = 'static int fail = 1; module_param(fail, int, 0644);';

  it.each([
    ['goto fail;\nreturn 0;\nfail:\npr_err("bad\\n");\nreturn -EPERM;', ['bad'], -1],
    ['int ret;\nret = -EIO;\ngoto out;\nout:\nreturn ret;', [], -5],
    ['int err = register_it();\nif (err)\nreturn err;\nreturn -EBUSY;', [], -16],
    ['char *p = kmalloc(8, GFP_KERNEL);\nif (!p)\nreturn -ENOMEM;\nreturn 0;', [], undefined],
  ])('is followed: %j', (body, log, returns) => {
    expect(fails(body)).toEqual({ log, returns, says: [] });
  });

  it.each([
    ['if (fail)\nreturn -ENODEV;\nreturn 0;', '“if (fail)”'],
    [
      'switch (fail) { case 1: return -EPERM; default: return 0; }',
      '“switch (fail) { case 1: return -EPERM; default: return 0; }”',
    ],
    ['while (fail) return -EPERM;\nreturn 0;', '“while (fail) return -EPERM;”'],
    ['again:\nif (1) goto again;\nreturn 0;', '“goto again;”'],
  ])('is named where only running it would tell: %j', (body, what) => {
    expect(fails(body, param).says.map((each) => each.replace(/^\d+: /, ''))).toEqual([what]);
  });
});
