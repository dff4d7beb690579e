/** What modules of other people have in them, that the kernel's own do not. */
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { readModules } from './readModules';

const livepatch = (body: string, top = ''): string => `${top}
static int lp_f(struct kobject *kobj, size_t len)
{
	${body}
	return 0;
}
static struct klp_func funcs[] = { { .old_name = "f", .new_func = lp_f }, { } };
static struct klp_object objs[] = { { .funcs = funcs }, { } };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };
static int p_init(void) { return klp_enable_patch(&patch); }
static void p_exit(void) { }
module_init(p_init);
module_exit(p_exit);
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
`;
const other = (call: string): string => `static int p_init(void) { return ${call}; }
static void p_exit(void) { }
module_init(p_init);
module_exit(p_exit);
MODULE_LICENSE("GPL");
`;

describe('a type that a macro is given is no fault of the text', () => {
  it.each([
    'struct foo *foo = container_of(kobj, struct foo, kobj);',
    'size_t n = min_t(size_t, len, 10);',
    'unsigned int n = max_t(unsigned int, len, 3);',
    'void *p = kzalloc_obj(struct foo);',
    'n += offsetof(struct foo, node) + sizeof(struct foo);',
    'n = typecheck(const char *, kobj);',
    'this_cpu_ptr(\n\t\tstruct foo\n\t\t*, x);',
    'list_for_each_entry(foo, &head, node) { bar(container_of(foo, union bar, foo)); }',
    'struct foo *foo = (struct foo *)kobj;',
    'if ((unsigned long)kobj > 3) return (int)len;',
    'kvfree(len * 2);',
  ])('%s', (body) => {
    const { patches, problems } = readModules(livepatch(body), 'p.c');
    expect(patches).toMatchObject([{ objects: [{ funcs: [{ oldName: 'f', newName: 'lp_f' }] }] }]);
    expect(problems).toEqual([]);
  });

  it('and what is said below it has its line', () => {
    const { problems } = readModules(livepatch('x = f(struct\n a\n *, y);\n int broken = = 1;'), 'p.c');
    expect(problems.map(({ line }) => line)).toEqual([7]);
  });

  it.each(['f(', 'f(struct ', 'f(unsigned ', 'f(a,', 'f(a *', '{ f(int *, '])('in no time: %s', (piece) => {
    const text = `static int f(void) { ${piece.repeat(8000)}`;
    expect(cpuTime(() => readModules(text))).toBeLessThan(4000);
  });
});

it.each([
  ['kgr_patch_kernel(&patch)', 'kGraft'],
  ['kpatch_register(&kpmod, false)', 'the kpatch core module'],
  ['register_ftrace_function(&ops)', 'ftrace itself'],
])('a module that patches by other means is read as none that does: %s', (call, by) => {
  const { targets, problems } = readModules(other(call), 'p.c');
  expect(targets.map(({ name }) => name)).toEqual(['p']);
  expect(problems).toMatchObject([{ line: 1, instead: 'left out: the module is read as one that is no livepatch' }]);
  expect(problems[0]?.what).toContain(`which patches by ${by}`);
});

it('a place that a script fills is called so', () => {
  const { problems } = readModules(livepatch('', 'static int release = @@RPMRELEASE@@;'), 'p.c');
  expect(problems).toEqual([
    { line: 1, what: '“@@RPMRELEASE@@”', instead: 'left out: a script puts its value there. Write it in' },
  ]);
});
