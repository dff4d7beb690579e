/** What a browser fetches until the first screen of the built app is complete. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { importsOf } from './imports';

export interface Fetched {
  /** Its path in the built folder. */
  readonly file: string;
  readonly bytes: number;
  /** After gzip, where it is not compressed already. */
  readonly gzip: number;
  /** Neither the page nor its first script names it: the browser heard of it late. */
  readonly late: boolean;
}

export interface Limits {
  /** Of scripts, styles and data. */
  readonly bytes: number;
  /** Of HTML. */
  readonly page: number;
  readonly requests: number;
}

/** What the screen is there without, in the font of the system or without a picture. */
const WAITS_FOR_NOBODY = /\.(woff2|svg|png|webmanifest)$/;

/** The page, which is there first, and what it shows until the app is there: HTML. */
const PAGE = /\.(html|still)$/;

export const isPage = ({ file }: Fetched): boolean => PAGE.test(file);

/** Scripts, styles and data. */
export const isWaitedFor = (each: Fetched): boolean => !WAITS_FOR_NOBODY.test(each.file) && !isPage(each);

export const gzipOf = (fetched: readonly Fetched[]): number => fetched.reduce((sum, { gzip }) => sum + gzip, 0);

/** Every panel shows more than its name; those behind a tab a few words beside it. */
export const PANELS = [
  'Loaded patches',
  'Module library',
  'Version counter',
  'Tasks',
  'Statechart',
  'Why',
  'Kernel log',
  'Functions',
  'Sysfs',
];

/**
 * The files in the order in which they were asked for, from an empty cache.
 * @param folder where the built files lie.
 * @param address where they are served, with the hash of a link.
 */
export async function firstScreen(browser: Browser, folder: string, address: string): Promise<readonly Fetched[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).pathname));
  await page.goto(address, { waitUntil: 'commit' });
  // A still is not the app: what that takes counts.
  await page.waitForFunction(
    (names) =>
      document.querySelector('#root[aria-busy], .coming') === null &&
      names.every((name) => {
        const text = document.querySelector(`section[aria-label="${name}"]`)?.textContent ?? '';
        return text.length > name.length + 12;
      }),
    PANELS,
    { timeout: 60_000, polling: 'raf' },
  );
  const root = new URL(address).pathname;
  const files = [...asked].map((path) => path.slice(root.length) || 'index.html');
  await context.close();
  return judged(files, (file) => readFileSync(`${folder}/${file}`));
}

/** Sizes, and which of them the browser heard of late. */
export function judged(files: readonly string[], read: (file: string) => Buffer): readonly Fetched[] {
  const page = read('index.html').toString();
  const [, entry] = /<script\b[^>]*\bsrc="(?:\.\/)?([^"]+)"/.exec(page) ?? [];
  const named = page + (entry === undefined ? '' : entryText(entry, read));
  return files.map((file) => {
    const content = read(file);
    const name = file.split('/').at(-1) ?? file;
    return {
      file,
      bytes: content.length,
      gzip: file.endsWith('.woff2') ? content.length : gzipSync(content, { level: 9 }).length,
      late: file !== 'index.html' && !named.includes(name),
    };
  });
}

/** The first script, and what it imports at once: its own imports begin there. */
function entryText(entry: string, read: (file: string) => Buffer): string {
  const text = read(entry).toString();
  const imported = importsOf(entry, text).filter(({ kind }) => kind === 'value');
  return [text, ...imported.map(({ source }) => read(posix.join(posix.dirname(entry), source)).toString())].join('\n');
}

/** What is too much of it, in sentences. */
export function problemsOf(fetched: readonly Fetched[], limits: Limits): readonly string[] {
  const waited = fetched.filter(isWaitedFor);
  const over = gzipOf(waited) - limits.bytes;
  const pageOver = gzipOf(fetched.filter(isPage)) - limits.page;
  const late = waited.filter((each) => each.late).map(({ file }) => file);
  return [
    ...(over > 0 ? [`The first screen is ${kB(over)} too large.`] : []),
    ...(pageOver > 0 ? [`The page and its still are ${kB(pageOver)} too large.`] : []),
    ...(fetched.length > limits.requests
      ? [`The first screen takes ${fetched.length} requests, and ${limits.requests} are allowed.`]
      : []),
    ...(late.length > 0 ? [`Neither the page nor its first script names ${late.join(', ')}.`] : []),
  ];
}

export function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
