/** How long the first screen takes until it can be read, and until the app is there; beside it, its words without any script. */
import { rmSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { PANELS } from '../firstScreen';

declare global {
  interface Window {
    /** When a frame began in which every panel shows more than its name; 0 until then. */
    complete: number;
    /** When one began in which that is the app, and not a still of it. */
    live: number;
  }
}

const LOADS = 9;
/** Lies beside the app while it is measured. */
const COPY = 'words-alone.html';

/** Milliseconds from the navigation, each load from an empty cache. */
export interface Openings {
  /** Until every panel shows more than its name. */
  readonly read: readonly number[];
  /** Until the app is there. */
  readonly live: readonly number[];
  /** Until every panel of a page with the same words and without scripts shows more than its name. */
  readonly words: readonly number[];
}

/**
 * Both in turn, so that a busy machine is busy for both.
 * @param folder where the built files lie.
 * @param base where they are served.
 * @param hash of a link.
 */
export async function openings(browser: Browser, folder: string, base: string, hash: string): Promise<Openings> {
  const copy = `${folder}/${COPY}`;
  try {
    writeFileSync(copy, await opened(browser, base + hash, wordsOf));
    const [read, live, words]: [number[], number[], number[]] = [[], [], []];
    for (let load = 0; load < LOADS; load += 1) {
      const app = await opened(browser, base + hash, whenComplete);
      read.push(app.complete);
      live.push(app.live);
      words.push((await opened(browser, base + COPY, whenComplete)).complete);
    }
    return { read, live, words };
  } finally {
    rmSync(copy, { force: true });
  }
}

const whenComplete = (page: Page): Promise<Pick<Window, 'complete' | 'live'>> =>
  page.evaluate(() => ({ complete: window.complete, live: window.live }));

/** The page as it is, with its styles and without what runs. */
const wordsOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll('script, template, link[rel=modulepreload]')) each.remove();
    return `<!doctype html>${document.documentElement.outerHTML}`;
  });

/** What `ask` finds out in a new page, once the app is there. */
async function opened<T>(browser: Browser, address: string, ask: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(observe, PANELS);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.live > 0, null, { timeout: 60_000 });
  const found = await ask(page);
  await context.close();
  return found;
}

/** Runs in the page, before anything else. (A method: a function with a name of its own would not be whole there.) */
function observe(panels: readonly string[]): void {
  window.complete = 0;
  window.live = 0;
  const filled = {
    look(): void {
      const isComplete = panels.every((name) => {
        const text = document.querySelector(`section[aria-label="${name}"]`)?.textContent ?? '';
        return text.length > name.length + 12;
      });
      const isLive = isComplete && document.querySelector('#root[aria-busy], .coming') === null;
      if (isComplete) window.complete ||= performance.now();
      if (isLive) window.live = performance.now();
      else requestAnimationFrame(() => filled.look());
    },
  };
  requestAnimationFrame(() => filled.look());
}
