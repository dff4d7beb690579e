/** A host of files whose content can be exchanged while somebody looks at it: a deployment, another origin, an outage. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

export interface Host {
  /** With a path and a `/` at its end. */
  readonly address: string;
  /** What was asked for and is not there. */
  readonly missed: readonly string[];
  /** Serves another folder from now on. */
  readonly deploy: (folder: string) => void;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly port?: number;
  /** With a `/` at both ends. */
  readonly path?: string;
  /** A file of the folder that this host does not have. */
  readonly lacks?: string | null;
  /** Files that lie beside those of the folder: by name, where each is. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** Serves a folder, on a free port of its own if none is named. */
export const openHost = async (
  first: string,
  { port = 0, path = '/some/path/', lacks = null, beside = {} }: Options = {},
): Promise<Host> => {
  let folder = first;
  const missed: string[] = [];
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const file = pathname.startsWith(path) ? normalize(pathname.slice(path.length) || 'index.html') : null;
    const isServed = file !== null && file !== lacks && !file.startsWith('..');
    const content = isServed ? await readFile(beside[file] ?? join(folder, file)).catch(() => null) : null;
    if (content === null) {
      missed.push(pathname);
      response.writeHead(404).end();
    } else {
      const type = TYPES[extname(file ?? '')] ?? 'application/octet-stream';
      // A careless host: browsers may keep everything for an hour.
      response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' }).end(content);
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The host has no port.');
  return {
    address: `http://127.0.0.1:${bound.port}${path}`,
    missed,
    deploy: (next) => {
      folder = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
