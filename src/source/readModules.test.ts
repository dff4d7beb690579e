import { describe, expect, test } from 'vitest';
import { init, mark, withFuncs, withObjects } from './livepatches.testkit';
import { readModules } from './readModules';

const patchOf = (text: string) => {
  const { patches, problems } = readModules(text);
  expect(problems).toEqual([]);
  return patches[0];
};
const funcsOf = (text: string) => patchOf(text)?.objects?.flatMap(({ funcs = [] }) => funcs);

describe('the name of a module', () => {
  const sample = withFuncs('{ { "f", g }, {} }').replaceAll('lp_init', 'livepatch_init');
  test.each<[string, string, string | undefined, string]>([
    ['is its file’s', sample, 'my-fix.c', 'my_fix'],
    ['is in a comment at its head', `/*\n * tcp-fix.c - for TCP\n */\n${sample}`, undefined, 'tcp_fix'],
    ['is KBUILD_MODNAME', `// KBUILD_MODNAME: tcp_fix\n${sample}`, undefined, 'tcp_fix'],
    ['is its init function’s', sample.replaceAll('livepatch_init', 'tcp_fix_init'), undefined, 'tcp_fix'],
    ['is nothing that every sample has', sample, undefined, 'livepatch_sample'],
  ])('%s', (_, text, file, name) => {
    expect(readModules(text, file).patches.map((patch) => patch.name)).toEqual([name]);
  });
});

describe('functions', () => {
  const f = { oldName: 'f', newName: 'g' };

  test.each<[string, string, string?]>([
    ['by name', '{ { .old_name = "f", .new_func = g, }, {} }'],
    ['by place', '{ { "f", g }, { } }'],
    ['with NULL at the end', '{ { "f", g }, { NULL } }'],
    ['with zeroes at the end', '{ { .new_func = g, .old_name = "f", .old_sympos = 0 }, { 0 } }'],
    ['behind a cast', '{ { .old_name = "f", .new_func = (void *)g }, {} }'],
    ['by address', '{ { .old_name = "f", .new_func = &g }, {} }'],
    ['with places', '{ [0] = { .old_name = "f", .new_func = g }, [1] = {} }'],
    ['in pieces', '{ { .old_name = "" "f", .new_func = g }, {} }'],
    ['with comments', '{ /* one */ { .old_name = /* old */ "f", // new\n .new_func = g }, {} }'],
    ['by a name of its own', '{ { OLD, NEW }, END }', '#define OLD "f"\n#define NEW g\n#define END { }'],
    ['by a macro', '{ PATCHED(f, g), {} }', '#define PATCHED(old, new) { .old_name = #old, .new_func = new }'],
    [
      'by a macro that glues',
      '{ P(f), {} }',
      '#define P(n) \\\n\t{ .old_name = #n, .new_func = new_##n }\n#define new_f g',
    ],
    ['by __stringify()', '{ { __stringify(PREFIX), g }, {} }', '#define PREFIX f'],
    [
      'by the syscall wrapper',
      '{ { NAME, g }, {} }',
      '#if defined(__x86_64__)\n#define NAME "f"\n#elif defined(__s390x__)\n#define NAME "s"\n#else\n#error no\n#endif',
    ],
    [
      'for this kernel',
      '{ { "f", g }, {} }',
      '#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 1, 0) && IS_ENABLED(CONFIG_LIVEPATCH)\n#else\n#error old\n#endif',
    ],
    [
      'with attributes',
      '{ { "f", g }, {} }',
      'static noinline int __used other(void) { return 0; }\nstatic int x __read_mostly = 3;',
    ],
  ])('%s', (_, funcs, before) => {
    expect(funcsOf(withFuncs(funcs, before))).toEqual([f]);
  });

  test('only those of this machine', () => {
    const funcs = '{\n#ifdef CONFIG_X86_64\n{ "f", g },\n#else\n{ "other", g },\n#endif\n{ } }';
    expect(funcsOf(withFuncs(funcs))).toEqual([f]);
  });

  test('with a position', () => {
    expect(funcsOf(withFuncs('{ { "f", g, 1 + 1 }, {} }'))).toEqual([{ ...f, sympos: 2 }]);
    const { patches } = readModules(withFuncs('{ { "f", g, .sympos = 2 }, {} }'));
    expect(patches[0]?.objects?.[0]?.funcs).toEqual([{ ...f, sympos: 2 }]);
  });

  test('in a list without a name', () => {
    const objects = '{ { .name = "ext4", .funcs = (struct klp_func[]) { { "f", g }, { } } }, { } }';
    expect(patchOf(withObjects(objects, 'void g(void) {}'))?.objects).toEqual([{ name: 'ext4', funcs: [f] }]);
  });

  test('several objects, of which the kernel has no name', () => {
    const objects = '{ { NULL, funcs }, { .funcs = funcs, .name = "ext4" }, { } }';
    const before = 'void g(void) {}\nstruct klp_func funcs[] = { { "f", g }, {} };';
    expect(patchOf(withObjects(objects, before))?.objects).toEqual([
      { name: 'vmlinux', funcs: [f] },
      { name: 'ext4', funcs: [f] },
    ]);
  });
});

