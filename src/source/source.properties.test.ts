import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { specFromImage } from '../kernel/imageSpecs';
import { library } from '../kernel/library';
import { worldProblems } from '../kernel/worldProblems';
import { readModules } from './readModules';
import { readStack } from './readStack';
import { writeModule } from './writeModule';

const texts = library.flatMap((image) => (image.kind === 'livepatch' ? [writeModule(specFromImage(image))] : []));
const bits = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '(',
    ')',
    '"',
    "'",
    '/*',
    '*/',
    '//',
    '\\\n',
    '#',
    '\n#define X ',
    '\n#if ',
    '\n#endif\n',
    '##',
    ',',
    ';',
    '=',
    '.',
  ),
  fc.constantFrom(
    'struct klp_patch ',
    'NULL',
    '[0] = ',
    '.funcs',
    'pr_info("%s%d\\n", ',
    'if (',
    'return ',
    '&',
    '(void *)',
    '0x',
    '-',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const edit = fc.tuple(fc.nat(6000), fc.nat(40), bits);
const edited = fc
  .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([text, edits]) =>
    edits.reduce((all, [at, remove, add]) => {
      const start = at % (all.length + 1);
      return all.slice(0, start) + add + all.slice(start + remove);
    }, text),
  );

describe('any text', () => {
  it('is read without a throw, and what comes of it is in order', () => {
    const seen = { whole: 0, partly: 0 };
    fc.assert(
      fc.property(edited, (text) => {
        const { patches, targets, problems } = readModules(text);
        const lines = text.split('\n').length;
        for (const { line, what, instead } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
          expect(what).not.toBe('');
          expect(instead).not.toBe('');
        }
        for (const patch of patches) readModules(writeModule(patch));
        expect(Array.isArray(worldProblems({ tasks: [], patches, targets }))).toBe(true);
        seen[problems.length === 0 ? 'whole' : 'partly'] += 1;
      }),
      { numRuns: 150, seed: 20260722 },
    );
    expect(seen.whole).toBeGreaterThan(5);
    expect(seen.partly).toBeGreaterThan(40);
  }, 300_000);

  it('is read also when it is no C', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(readModules(text).patches).toEqual([]);
      }),
      { numRuns: 120, seed: 20260722 },
    );
  }, 120_000);
});

/** The quickest of three, in milliseconds. */
const time = (read: () => unknown): number => Math.min(...[0, 1, 2].map(() => cpuTime(read)));

describe('ten times the text takes about ten times as long', () => {
  const entry = (at: number): string => `\t{ .old_name = "f${at}", .new_func = g${at}, },\n`;
  const many = (count: number): string =>
    `static struct klp_func funcs[] = {\n${Array.from({ length: count }, (_, at) => entry(at)).join('')}{ } };\nstatic struct klp_patch patch = { .objs = (struct klp_object[]) { { .funcs = funcs }, { } } };`;
  const shapes: readonly (readonly [string, (size: number) => string])[] = [
    ['functions', (size) => many(size)],
    ['macros', (size) => `#define E(n) { #n, n },\nint x[] = { ${'E(f) '.repeat(size)} };`],
    [
      'definitions',
      (size) => Array.from({ length: size }, (_, at) => `#define N${at} ${at}\nint n${at} = N${at};`).join('\n'),
    ],
    ['open parentheses', (size) => '('.repeat(size)],
    ['open braces', (size) => '{'.repeat(size)],
    ['open braces in a list', (size) => `struct klp_patch p = ${'{ .a = '.repeat(size)}`],
    ['open comments', (size) => '/* '.repeat(size)],
    ['strings without an end', (size) => '"\n'.repeat(size)],
    ['conditions', (size) => '#if 1\n'.repeat(size)],
    ['calls of macros without an end', (size) => `#define F(x) x\n${'F('.repeat(size)}`],
    ['operators', (size) => `int x = ${'1 + '.repeat(size)}1;`],
    ['signs', (size) => `int x = ${'-'.repeat(size)}1;`],
    ['statements', (size) => `int init(void) { ${'pr_info("x\\n");'.repeat(size)} } module_init(init);`],
    ['words', (size) => 'word '.repeat(size)],
  ];

  it.each(shapes)(
    '%s',
    (_, shape) => {
      const [small, large] = [shape(500), shape(5000)];
      readModules(small);
      const [first, second] = [time(() => readModules(small)), time(() => readModules(large))];
      // What is quadratic takes a hundred times as long; a few milliseconds are the machine’s.
      expect(second).toBeLessThan(40 * Math.max(first, 8));
    },
    120_000,
  );

  it('frames of a stack', () => {
    const [small, large] = [300, 3000].map((size) => '[<0>] do_sys_poll+0x4e/0x60 [mod]\n? x\n'.repeat(size));
    const [first, second] = [time(() => readStack(small ?? '')), time(() => readStack(large ?? ''))];
    expect(second).toBeLessThan(40 * Math.max(first, 8));
  });
});
