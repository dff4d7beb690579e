import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { readJson } from './json';

const says = (text: string): string => {
  const read = readJson(text);
  if ('json' in read) return 'read';
  return read.problems.map(({ at, says: what }) => `${at}: ${what.replace(/^not JSON: /, '')}`).join('; ');
};

describe('where a text stops being JSON it says what is wrong, and what would do', () => {
  it.each([
    [
      '{\n "a": [1, 2,\n',
      'line 3, column 1: the text ends here, and the [ of line 2 has no ] yet: the end of the file is missing',
    ],
    ['{"a": "b', 'line 1, column 7: the text "b has no end: the file is not complete'],
    ['{ "a": 1, }', 'line 1, column 9: the comma before } is one too many'],
    ['[1 2]', 'line 1, column 4: a comma, or the ] of the list, is missing before “2”'],
    ['{ "a" 1 }', 'line 1, column 7: a colon is missing after “a”'],
    ['{ a: 1 }', 'line 1, column 3: the name of a field is missing: it stands in double quotes: write "a"'],
    ["{ 'a': 1 }", 'line 1, column 3: the name of a field is missing: it stands in double quotes'],
    ['{ "a": True }', 'line 1, column 8: “True” is no word of JSON: write true'],
    ['{ "a": 0x10 }', 'line 1, column 8: “0x10” is no number of JSON: write it with decimal digits, as 16 or 0.5'],
    ['{ "a": NaN }', 'line 1, column 8: “NaN” is no number of JSON: write it with decimal digits, as 16 or 0.5'],
    ['{ "a": constructor }', 'line 1, column 8: “constructor” is no value of JSON: a text stands in double quotes'],
    ['{ "a":, }', 'line 1, column 7: a value is missing before “,”'],
    ['{\n // mine\n "a": 1 }', 'line 2, column 2: a comment, of which JSON has none: take it out'],
    ['{ "a": "C:\\x" }', 'line 1, column 11: “\\x” in a text: write \\\\ for one backslash'],
    ['{ "a": "b\n" }', 'line 1, column 10: the text "b has in it the end of a line: write \\n, and close its quotes'],
    ['{ "a": "b\t" }', 'line 1, column 10: the text "b has in it a mark of its own ("\\t"): write it like that'],
    ['{}\n{}', 'line 2, column 1: the value is complete before “{”: one file is one value'],
    [' \n', ': the file is empty'],
    [
      '['.repeat(2000),
      'line 1, column 1001: more than 1000 objects and lists inside each other, which nothing here has',
    ],
  ])('%j', (text, what) => {
    expect(says(text)).toBe(what);
  });
});

it('a name that stands twice in an object is named, with its lines, for only the last would count', () => {
  expect(says('{ "a": { "b": [1, { "c": 1,\n "c": 2, "d": { "c": 3 } }] } }')).toBe(
    'a.b[1]: “c” stands twice, in line 1 and in line 2, and only the last would count: keep one',
  );
  expect(says('{ "__proto__": 1, "__proto__": 2 }')).toBe(
    ': “__proto__” stands twice, in line 1, and only the last would count: keep one',
  );
  expect(says('[{ "a": 1 }, { "a": 2, "constructor": 3 }]')).toBe('read');
});

it('what a browser takes is taken, and nothing else', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    '0',
    'e',
    'true',
    'null',
    ' ',
    '\n',
    '\\',
    '.',
    'x',
  ];
  const bits = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join(''));
  const isTaken = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.oneof(bits, fc.json()), (text) => {
      expect(/^read$| stands twice/.test(says(text))).toBe(isTaken(text));
    }),
    { numRuns: 5000, seed: 1 },
  );
});

it.each([
  ['brackets', '['.repeat(1_000_000)],
  ['objects', '{"a":'.repeat(200_000)],
  ['one line of names', `{${Array.from({ length: 80_000 }, (_, at) => `"k${at}":1`).join(',')}}`],
  ['the same name', `{${'"k":1,'.repeat(100_000)}"k":1}`],
  ['a long text', `"${'\\n'.repeat(500_000)}"`],
  ['a text without an end', `"${'x'.repeat(1_000_000)}`],
  ['lines', '\n'.repeat(1_000_000)],
  ['signs', '-'.repeat(1_000_000)],
])('a megabyte is read in no time: %s', (_, text) => {
  expect(cpuTime(() => readJson(text))).toBeLessThan(2000);
});
