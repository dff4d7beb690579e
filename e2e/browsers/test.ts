/** The same test in each browser: which one it is, the project of the run says. */
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { findFirefox, findWebKit } from '../../tools/browsers';
import { findChromium } from '../../tools/chromium';
import { type Host, openHost } from '../host';
import type { Browser } from './browser';
import { startChromium, startFirefox } from './puppeteer';
import { Reader } from './reader';
import { startWebKit } from './webkit';

/** Which one a project of the run is about. */
export type BrowserName = 'chromium' | 'firefox' | 'webkit';

const start = (name: BrowserName): Promise<Browser> => {
  const [chromium, firefox, webkit] = [findChromium(), findFirefox(), findWebKit()];
  if (name === 'chromium' && chromium) return startChromium(chromium);
  if (name === 'firefox' && firefox) return startFirefox(firefox);
  if (name === 'webkit' && webkit) return startWebKit(webkit);
  throw new Error(`There is no ${name} here.`);
};

/** A window that hangs gives no picture. */
const tooLate = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), 5_000));

interface Fixtures {
  /** What is served. */
  readonly built: string;
  /** Whether the host has the service worker, for which a browser fetches the whole app. */
  readonly keepsAll: boolean;
  /** On a port of its own, for which no browser has stored anything. */
  readonly host: Host;
  /** Somebody on a first visit. */
  readonly reader: Reader;
}

export interface Driven {
  readonly driven: BrowserName;
  readonly running: Browser;
}

export const test = base.extend<Fixtures, Driven>({
  driven: ['chromium', { option: true, scope: 'worker' }],
  built: [join(import.meta.dirname, '..', '..', 'dist'), { option: true }],
  keepsAll: [false, { option: true }],
  host: async ({ built, keepsAll }, use) => {
    const host = await openHost(built, { lacks: keepsAll ? null : 'sw.js' });
    await use(host);
    await host.close();
  },
  running: [
    async ({ driven }, use) => {
      const browser = await start(driven);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  reader: async ({ running }, use, info) => {
    const [first] = await running.windows();
    if (first === undefined) throw new Error(`${running.name} has opened no window.`);
    await use(new Reader(running, first));
    for (const [at, shown] of (await running.windows()).entries()) {
      if (info.status !== info.expectedStatus) {
        const body = await Promise.race([shown.picture(), tooLate()]);
        if (body !== null) await info.attach(`window ${at + 1}`, { body, contentType: 'image/png' });
      }
      if (shown !== first) await shown.close();
    }
  },
});
