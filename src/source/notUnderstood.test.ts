import { describe, expect, it, test } from 'vitest';
import { withFuncs, withObjects } from './livepatches.testkit';
import { readModules } from './readModules';

const problemsOf = (text: string) =>
  readModules(text).problems.map(({ line, what, instead }) => `${line}: ${what} → ${instead}`);

describe('what is not understood is named with its line, and the rest is read', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'a list without an end',
      withFuncs('{ { "f", g } }'),
      ['3: funcs has no empty element at its end → read as if it had'],
    ],
    [
      'something after the end',
      withFuncs('{ { "f", g }, {}, { "h", g } }'),
      ['3: an element of funcs after the empty one that ends it → left out'],
    ],
    [
      'a function without a name',
      withFuncs('{ { .new_func = g }, {} }'),
      ['3: a struct klp_func without .old_name → left out'],
    ],
    [
      'a field that no kernel has',
      withFuncs('{ { "f", g, .colour = 3 }, {} }'),
      ['3: .colour of struct klp_func → left out'],
    ],
    [
      'a field of another structure',
      withFuncs('{ { .old_name = "f", .new_func = g, .sympos = 1 }, {} }'),
      ['3: .sympos of struct klp_func → read as .old_sympos: a compiler knows no .sympos'],
    ],
    [
      'a field of another structure beside its own',
      withFuncs('{ { .old_name = "f", .new_func = g, .old_sympos = 2, .sympos = 1 }, {} }'),
      ['3: .sympos of struct klp_func → left out'],
    ],
    [
      'a position that is no number',
      withFuncs('{ { "f", g, where() }, {} }'),
      ['3: .old_sympos = where() → read as 0'],
    ],
    [
      'an array that is not there',
      withObjects('{ { .name = "m", .funcs = elsewhere }, {} }'),
      [
        '2: .funcs elsewhere → read as an empty list: the text does not show what stands in it. Write it as an array with its elements',
      ],
    ],
    [
      'an option that only another kernel has',
      withFuncs('{\n#ifdef CONFIG_FOO\n{ "x", g },\n#endif\n{ } }'),
      ['4: whether the kernel has CONFIG_FOO → taken not to have it'],
    ],
    [
      'an #if that cannot be told',
      withFuncs('{ {} }', '#if sizeof(int) == 4\n#endif'),
      ['1: #if sizeof(int) == 4 → taken not to hold'],
    ],
    [
      'a parameter of several values',
      withFuncs('{ {} }', 'static char *pids[8];\nmodule_param_array(pids, charp, NULL, 0);'),
      ['2: module_param_array(pids, …) → read as a parameter that holds a text'],
    ],
    [
      'a file of another',
      `#include "other.c"\n${withFuncs('{ {} }')}`,
      ['1: #include "other.c" → left out: drop other.c together with this, or put its text in that place'],
    ],
    [
      'macros without end',
      `${Array.from({ length: 40 }, (_, at) => `#define A${at} A${at + 1} A${at + 1}`).join('\n')}\nint x = A0;\n${withFuncs('{ {} }')}`,
      ['1: macros that grow without end → left as they stand'],
    ],
    ['brackets without end', 'f('.repeat(200), ['1: more than 100 brackets inside each other → not read']],
    ['no C at all', 'Dear list,', ['1: no struct klp_patch, and no module_init() → nothing was read']],
    ['nothing', '', ['1: no struct klp_patch, and no module_init() → nothing was read']],
  ])('%s', (_, text, expected) => {
    const problems = problemsOf(text);
    for (const sentence of expected) expect(problems).toContain(sentence);
  });

  test('in the middle of a file', () => {
    const text = withFuncs('{ { "f", g }, { "h", @@ }, { "i", g }, {} }');
    const { patches, problems } = readModules(text);
    expect(patches[0]?.objects?.[0]?.funcs).toContainEqual({ oldName: 'i', newName: 'g' });
    expect(problems.every(({ line }) => line === 3)).toBe(true);
    expect(problems).not.toEqual([]);
  });
});
