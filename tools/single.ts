/** `npm run build:single`: the app as one HTML file. `-- FOLDER` puts it somewhere else than into `dist-single`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { ONE_FILE, oneFileConfig } from './oneFile';

const [folder = 'dist-single'] = process.argv.slice(2);
await build({ ...oneFileConfig(folder), logLevel: 'warn' });

const file = join(folder, ONE_FILE);
const page = readFileSync(file);
console.log(
  `${file}: ${megabytes(page.length)}, ${megabytes(gzipSync(page).length)} after gzip. It needs no other file.`,
);

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
