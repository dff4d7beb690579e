/** Makes `sw.js`, the service worker, for a built folder. It names every file of the folder, so each version has its own. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { Listed, Release } from '../src/offline/shelf.ts';
import { STILLS } from '../src/still/rooms.ts';
import { filesIn } from './imports.ts';
import { isServed } from './oneFile.ts';

const WORKER = 'sw.js';

/** The picture in the README, which no page shows. */
const NOT_SHOWN = ['workbench.png'];

/** What is kept needs no stills of it: it is there as fast. */
const isKept = (path: string): boolean => path !== WORKER && !NOT_SHOWN.includes(path) && !path.startsWith(STILLS);

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Every file of a built folder that the app is made of. */
function releaseOf(folder: string): Release {
  const files = filesIn(folder)
    .map((file) => posix.relative(folder.replaceAll('\\', '/'), file))
    .filter(isKept)
    .map((path): Listed => [path, sha256(readFileSync(join(folder, path)))]);
  return { version: sha256(JSON.stringify(files)).slice(0, 16), files };
}

/** Writes `sw.js` beside the files that it keeps. @public e2e/offline.spec.ts loads it by its path. */
export async function writeServiceWorker(folder: string): Promise<Release> {
  const release = releaseOf(folder);
  const made = await build({
    configFile: false,
    logLevel: 'error',
    define: { RELEASE: JSON.stringify(release) },
    build: {
      write: false,
      target: 'esnext',
      lib: {
        entry: fileURLToPath(new URL('../src/offline/worker.ts', import.meta.url)),
        formats: ['iife'],
        name: 'sw',
      },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  const code = output && 'output' in output ? output.output[0].code : null;
  if (code === null) throw new Error('The service worker was not built.');
  writeFileSync(join(folder, WORKER), code);
  return release;
}

/** For `vite build`: when everything has been written, with what `public` holds. */
export const serviceWorker: Plugin = {
  name: 'service-worker',
  apply: isServed,
  async writeBundle({ dir = 'dist' }) {
    await writeServiceWorker(dir);
  },
};
