import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { filesIn } from './imports';

describe('the project', () => {
  it.each([
    ['react', '19'],
    ['react-dom', '19'],
    ['xstate', '5.33'],
    ['zustand', '5'],
    ['vite', '8'],
    ['typescript', '7'],
  ])('uses %s %s', (name, version) => {
    const manifest: unknown = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
    expect(manifest).toHaveProperty('version', expect.stringMatching(`^${version.replace('.', '\\.')}\\.`));
    const own = JSON.parse(readFileSync('package.json', 'utf8'));
    const range = own.dependencies[name] ?? own.devDependencies[name];
    expect(range.replace(/^[~^]/, '').split('.').slice(0, version.split('.').length).join('.')).toBe(version);
  });

  it('can be installed everywhere: the lock file has every platform of every tool', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const optional = Object.values<{ optionalDependencies?: object }>(packages).flatMap((one) =>
      Object.keys(one.optionalDependencies ?? {}),
    );
    expect(optional.length).toBeGreaterThan(0);
    expect(
      optional.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`))),
    ).toEqual([]);
  });

  it('is the same on every machine: no file names a path of the one it was written on', () => {
    const needles = [process.cwd(), homedir()].filter((path) => path.split('/').length > 2);
    const named = ['src', 'e2e', 'tools', 'public'].flatMap((folder) =>
      filesIn(folder).filter((path) => {
        const text = readFileSync(path, 'utf8');
        return needles.some((needle) => text.includes(needle)) || /(?<![\w.])\/(home|Users)\/\w/.test(text);
      }),
    );
    expect(named).toEqual([]);
  });

  it('names in its comments only files that are there', () => {
    const folders = ['src', 'e2e', 'tools', 'public'];
    const there = [...folders.flatMap(filesIn), ...readdirSync('.')].map((path) => `/${path}`);
    const gone = folders.flatMap(filesIn).flatMap((path) => {
      if (!/\.(tsx?|css)$/.test(path)) return [];
      const comments = readFileSync(path, 'utf8').match(/\/\*.*?\*\/|(?<![:'"`\w])\/\/[^\n]*/gs) ?? [];
      const named = comments.flatMap((comment) => [
        ...comment.matchAll(/`([\w/-]+(?:\.\w+)*\.(?:tsx?|css|json|md))`/g),
      ]);
      return named
        .map(([, name]) => name)
        .filter((name) => !there.some((one) => one.endsWith(`/${name}`)))
        .map((name) => `${path}: ${name}`);
    });
    expect(gone).toEqual([]);
  });

  it('loads nothing from the network: no style sheet or page names another host', () => {
    const pages = ['index.html', ...filesIn('src').filter((path) => path.endsWith('.css'))];
    expect(
      pages.filter((path) => /(?:url\(|src=|href=|@import)\s*['"]?(?:https?:)?\/\//.test(readFileSync(path, 'utf8'))),
    ).toEqual([]);
  });
});
