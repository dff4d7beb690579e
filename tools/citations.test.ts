/**
 * Every kernel function that the project names was looked up once in the source of the kernel that `citations.json` names. A
 * new one fails here, until somebody has looked and adds it, with a word how.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import checked from './citations.json';

const root = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', 'src', 'README.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((name) => /\.(?:tsx?|md|json)$/.test(name) && !name.startsWith('src/replay/recorded/'));

const listed: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(checked.files).map(([file, functions]) => [file, new Map(Object.entries<string>(functions))]),
);
const everywhere = new Set([...listed.values()].flatMap((functions) => [...functions.keys()]));

/** A comment that is broken over lines is one text. */
const textOf = (name: string): string => readFileSync(join(root, name), 'utf8').replaceAll(/\n\s*(?:\*|\/\/) ?/g, ' ');

const CITED = /((?:[a-z][\w-]*\/)+[\w-]+\.[chS])`?:\s+((?:`?\w+\(\)`?(?:,\s+(?:and )?| and )?)+)/g;
const NAMED = /(?<![\w.$])(_*[a-z][a-z0-9]*_[a-z0-9_]*|_+[a-z][a-z0-9_]*)\(\)/g;

/** `file: function` of every `path/file.c: function(), function()`. */
const citedIn = (text: string): readonly string[] =>
  [...text.matchAll(CITED)].flatMap(([, file = '', functions = '']) =>
    [...functions.matchAll(/(\w+)\(\)/g)].map(([, func]) => `${file}: ${func}`),
  );

const isListed = (pair: string): boolean => {
  const [file = '', func = ''] = pair.split(': ');
  return listed.get(file)?.has(func) === true;
};

describe(`kernel functions, looked up in ${checked.checkedAgainst}`, () => {
  it('the files that are cited have the functions that are cited', () => {
    const wrong = files.flatMap((name) =>
      citedIn(textOf(name))
        .filter((pair) => !isListed(pair))
        .map((pair) => `${name} cites ${pair}()`),
    );
    expect(wrong).toEqual([]);
  });

  it('a function that a sentence names exists', () => {
    // src/source is about the C of modules, whose macros have no place in the livepatch core.
    const sources = files.filter((name) => !/\.test\.tsx?$|\.testkit\.|\.json$|^src\/source\//.test(name));
    const wrong = sources.flatMap((name) =>
      [...textOf(name).matchAll(NAMED)]
        .map(([, func = '']) => func)
        .filter((func) => !everywhere.has(func))
        .map((func) => `${name} names ${func}()`),
    );
    expect(wrong).toEqual([]);
  });

  it('finds a citation however it is written, and says of each how it was checked', () => {
    expect(citedIn('`kernel/a/b.c`: `f()`, `g_h()` and `i()`; include/linux/x.h: j()')).toEqual([
      'kernel/a/b.c: f',
      'kernel/a/b.c: g_h',
      'kernel/a/b.c: i',
      'include/linux/x.h: j',
    ]);
    expect(isListed('kernel/livepatch/core.c: klp_enable_patch')).toBe(true);
    expect(isListed('kernel/livepatch/core.c: klp_check_stack_func')).toBe(false);
    for (const how of [...listed.values()].flatMap((functions) => [...functions.values()])) expect(how).not.toBe('');
  });
});
