/** `npm run size`: the built app's first load, file by file, against its limit. */
import { existsSync, readFileSync } from 'node:fs';
import { firstLoad } from './firstLoad';

const LIMIT = 150_000;

function report(): number {
  if (!existsSync('dist/index.html')) {
    console.error('There is no built app. Run `npm run build` first.');
    return 1;
  }
  const files = firstLoad((file) => readFileSync(`dist/${file}`, 'utf8'));
  const total = files.reduce((sum, { gzip }) => sum + gzip, 0);

  for (const { file, bytes, gzip } of files) console.log(`${kB(gzip)} gzip ${kB(bytes)}  ${file}`);
  console.log(`${kB(total)} gzip of ${kB(LIMIT).trim()} allowed for the first load`);
  if (total <= LIMIT) return 0;
  console.error(`The first load is ${kB(total - LIMIT).trim()} too large.`);
  return 1;
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}

process.exitCode = report();
