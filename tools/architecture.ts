/**
 * Who may import whom, as data. Kernel → chart → trace → everything that looks.
 *
 * What a row may import stands above it; `backwards` names what does not. A file belongs to the row with the longest
 * `folder` that is its path or holds it. `architecture.test.ts` checks every file under `src` except the tests and what
 * they share (`….testkit.ts`), which may import anything and which nothing imports.
 */
import { posix } from 'node:path';
import { importsOf } from './imports';

export interface Row {
  /** A folder or a file under `src`. */
  readonly folder: string;
  /** Folders and files under `src` whose values and types it may import. What its own `folder` holds always. */
  readonly values: readonly string[];
  /** Folders that it fetches with `import()` when they are asked for, and of which it knows nothing else. */
  readonly lazy?: readonly string[];
  /** Folders and files of which it may import types only. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
}

/** Everything below the viewer. */
const core = ['kernel', 'chart', 'diagram', 'trace', 'scenarios', 'dmesg', 'sysfs', 'link', 'replay', 'phrases'];
/** What every feature stands on. */
const below = [...core, 'shapes', 'file', 'viewer', 'parts', 'session', 'words'];
const react = ['@xstate/react', 'react', 'react-dom', 'zustand', 'radix-ui', '@tanstack/react-virtual'];
const fonts = ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'];
/** What a reader does: one folder each. They know the panels, and of those before them only what a row says. */
const features = [
  'timeline',
  'compare',
  'learn',
  'export',
  'mine',
  'files',
  'telling',
  'sandbox',
  'find',
  'share',
  'help',
];

export const table: readonly Row[] = [
  { folder: 'kernel', values: [], packages: [] },
  { folder: 'chart', values: ['kernel'], packages: ['xstate'] },
  { folder: 'trace', values: ['kernel', 'chart'], packages: [] },
  { folder: 'diagram', values: ['kernel', 'chart'], packages: [] },
  { folder: 'scenarios', values: ['kernel'], types: ['chart/facts'], packages: [] },
  { folder: 'dmesg', values: ['kernel', 'chart/facts'], packages: [] },
  { folder: 'sysfs', values: ['kernel'], packages: [] },
  { folder: 'shapes', values: ['kernel'], packages: ['valibot'] },
  { folder: 'file', values: ['kernel', 'trace', 'scenarios', 'dmesg', 'shapes'], packages: ['valibot'] },
  { folder: 'link', values: ['kernel', 'scenarios'], types: ['trace'], packages: [] },
  {
    folder: 'replay',
    values: ['kernel', 'trace', 'dmesg', 'sysfs', 'scenarios', 'shapes', 'file'],
    packages: ['diff', 'valibot'],
  },
  { folder: 'phrases', values: ['kernel'], packages: [] },
  {
    folder: 'replay/command',
    values: [...core, 'shapes', 'file'],
    packages: ['node:fs', 'node:path', 'node:util', 'node:zlib'],
  },
  { folder: 'replay/main', values: ['replay'], packages: ['node:process'] },
  { folder: 'source', values: ['kernel'], packages: ['@lezer/cpp', '@lezer/common'] },
  {
    folder: 'intake',
    values: ['kernel', 'scenarios', 'file', 'phrases', 'shapes/record', 'source/logLine', 'source/shownTask'],
    lazy: ['source'],
    packages: [],
  },
  { folder: 'offline', values: [], packages: [] },
  { folder: 'parts', values: [], packages: react },
  { folder: 'viewer', values: [...core, 'shapes/record'], packages: ['zustand/vanilla'] },
  {
    folder: 'session',
    values: [...core, 'shapes', 'file', 'viewer', 'parts/quiet'],
    packages: [...react, 'valibot', 'xstate', 'zustand/middleware'],
  },
  { folder: 'words', values: [...core, 'viewer', 'parts', 'session'], packages: react },
  { folder: 'panels', values: below, packages: react },
  { folder: 'still', values: ['panels/tasks/density', 'panels/tasks/room'], packages: [] },
  { folder: 'export/figure', values: [], packages: ['uqr'] },
  { folder: 'timeline', values: [...below, 'panels'], packages: react },
  { folder: 'compare', values: [...below, 'panels'], packages: react },
  { folder: 'learn', values: [...below, 'panels'], packages: [...react, 'valibot'] },
  { folder: 'export', values: [...below, 'panels'], packages: [...react, ...fonts] },
  { folder: 'mine', values: [...below, 'export/fileName'], packages: react },
  { folder: 'files', values: [...below, 'panels', 'intake', 'mine/editing', 'mine/talkTitle'], packages: react },
  { folder: 'telling', values: [...below, 'panels', 'learn/guess', 'mine/editing'], packages: react },
  { folder: 'sandbox', values: [...below, 'panels', 'intake'], lazy: ['source'], packages: react },
  { folder: 'find', values: [...below, 'panels', 'learn/glossary'], packages: react },
  { folder: 'share', values: [...below, 'panels'], lazy: ['export'], packages: react },
  { folder: 'help', values: [...below, 'panels'], packages: react },
  {
    folder: 'app',
    values: [...below, 'panels', ...features, 'offline'],
    lazy: ['talk'],
    packages: [...react, ...fonts],
  },
  { folder: 'talk', values: [...below, 'panels', ...features, 'app'], packages: [...react, 'valibot'] },
  { folder: 'embed', values: [...below, 'panels', ...features, 'app'], packages: react },
  {
    folder: 'page',
    values: [...below, 'still/waiting', 'app', 'talk', 'embed', 'offline'],
    packages: ['react', 'react-dom'],
  },
  { folder: 'main', values: ['scenarios', 'still/waiting'], lazy: ['page'], packages: ['react-dom'] },
];

/** Arrows that point up, each with its reason: `folder → what it imports`. The README quotes them. */
export const backwards: Readonly<Record<string, string>> = {
  'app → talk': 'the workbench fetches the talk when one begins; the talk shows the toolbar’s parts',
};

/** What a row allows although it does not stand above it, as in `backwards`. */
export const pointingUp = (rows: readonly Row[]): string[] =>
  rows.flatMap((row, at) =>
    [...row.values, ...(row.lazy ?? []), ...(row.types ?? [])]
      .filter((allowed) => {
        const owner = rowOf(rows, allowed);
        return owner === undefined || rows.indexOf(owner) >= at;
      })
      .map((allowed) => `${row.folder} → ${allowed}`),
  );

const rowOf = (rows: readonly Row[], name: string): Row | undefined =>
  rows
    .filter(({ folder }) => within(folder, name))
    .sort((a, b) => b.folder.length - a.folder.length)
    .at(0);

/** Is it part of the app, and not of its tests? */
export const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !isTest(path.replace(/\.tsx?$/, ''));

const isTest = (name: string): boolean => /\.(test|testkit)$/.test(name);

/** A file of the app: `path` from the top of the project, e.g. `src/kernel/model.ts`. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/**
 * One sentence per import that the table does not allow, with the file, the import and the line of the table to
 * edit when the table, not the import, is what should change.
 * @param tableText the text of this file, to find that line.
 */
export function violations(sources: readonly Source[], tableText: string): string[] {
  return sources.flatMap(({ path, text }) => {
    const name = path.replace(/^src\//, '').replace(/\.tsx?$/, '');
    const row = rowOf(table, name);
    if (row === undefined) return [`${path} belongs to no row of the table in tools/architecture.ts.`];
    const line = tableText.split('\n').findIndex((one) => one.includes(`folder: '${row.folder}'`)) + 1;

    return importsOf(path, text).flatMap(({ source, kind, line: at }) => {
      const drawn = isWords(path) ? refuseDrawing(name, source, sources) : null;
      if (drawn !== null) return [`${path}:${at} imports '${source}': ${drawn}.`];
      const because = source.startsWith('.')
        ? refuseFolder(row, posix.join(posix.dirname(name), source.replace(/\.(tsx?|json)(\?.*)?$/, '')), kind)
        : refusePackage(row, source);
      const where = `To allow it, edit the row '${row.folder}': tools/architecture.ts:${line}.`;
      return because === null ? [] : [`${path}:${at} imports '${source}': ${because}. ${where}`];
    });
  });
}

/** What is said and decided can be tested without a browser: only hooks and components know React. */
const isWords = (path: string): boolean => path.endsWith('.ts') && !/(^|\/)use[A-Z]\w*\.ts$/.test(path);

/** Packages that are or hold React. Of zustand that is its main entry; `zustand/vanilla` knows nothing of it. */
const drawing = ['react', 'react-dom', 'radix-ui', '@xstate/react', '@tanstack/react-virtual', 'zustand/react'];

function refuseDrawing(name: string, source: string, sources: readonly Source[]): string | null {
  if (source === 'zustand' || drawing.some((one) => within(one, source))) {
    return `a .ts file does not know ${source}; call it use….ts when it is a hook, .tsx when it draws`;
  }
  if (!source.startsWith('.')) return null;
  const target = `src/${posix.join(posix.dirname(name), source)}.tsx`;
  return sources.some(({ path }) => path === target) ? 'a .ts file imports no .tsx file' : null;
}

/** Names that differ only in the case of their letters are one file on some machines. */
export function twins(paths: readonly string[]): string[][] {
  const alike = new Map<string, string[]>();
  for (const path of paths) {
    const name = path.replace(/\.tsx?$/, '').toLowerCase();
    alike.set(name, [...(alike.get(name) ?? []), path]);
  }
  return [...alike.values()].filter(({ length }) => length > 1);
}

function refuseFolder(row: Row, target: string, kind: string): string | null {
  if (isTest(target)) return `'${target}' is for tests only`;
  if (target.startsWith('../')) return `'${row.folder}' may not import from outside src`;
  if (within(row.folder, target)) return null;
  if (row.values.some((folder) => within(folder, target))) return null;
  if (row.lazy?.some((folder) => within(folder, target))) {
    return kind === 'dynamic' ? null : `'${row.folder}' may only fetch '${target}' with import()`;
  }
  if (!row.types?.some((folder) => within(folder, target))) return `'${row.folder}' may not import '${target}'`;
  return kind === 'type' ? null : `'${row.folder}' may import only types from '${target}'`;
}

function refusePackage(row: Row, source: string): string | null {
  return row.packages.some((allowed) => within(allowed, source))
    ? null
    : `'${row.folder}' may not import the package '${source}'`;
}

function within(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
