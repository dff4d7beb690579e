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
  ['after a function', 'int f(void) { return 0; }\n/* this is\n * the end', 2],
  ['in a function', 'int f(void)\n{\n return 0; /* cut', 3],
  ['in a list', 'struct klp_func f[] = {\n { .old_name = "a", }, /* and\n', 2],
  ['in a directive', '#define A 1 /* one\n * of', 1],
])('a text that is cut in a comment %s names the comment, and no brace', (_, text, opened) => {
  const what = `the comment that is opened in line ${opened} has no */, and the text ends in it`;
  const [first, ...more] = readModules(text).problems;
  expect([first, ...more].filter((problem) => problem?.what === what)).toMatchObject([{ line: opened }]);
  expect([first, ...more].filter((problem) => /is missing|#if/.test(problem?.what ?? ''))).toEqual([]);
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
