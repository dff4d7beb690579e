/** Livepatches as klp-build has them: structures in sections, an init function that it adds, macros for callbacks. */
import { describe, expect, it } from 'vitest';
import { readModules } from './readModules';

const read = (text: string) => {
  const { patches, problems } = readModules(text, 'p.c');
  return { patches, says: problems.map(({ line, what, instead }) => `${line}: ${what}; ${instead}`) };
};

/** The shape of `scripts/livepatch/init.c` of Linux 6.19. */
const init = `extern struct klp_object_ext __start_klp_objects[];
static struct klp_patch *patch;
static int __init livepatch_mod_init(void)
{
	struct klp_object *objs;
	unsigned int nr_objs = __stop_klp_objects - __start_klp_objects;

	patch = kzalloc(sizeof(*patch), GFP_KERNEL);
	objs = kzalloc(sizeof(struct klp_object) * (nr_objs + 1), GFP_KERNEL);
	for (int i = 0; i < nr_objs; i++) {
		struct klp_object_ext *obj_ext = __start_klp_objects + i;
		struct klp_func *funcs = kzalloc(sizeof(struct klp_func), GFP_KERNEL);
		for (int j = 0; j < obj_ext->nr_funcs; j++)
			funcs[j].old_name = obj_ext->funcs[j].old_name;
		objs[i].funcs = funcs;
	}
	patch->mod = THIS_MODULE;
	patch->objs = objs;
#ifdef KLP_NO_REPLACE
	patch->replace = false;
#else
	patch->replace = true;
#endif
	return klp_enable_patch(patch);
}
module_init(livepatch_mod_init);
MODULE_INFO(livepatch, "Y");
static void __exit livepatch_mod_exit(void) { }
module_exit(livepatch_mod_exit);
MODULE_LICENSE("GPL");
`;
const structures = `static int new_a(void) { return 0; }
static struct klp_func_ext funcs[] __section("__klp_funcs") = {
	{ .old_name = "a", .new_func = new_a },
	{ .old_name = "b", .new_func = new_a, .sympos = 2 },
};
static struct klp_object_ext obj __used __section("__klp_objects") = {
	.name = "ext4", .funcs = funcs, .nr_funcs = 2,
};
`;
const objects = [
  {
    name: 'ext4',
    funcs: [
      { oldName: 'a', newName: 'new_a' },
      { oldName: 'b', newName: 'new_a', sympos: 2 },
    ],
  },
];

describe('what klp-build puts into a module', () => {
  it('is read by itself', () => {
    expect(read(structures)).toEqual({ patches: [{ name: 'p', replace: true, funcs: [], objects }], says: [] });
  });

  it('is read with the init function, whose loop over them is named', () => {
    const { patches, says } = read(structures + init);
    expect(patches).toEqual([{ name: 'p', replace: true, funcs: [], objects }]);
    expect(says).toEqual(['18: “for (int i = 0; i < nr_objs; i++) {”; what it prints, sets or returns is left out']);
  });

  it('is not in the init function alone, which says where it is', () => {
    const { patches, says } = read(init);
    expect(patches).toEqual([{ name: 'p', replace: true, funcs: [] }]);
    expect(says).toContain(
      '18: .objs objs; read as an empty list: it is made of the section __klp_objects, which klp-build fills with what a diff changes',
    );
  });

  it('has as many functions as it says', () => {
    const { patches, says } = read(structures.replace('nr_funcs = 2', 'nr_funcs = 1'));
    expect(patches[0]?.objects?.[0]?.funcs).toHaveLength(1);
    expect(says).toEqual(['7: .nr_funcs is 1, and there are 2; read as 1']);
  });

  it.each(['KLP_PRE_PATCH_CALLBACK(f);', 'KPATCH_POST_UNPATCH_CALLBACK(f);'])('%s is for the tool', (line) => {
    const { says } = read(`static int f(struct klp_object *obj) { return 0; }\n${line}\n`);
    expect(says).toContain(
      `2: ${line.slice(0, -4)}(…); left out: it is for klp-build, or kpatch-build. Write it into the callbacks of a struct klp_object`,
    );
  });
});

it('a position has another name there than in struct klp_func', () => {
  const sympos = (says: string) => read(structures.replace('.sympos = 2', says));
  const old = sympos('.old_sympos = 2');
  expect(old.patches[0]?.objects).toEqual(objects);
  expect(old.says).toEqual([
    expect.stringMatching(
      /\.old_sympos of struct klp_func_ext; read as \.sympos: a compiler knows no \.old_sympos there$/,
    ),
  ]);
  const both = sympos('.old_sympos = 3, .sympos = 2');
  expect(both.patches[0]?.objects).toEqual(objects);
  expect(both.says).toEqual([expect.stringMatching(/\.old_sympos of struct klp_func_ext; left out$/)]);
});
