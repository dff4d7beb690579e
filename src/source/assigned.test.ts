/** Livepatches whose structures init fills, member by member, as old tutorials and generated code do. */
import { describe, expect, it } from 'vitest';
import { readModules } from './readModules';

/** The line of the first word of `init` is 10. */
const module = (
  init: string,
  structures = 'static struct klp_func funcs[3];\nstatic struct klp_object objs[3];',
): string =>
  `static int f(void) { return 0; }
static int g(void) { return 0; }
static int pre(struct klp_object *obj) { return -ENODEV; }
static bool all;
module_param(all, bool, 0444);
${structures}
static struct klp_patch patch;
static int p_init(void) {
${init}
  return klp_enable_patch(&patch); }
module_init(p_init);
MODULE_INFO(livepatch, "Y");
static void p_exit(void) { }
module_exit(p_exit);
MODULE_LICENSE("GPL");
`;
const read = (text: string) => {
  const { patches, problems } = readModules(text, 'p.c');
  return { patch: patches[0], says: problems.map(({ line, what, instead }) => `${line}: ${what}; ${instead}`) };
};
const hooked = {
  patch: { name: 'p', objects: [{ name: 'vmlinux', funcs: [{ oldName: 'a', newName: 'f' }] }] },
  says: [],
};
const REST = 'objs[0].funcs = funcs; patch.mod = THIS_MODULE; patch.objs = objs;';

describe('one function, set in init', () => {
  it.each([
    ['member by member', `funcs[0].old_name = "a"; funcs[0].new_func = f; ${REST}`],
    ['as a whole, by place', `funcs[0] = (struct klp_func){ "a", f }; ${REST}`],
    ['as a whole, by name', `funcs[0] = (struct klp_func){ .new_func = f, .old_name = "a" }; ${REST}`],
    ['by a pointer', `struct klp_func *at = &funcs[0]; at->old_name = "a"; at->new_func = f; ${REST}`],
    [
      'by a pointer that was set later',
      `struct klp_func *at; at = funcs; (*at).old_name = "a"; at->new_func = &f; ${REST}`,
    ],
    [
      'from the outside in',
      'patch.objs = objs; patch.objs[0].funcs = funcs; patch.objs->funcs[0].old_name = "a"; patch.objs[0].funcs->new_func = f;',
    ],
    ['with an index that is known', `int i = 1; i--; funcs[i].old_name = "a"; funcs[i].new_func = f; ${REST}`],
    [
      'with structures of init',
      'static struct klp_func fs[] = { { .old_name = "a", .new_func = f }, { } }; static struct klp_object os[2]; os[0].funcs = fs; patch.objs = os;',
    ],
    ['with an array that has no name', 'objs[0].funcs = (struct klp_func[]){ { "a", f }, { } }; patch.objs = objs;'],
  ])('%s', (_, init) => {
    expect(read(module(init))).toMatchObject({ ...hooked, patch: { ...hooked.patch, params: [{ name: 'all' }] } });
  });

  it('by a function that is called for each', () => {
    const text = module(`put(&funcs[0], "a", f); put(funcs + 1, "b", g); ${REST}`).replace(
      'static int pre(',
      'static void put(struct klp_func *to, const char *name, void *new) { to->old_name = name; to->new_func = new; }\nstatic int pre(',
    );
    const { patch, says } = read(text);
    expect(says).toEqual([]);
    expect(patch?.objects?.[0]?.funcs).toEqual([
      { oldName: 'a', newName: 'f' },
      { oldName: 'b', newName: 'g' },
    ]);
  });

  it('in a loop over tables', () => {
    const tables =
      'static const char *names[] = { "a", "b" };static void *news[] = { f, g };static struct klp_func funcs[3];\nstatic struct klp_object objs[2];';
    const loop = `int i; for (i = 0; i < ARRAY_SIZE(names); i++) { funcs[i].old_name = names[i]; funcs[i].new_func = news[i]; } ${REST}`;
    const { patch, says } = read(module(loop, tables));
    expect(says).toEqual([]);
    expect(patch?.objects?.[0]?.funcs?.map(({ oldName, newName }) => [oldName, newName])).toEqual([
      ['a', 'f'],
      ['b', 'g'],
    ]);
  });
});

it('everything that a livepatch has can be set in init', () => {
  const text = module(
    `struct klp_patch *lp = kzalloc(sizeof(*lp), GFP_KERNEL);
     if (!lp) return -ENOMEM;
     os = kcalloc(2, sizeof(*os), GFP_KERNEL);
     one.old_name = "a"; one.new_func = f; one.old_sympos = 2;
     os[0].name = "ext4"; os[0].funcs = &one; os[0].callbacks.pre_patch = pre;
     states[0].id = 7; states[0].version = 3;
     lp->objs = os; lp->states = states; lp->version = 4; lp->sticky = true; lp->replace_set = 2; lp->replace = all;`,
    'static struct klp_func one;static struct klp_object *os;\nstatic struct klp_state states[2];',
  ).replace('static struct klp_patch patch;', '');
  expect(read(text)).toEqual({
    patch: {
      name: 'p',
      version: 4,
      sticky: true,
      replaceSet: 2,
      replaceParam: 'all',
      params: [{ name: 'all', type: 'bool', default: 'N', mode: '0444' }],
      states: [{ id: 7, version: 3 }],
      funcs: [],
      objects: [
        {
          name: 'ext4',
          funcs: [{ oldName: 'a', newName: 'f', sympos: 2 }],
          callbacks: { pre_patch: { log: [], returns: -19 } },
        },
      ],
    },
    says: ['14: one has no empty element at its end; read as if it had'],
  });
});

