import { expect, test } from 'vitest';
import { readModules } from './readModules';

test('module_init() and module_exit() need no ;', () => {
  const text = `static int a_init(void) { return 0; }
module_init(a_init)
static void a_exit(void) { }
module_exit(a_exit);
MODULE_LICENSE("GPL");`;
  expect(readModules(text)).toMatchObject({ targets: [{ name: 'a' }], problems: [] });
});

test.each([
  ['int x = 3\nint y;', 1, '; is missing after “int x = 3”'],
  ['struct klp_func f[] = {\n { .old_name = "a" }\n { }\n};', 2, ', is missing after “{ .old_name = "a" }”'],
  ['struct klp_func f[] = {\n { }', 2, '} is missing after “{ }”: the { of line 1 is not closed'],
  ['int f(void) { return 0 }', 1, '; is missing after “int f(void) { return 0”'],
  ['int f(void) {\n pr_info("x" ;\n}', 2, ') is missing after “pr_info("x"”'],
  [
    'int f(void) {\n return 0;\nint g(void) { return 1; }',
    3,
    '} is missing after “int g(void) { return 1; }”: the { of line 1 is not closed',
  ],
  ['struct klp_func f[] = { {\n .old_name = , .new_func = b }, {} };', 2, 'a value is missing after “.old_name”'],
  ['static int broken = = 1;', 1, '“=” is not expected here'],
  ['int f(void) { return 0; }\n}', 2, '“}” closes nothing'],
  ['int a;\nMODULE_LICENSE("GPL")\nint b;', 2, '; is missing'],
])('%j: what is missing is named, on the line where it is', (text, line, what) => {
  expect(readModules(text).problems).toContainEqual(expect.objectContaining({ line, what }));
});
