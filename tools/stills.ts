/**
 * Draws a still of the first screen for every step of every scenario, so that whoever follows a link reads it before the app is there:
 * `stills/ROOM/SCENARIO/STEP.still`, HTML after `deflate`. `src/still/` shows them.
 */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build, type Plugin } from 'vite';
import { STILLS } from '../src/still/rooms.ts';
import { isServed } from './oneFile.ts';
import type { Share } from './stills/draw.tsx';

const DRAW = 'tools/stills/draw.tsx';

const drawShare = (script: string, workerData: Share): Promise<void> =>
  new Promise((resolve, reject) => {
    new Worker(script, { workerData, env: { ...process.env, NODE_ENV: 'production' } })
      .once('message', () => resolve())
      .once('error', reject)
      .once('exit', () => reject(new Error('A thread that drew stills ended before it was done.')));
  });

/** Are there all of them? */
export const areDrawn = (folder: string): boolean => existsSync(join(folder, STILLS));

/** Draws all of them into a built folder. */
export async function drawStills(folder: string): Promise<void> {
  const outDir = mkdtempSync(join(tmpdir(), 'stills-'));
  try {
    // With the same configuration as the app: the same names of classes.
    await build({ logLevel: 'error', build: { ssr: DRAW, outDir, copyPublicDir: false }, ssr: { noExternal: true } });
    const of = availableParallelism();
    const part = join(folder, 'part');
    const shares = Array.from({ length: of }, (_, at) => drawShare(join(outDir, 'draw.js'), { folder: part, at, of }));
    await Promise.all(shares);
    renameSync(join(part, STILLS), join(folder, STILLS));
    rmSync(part, { recursive: true });
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/** Who wants the rest of the app first draws them later: see `start.ts`. */
export const LATER = 'STILLS_LATER';

/** For `vite build` of files on a host. */
export const stills: Plugin = {
  name: 'stills',
  apply: isServed,
  async writeBundle({ dir = 'dist' }) {
    if (process.env[LATER] === undefined) await drawStills(dir);
  },
};
