import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findFirefox, findWebKit } from '../tools/browsers';
import { findChromium, findHeadlessShell, shellArgs } from '../tools/chromium';
import type { Driven } from './browsers/test';

const browser = findChromium();
if (browser === null) throw new Error('No Chromium found. `npm test` installs one; or set CHROMIUM to an executable.');

// The first process chooses; the workers, which read this file too, inherit its choice.
process.env.CHROMIUM = browser;
process.env.HEADLESS_SHELL = findHeadlessShell() ?? '';
process.env.E2E_PORT ??= String(await freePort());

// A path of our own: the built files must not need to be at the top of their host.
const path = '/any/path/';
const address = `http://127.0.0.1:${process.env.E2E_PORT}${path}`;

// `npm test` finds or installs the others, and says so when it can do neither.
const others = [...(findFirefox() ? (['firefox'] as const) : []), ...(findWebKit() ? (['webkit'] as const) : [])];

const served = {
  command: `node --import tsx e2e/serve.ts dist ${process.env.E2E_PORT} ${path}`,
  cwd: '..',
  url: address,
  reuseExistingServer: false,
};

export default defineConfig<object, Pick<Driven, 'driven'>>({
  // The long tests of the other browsers first: what is left for one of two workers at the end is short then.
  projects: [
    // Each in one worker: a second one would start the browser, and fetch and translate the app, once more.
    ...others.map((driven) => ({ name: driven, testMatch: 'browsers/*.spec.ts', workers: 1, use: { driven } })),
    { name: 'chromium' },
  ],
  testDir: '.',
  outputDir: '../test-results/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // What passes only at its second try is counted, and named as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    baseURL: address,
    trace: 'off',
    // Only the test of working offline needs it; everything else would fetch the whole app each time.
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    // What moves is looked at where it is meant; everywhere else it only takes time.
    contextOptions: { reducedMotion: 'reduce' },
    // What must work everywhere is shown in Chromium itself: see `browsers/test.ts`.
    launchOptions: { executablePath: process.env.HEADLESS_SHELL || browser, args: shellArgs },
  },
  webServer: served,
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}