describe('callbacks', () => {
  const callback = (body: string, before = '') =>
    patchOf(
      withObjects(
        '{ { .name = "ext4", .funcs = none, .callbacks = { .pre_patch = pre } }, {} }',
        `#define pr_fmt(fmt) "lp: " fmt\n${before}\nstatic struct klp_func none[] = { { } };\nstatic int pre(struct klp_object *obj)\n{\n${body}\n}`,
      ),
    )?.objects?.[0]?.callbacks?.pre_patch;
  const param = 'static int ret = -19;\nmodule_param(ret, int, 0644);';

  test.each([
    ['prints', 'pr_info("hello %d\\n", 3); return 0;', { log: ['lp: hello 3'] }],
    [
      'prints for the object',
      'pr_warn("%s: %s -> %s\\n", __func__, obj->mod->name, states[obj->mod->state]); return 0;',
      { log: ['lp: pre: {target}'] },
    ],
    ['prints without a prefix', 'printk(KERN_INFO "a" "b\\n"); return 0;', { log: ['ab'] }],
    ['fails', 'return -ENODEV;', { log: [], returns: -19 }],
    ['fails by a number', 'pr_err("no\\n");\nreturn -(1 << 2);', { log: ['lp: no'], returns: -4 }],
    [
      'asks whether there was one',
      'if (klp_get_prev_state(1))\n pr_info("again\\n");\nelse\n pr_info("first\\n");\nreturn 0;',
      { log: [], ifPrevState: ['lp: again'], ifNoPrevState: ['lp: first'] },
    ],
    [
      'checks, and nothing fails',
      'void *p = kmalloc(3, GFP_KERNEL);\nif (!p) return -ENOMEM;\npr_info("got it\\n");\nreturn 0;',
      { log: [], always: ['lp: got it'] },
    ],
  ])('%s', (_, body, expected) => {
    expect(callback(body)).toEqual(expected);
  });

  test('fails by a parameter, and calls other functions', () => {
    const before = `${param}\nstatic int tell(const char *who) { pr_info("%s\\n", who); return ret; }`;
    expect(callback('return tell("me");', before)).toEqual({ log: ['lp: me'], returnsParam: 'ret' });
  });

  test('by designators that go deeper', () => {
    const text = withObjects(
      '{ { .name = "m", .callbacks.post_patch = post }, {} }',
      'static void post(struct klp_object *o) { }',
    );
    expect(patchOf(text)?.objects).toEqual([{ name: 'm', callbacks: { post_patch: { log: [] } } }]);
  });
});

