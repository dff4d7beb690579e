/**
 * The first load: every script and style sheet that the browser fetches before it can show the app, after gzip.
 * Fonts, images and what is loaded on demand do not count.
 */
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importsOf } from './imports';

export interface Sized {
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
}

/**
 * The files of the first load, in the order in which they are met: what the page names, and what its scripts import
 * statically, however deep.
 * @param read the text of a built file, by its path in the built folder.
 */
export function firstLoad(read: (file: string) => string): Sized[] {
  const sized = new Map<string, Sized>();
  const queue = namedBy(read('index.html'));
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (sized.has(file)) continue;
    const text = read(file);
    sized.set(file, { file, bytes: Buffer.byteLength(text), gzip: gzipSync(text).length });
    queue.push(...importedBy(file, text));
  }
  return [...sized.values()];
}

/** Scripts, module preloads and style sheets of a page. */
function namedBy(html: string): string[] {
  return [...html.matchAll(/<(script|link)\b([^>]*)>/g)].flatMap(([, tag, rest = '']) => {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(rest)?.[1];
    const address = tag === 'script' ? attribute('src') : attribute('href');
    const counts = tag === 'script' || ['modulepreload', 'stylesheet'].includes(attribute('rel') ?? '');
    return counts && address !== undefined ? [posix.normalize(address)] : [];
  });
}

function importedBy(file: string, text: string): string[] {
  const beside = (source: string) => posix.join(posix.dirname(file), source);
  if (file.endsWith('.css')) {
    return [...text.matchAll(/@import\s*(?:url\()?["']?([^"')\s;]+)/g)].map(([, source = '']) => beside(source));
  }
  return importsOf(file, text)
    .filter(({ kind }) => kind === 'value')
    .map(({ source }) => beside(source));
}
