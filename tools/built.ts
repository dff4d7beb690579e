import { existsSync, statSync } from 'node:fs';
import { build } from 'vite';
import { filesIn } from './imports';

const PAGE = 'dist/index.html';

/** Builds the app unless what is in `dist` is newer than everything it is made of. */
export async function ensureBuilt(): Promise<void> {
  const sources = ['index.html', 'package-lock.json', 'vite.config.ts', ...filesIn('src'), ...filesIn('public')];
  const changed = (file: string) => statSync(file).mtimeMs;
  const isFresh = existsSync(PAGE) && sources.every((file) => changed(file) <= changed(PAGE));
  if (!isFresh) await build();
}
