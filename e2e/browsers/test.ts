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

const BUILT = join(import.meta.dirname, '..', '..', 'dist');

/** A window that hangs gives no picture. */
const tooLate = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), 5_000));

interface Fixtures {
  /** Whether the host has the service worker, for which a browser fetches the whole app. */
  readonly keepsAll: boolean;
  /** The browser has stored nothing for it but its files; with the service worker, not even those. */
  readonly host: Host;
  /** Somebody on a first visit. */
  readonly reader: Reader;
}

export interface Driven {
  readonly driven: BrowserName;
  readonly running: Browser;
  /** Without the service worker: the browser fetches and translates its files once for all tests. */
  readonly shared: Host;
}

export const test = base.extend<Fixtures, Driven>({
  driven: ['chromium', { option: true, scope: 'worker' }],
  keepsAll: [false, { option: true }],
  shared: [
    async ({ driven: _ }, use) => {
      const host = await openHost(BUILT, { lacks: 'sw.js' });
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],
  host: async ({ keepsAll, shared, running }, use) => {
    if (!keepsAll) {
      const [first] = await running.windows();
      await first?.open(`${shared.address}favicon.svg`);
      await first?.evaluate('[localStorage, sessionStorage].forEach((storage) => storage.clear())');
      await use(shared);
      return;
    }
    const host = await openHost(BUILT);
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