it('init adds to what a structure begins as', () => {
  const structures =
    'static struct klp_func funcs[3] = { { .old_name = "a" } };static struct klp_object objs[2] = { { .name = "ext4" } };\n';
  const { patch, says } = read(module(`funcs[0].new_func = f; objs[0].name = NULL; ${REST}`, structures));
  expect(says).toEqual([]);
  expect(patch).toMatchObject(hooked.patch);
});

describe('what is not understood is named with its line', () => {
  it.each([
    [
      'while (next(&i)) funcs[i].old_name = names[i];',
      '10: “while (next(&i)) funcs[i].old_name = names[i];”; what it prints, sets or returns is left out',
    ],
    [
      'if (slow()) patch.replace = true;',
      '10: “if (slow()) patch.replace = true;”; left out: whether it holds is known only when it runs',
    ],
    ['funcs[slow()].old_name = "a";', '10: funcs[slow()].old_name = "a"; left out'],
    [
      'struct klp_func *at = next(); at->old_name = "a";',
      '10: at->old_name = "a"; left out: nothing leads there from struct klp_patch',
    ],
    [`funcs[0].old_name = kstrdup("a", GFP_KERNEL); ${REST}`, '10: .old_name = kstrdup("a", GFP_KERNEL); left out'],
    [
      'klp_enable_patch(&patch); patch.replace = true;',
      '10: patch.replace = true; left out: it comes after klp_enable_patch()',
    ],
    [
      'patch.objs = make();',
      '10: .objs make(); read as an empty list: the text does not show what stands in it. Write it as an array with its elements',
    ],
    [`funcs[1].old_name = "a"; ${REST}`, '10: an element of funcs after the empty one that ends it; left out'],
  ])('%s', (init, problem) => {
    expect(read(module(init)).says).toContain(problem);
  });
});

it('init may have its old name, or that of a call at boot', () => {
  const text = module(`funcs[0].old_name = "a"; funcs[0].new_func = f; ${REST}`);
  for (const other of [
    text.replace('module_init(p_init);', 'late_initcall(p_init);'),
    text.replace('module_init(p_init);', '').replace('p_init', 'init_module'),
  ])
    expect(read(other)).toMatchObject(hooked);
});

it.each([
  ['all', 'false', false],
  ['!all', 'true', true],
])('what depends on a parameter is read by its default: sticky = %s', (value, said, sticky) => {
  const { patch, says } = read(
    module(`funcs[0].old_name = "a"; funcs[0].new_func = f; ${REST} patch.sticky = ${value};`),
  );
  expect(says).toEqual([`10: .sticky = ${value}; read as ${said}: the parameter has its default`]);
  expect(patch?.sticky ?? false).toBe(sticky);
});

it('a livepatch that is part of something else is named', () => {
  const text = module(`return klp_enable_patch(&all_of_it.patch);`).replace('static struct klp_patch patch;', '');
  expect(read(text).says).toEqual([
    '10: what klp_enable_patch(&all_of_it.patch) is given; left out: no variable is a struct klp_patch',
  ]);
});

it.each([
  ['1 ? true : false', true],
  ['0 ? true : false', undefined],
])('patch.replace = %s', (value, replace) => {
  const { patch, says } = read(
    module(`funcs[0].old_name = "a"; funcs[0].new_func = f; ${REST} patch.replace = ${value};`),
  );
  expect([patch?.replace, says]).toEqual([replace, []]);
  const asked = module(`${REST} patch.replace = slow() ? true : false;`);
  expect(read(asked).says).toContain('10: .replace = slow(); read as false');
});

it('gcc takes a ?: b, which is a or else b', () => {
  const { patches } = readModules(
    module(`funcs[0].old_name = NULL ?: "a"; funcs[0].new_func = f; pr_info("%s\\n", "x" ?: "y"); ${REST}`),
    'p.c',
  );
  expect(patches[0]).toMatchObject({ initLog: { before: ['x'] }, objects: [{ funcs: [{ oldName: 'a' }] }] });
});

it('words that only C++ has are names', () => {
  const { problems, patches } = readModules(
    'static int class(struct a *new, int this) { pr_info("x\\n"); return new->private; }\nint init_module(void) { return 0; }\nvoid cleanup_module(void) { }\nMODULE_LICENSE("GPL");',
    'm.c',
  );
  expect([problems, patches]).toEqual([[], []]);
});
