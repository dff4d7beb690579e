import { existsSync, statSync } from 'node:fs';
import { build } from 'vite';
import { filesIn } from './imports';
import { areDrawn, LATER } from './stills';

const FOLDER = 'dist';
const PAGE = `${FOLDER}/index.html`;

/**
 * Builds the app unless what is in `dist` is newer than everything it is made of.
 * @param later its stills are drawn by who asks.
 */
export async function ensureBuilt(later = false): Promise<void> {
  const sources = ['index.html', 'package-lock.json', 'vite.config.ts', ...filesIn('src'), ...filesIn('public')];
  const changed = (file: string) => statSync(file).mtimeMs;
  const isFresh = existsSync(PAGE) && sources.every((file) => changed(file) <= changed(PAGE));
  if (isFresh && (later || areDrawn(FOLDER))) return;
  if (later) process.env[LATER] = 'yes';
  await build();
}
