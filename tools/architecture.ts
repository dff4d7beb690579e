/**
 * Who may import whom, as data. Kernel → chart → trace → everything that looks.
 *
 * A file belongs to the first row whose `folder` is its path or holds it; `architecture.test.ts` checks every file
 * under `src` except the tests and what they share (`….testkit.ts`), which may import anything and which nothing imports.
 */
import { posix } from 'node:path';
import { importsOf } from './imports';

export interface Row {
  /** A folder or a file under `src`. */
  readonly folder: string;
  /** Folders and files under `src` whose values and types it may import. Its own folder always. */
  readonly values: readonly string[];
  /** Folders that it fetches with `import()` when they are asked for, and of which it knows nothing else. */
  readonly lazy?: readonly string[];
  /** Folders and files of which it may import types only. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
}

/** Everything below the viewer. */
const core = ['kernel', 'chart', 'diagram', 'trace', 'scenarios', 'dmesg', 'sysfs', 'replay', 'link'];
/** What every feature stands on. */
const below = [...core, 'shapes', 'file', 'viewer', 'parts', 'session', 'words'];
const react = ['@xstate/react', 'react', 'react-dom', 'zustand', 'radix-ui', '@tanstack/react-virtual'];
const fonts = ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'];
/** What a reader does: one folder each. They know the panels, and of each other only what a row says. */
const features = [
  'timeline',
  'compare',
  'learn',
  'export',
  'files',
  'mine',
  'telling',
  'sandbox',
  'find',
  'share',
  'help',
];

const table: readonly Row[] = [
  { folder: 'kernel', values: [], packages: [] },
  { folder: 'chart', values: ['kernel'], packages: ['xstate'] },
  { folder: 'diagram', values: ['kernel', 'chart'], packages: [] },
  { folder: 'trace', values: ['kernel', 'chart'], packages: [] },
  { folder: 'scenarios', values: ['kernel'], types: ['chart/facts'], packages: [] },
  { folder: 'dmesg', values: ['kernel', 'chart/facts'], packages: [] },
  { folder: 'sysfs', values: ['kernel'], packages: [] },
  { folder: 'shapes', values: ['kernel'], packages: ['valibot'] },
  { folder: 'file', values: ['kernel', 'trace', 'scenarios', 'dmesg', 'shapes'], packages: ['valibot'] },
  { folder: 'replay/main', values: ['replay'], packages: ['node:process'] },
  { folder: 'replay/command', values: [...core, 'file'], packages: ['node:fs', 'node:path', 'node:util', 'node:zlib'] },
  {
    folder: 'replay',
    values: ['kernel', 'trace', 'dmesg', 'sysfs', 'scenarios', 'shapes', 'file'],
    packages: ['diff', 'valibot'],
  },
  { folder: 'link', values: ['kernel', 'scenarios'], types: ['trace'], packages: [] },
  { folder: 'source', values: ['kernel'], packages: ['@lezer/cpp', '@lezer/common'] },
  {
    folder: 'intake',
    values: ['kernel', 'scenarios', 'file', 'words/plural', 'source/logLine', 'source/shownTask'],
    lazy: ['source'],
    packages: [],
  },
  { folder: 'offline', values: [], packages: [] },
  { folder: 'parts', values: [], packages: react },
  { folder: 'viewer', values: [...core, 'words/events'], packages: ['zustand/vanilla'] },
  {
    folder: 'session',
    values: [...core, 'shapes', 'file', 'viewer', 'parts/quiet'],
    packages: [...react, 'valibot', 'xstate', 'zustand/middleware'],
  },
  { folder: 'words/events', values: ['kernel'], packages: [] },
  { folder: 'words', values: [...core, 'viewer', 'parts', 'session'], packages: react },
  { folder: 'panels', values: below, packages: react },
  { folder: 'export/figure', values: [], packages: ['uqr'] },
  { folder: 'timeline', values: [...below, 'panels'], packages: react },
  { folder: 'compare', values: [...below, 'panels'], packages: react },
  { folder: 'learn', values: [...below, 'panels'], packages: [...react, 'valibot'] },
  { folder: 'export', values: [...below, 'panels', 'export/figure'], packages: [...react, ...fonts] },
  { folder: 'files', values: [...below, 'panels', 'intake', 'mine/editing', 'mine/talkTitle'], packages: react },
  { folder: 'mine', values: [...below, 'export/files', 'export/fileName'], packages: react },
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
  { folder: 'main', values: ['scenarios'], lazy: ['page'], packages: ['react-dom'] },
  { folder: 'page', values: [...below, 'app', 'talk', 'embed', 'offline'], packages: ['react', 'react-dom'] },
];

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
    const row = table.find(({ folder }) => within(folder, name));
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

function refuseDrawing(name: string, source: string, sources: readonly Source[]): string | null {
  if (['react', 'react-dom', 'radix-ui'].some((drawing) => within(drawing, source))) {
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
  const [own] = row.folder.split('/');
  if (own !== undefined && within(own, target)) return null;
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