describe('a livepatch', () => {
  test('with everything that proposals add', () => {
    const text = `#define V 3
enum { NONE, LEVEL };
static struct klp_func funcs[] = { {} };
static struct klp_object objs[] = { { .funcs = funcs }, {} };
static struct klp_state states[] = { { .id = LEVEL, .version = V, .block_disable = true }, { .id = 0x10, 2 }, {} };
static struct klp_patch patch = {
	.mod = THIS_MODULE, .objs = objs, .states = states, .replace = true, .version = 1u, .sticky = 1, .replace_set = 0x2,
};
${init}
${mark}`;
    expect(patchOf(text)).toEqual({
      name: 'lp',
      version: 1,
      sticky: true,
      replace: true,
      replaceSet: 2,
      states: [
        { id: 1, version: 3, blockDisable: true },
        { id: 16, version: 2 },
      ],
      funcs: [],
      objects: [{ name: 'vmlinux' }],
    });
  });

  test('whose init sets things and prints', () => {
    const text = `static bool all;
module_param_named(everything, all, bool, S_IRUGO | S_IWUSR);
static struct klp_func funcs[] = { {} };
static struct klp_object objs[] = { { .funcs = funcs }, {} };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };
static int __init my_init(void)
{
	int ret;

	pr_info("before\\n");
	patch.replace = all;
	ret = klp_enable_patch(&patch);
	if (ret < 0)
		return ret;
	pr_info("after\\n");
	return 0;
}
static void __exit my_exit(void) { printk(KERN_INFO "bye\\n"); }
module_init(my_init);
module_exit(my_exit);
MODULE_LICENSE("GPL");
${mark}`;
    expect(patchOf(text)).toEqual({
      name: 'my',
      replaceParam: 'everything',
      params: [{ name: 'everything', type: 'bool', default: 'N', mode: '0644' }],
      funcs: [],
      objects: [{ name: 'vmlinux' }],
      initLog: { before: ['before'], after: ['after'] },
      exitLog: ['bye'],
    });
  });

  test('whose parameters of type invbool and bint read as their variables say', () => {
    const text = `static bool off = true, on;
module_param(off, invbool, 0644);
module_param_named(open, on, invbool, 0644);
static int level = 1;
module_param(level, bint, 0444);
${withFuncs('{ {} }')}`;
    expect(patchOf(text)?.params).toEqual([
      { name: 'off', type: 'invbool', default: 'N', mode: '0644' },
      { name: 'open', type: 'invbool', default: 'Y', mode: '0644' },
      { name: 'level', type: 'bint', default: '1', mode: '0444' },
    ]);
  });

  // kernel/params.c: param_get_charp(), param_get_string().
  test('whose text that nobody has set reads (null) where it is a pointer, and is empty where it is an array', () => {
    const text = `static char *unset, *none = NULL, *empty = "", *set = "x";
static char place[16];
module_param(unset, charp, 0444);
module_param(none, charp, 0444);
module_param(empty, charp, 0444);
module_param(set, charp, 0444);
module_param_string(place, place, sizeof(place), 0444);
${withFuncs('{ {} }')}`;
    const params = patchOf(text)?.params?.map(({ name, type, default: value }) => `${name} ${type} ${value}`);
    expect(params).toEqual(['unset text (null)', 'none text (null)', 'empty text ', 'set text x', 'place text ']);
  });

  test('called after its file, whatever its functions are called', () => {
    expect(readModules(withFuncs('{ {} }'), 'src/fix-net.c').patches[0]?.name).toBe('fix_net');
  });

  test('that nobody marked', () => {
    expect(readModules(withFuncs('{ {} }').replace(mark, '')).patches[0]?.complaint).toEqual({ about: 'notMarked' });
  });
});

test('a module that is no livepatch', () => {
  const text = `#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt
static int fails;
module_param(fails, int, 0644);
static noinline int busy_show(struct seq_file *m, void *v) { seq_puts(m, "busy\\n"); return 0; }
static int busy_init(void) { pr_info("%s\\n", __func__); return fails; }
static void busy_exit(void) { pr_info("out\\n"); }
module_init(busy_init);
module_exit(busy_exit);
MODULE_LICENSE("GPL");`;
  expect(readModules(text)).toEqual({
    patches: [],
    guesses: [{ name: 'busy', after: 'busy_init' }],
    targets: [
      {
        name: 'busy',
        functions: ['busy_show'],
        loaded: false,
        params: [{ name: 'fails', type: 'int', default: '0', mode: '0644' }],
        initLog: ['{module}: busy_init'],
        exitLog: ['{module}: out'],
        effects: [{ name: 'busy_show', path: '/proc/busy', reads: 'busy' }],
        initReturnsParam: 'fails',
      },
    ],
    problems: [],
  });
});
