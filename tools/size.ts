/** `npm run size`: what a browser fetches for the first screen of the built app, file by file, against the limits. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from '@playwright/test';
import { preview } from 'vite';
import { ensureChromium, launchArgs } from './chromium';
import { type Fetched, firstScreen, gzipOf, isPage, isWaitedFor, kB, problemsOf } from './firstScreen';

const LIMITS = { bytes: 200_000, page: 12_000, requests: 15 };

/** A visitor who follows a link, and one who comes for the first time. */
const HASHES = ['#/sticky-reversed/3', ''];

async function report(): Promise<number> {
  if (!existsSync('dist/index.html')) {
    console.error('There is no built app. Run `npm run build` first.');
    return 1;
  }
  const executablePath = ensureChromium(console.log);
  const server = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const { port } = server.httpServer.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath, args: launchArgs });
  try {
    const passed: boolean[] = [];
    for (const hash of HASHES) passed.push(await check(browser, `http://127.0.0.1:${port}/`, hash));
    return passed.every(Boolean) ? 0 : 1;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function check(browser: Browser, address: string, hash: string): Promise<boolean> {
  const fetched = await firstScreen(browser, 'dist', address + hash);
  console.log(`\nUntil the first screen of ${hash || 'a first visit'} is complete`);
  for (const each of fetched) console.log(line(each));
  const [page, total] = [isPage, isWaitedFor].map((is) => kB(gzipOf(fetched.filter(is))));
  console.log(`${page} gzip of ${kB(LIMITS.page)} allowed, of HTML`);
  console.log(`${total} gzip of ${kB(LIMITS.bytes)} allowed, of scripts, styles and data`);
  console.log(`${fetched.length} requests of ${LIMITS.requests}`);
  const problems = problemsOf(fetched, LIMITS);
  for (const problem of problems) console.error(problem);
  return problems.length === 0;
}

function line(each: Fetched): string {
  const notes = [
    isWaitedFor(each) || isPage(each) ? '' : 'not counted',
    isWaitedFor(each) && each.late ? 'late' : '',
  ].filter(Boolean);
  return `${kB(each.gzip).padStart(10)} gzip ${kB(each.bytes).padStart(10)}  ${each.file}${notes.length > 0 ? `  (${notes.join(', ')})` : ''}`;
}

process.exitCode = await report();
