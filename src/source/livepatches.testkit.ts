/** The C of small livepatches. */

export const mark = 'MODULE_INFO(livepatch, "Y");';
export const init =
  'static int lp_init(void) { return klp_enable_patch(&patch); } static void lp_exit(void) { } module_init(lp_init); module_exit(lp_exit); MODULE_LICENSE("GPL");';
/** A livepatch of the objects that an array of this text makes. */
export const withObjects = (objects: string, before = ''): string =>
  `${before}\nstatic struct klp_object objs[] = ${objects};\nstatic struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };\n${init}\n${mark}`;
/** A livepatch of the functions that an array of this text replaces. */
export const withFuncs = (funcs: string, before = ''): string =>
  withObjects('{ { .funcs = funcs }, {} }', `${before}\nvoid g(void) {}\nstatic struct klp_func funcs[] = ${funcs};`);
