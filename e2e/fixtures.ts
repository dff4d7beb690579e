import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page } from '@playwright/test';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';

/** What the app must never do, whatever the test: log an error, throw, or ask another host for something. */
export interface Watched {
  readonly problems: readonly string[];
  /** Forgets what was seen so far, for the rare test that provokes a problem. */
  readonly forget: () => void;
  /** Another host that may be asked from now on: the page is inside of it. */
  readonly allow: (address: string) => void;
}

/** What Playwright says by itself where service workers are blocked. */
const BLOCKED = 'Service Worker registration blocked by Playwright';

/** Collects the problems of a page, and every request that leaves the address it is served from. */
export function watch(page: Page, baseURL: string): Watched {
  const problems: string[] = [];
  const allowed = new Set([new URL(baseURL).origin]);
  page.on('console', (message) => {
    const counts = ['error', 'warning'].includes(message.type()) && message.text() !== BLOCKED;
    // The browser asks for one of its own accord where a document names none, as a picture that is opened by itself.
    const isFavicon = new URL(message.location().url || baseURL).pathname === '/favicon.ico';
    if (counts && !isFavicon) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !allowed.has(origin)) problems.push(`request to another host: ${request.url()}`);
  });
  return {
    problems,
    forget: () => problems.splice(0),
    allow: (address) => allowed.add(new URL(address).origin),
  };
}

/** The app in a page. */
export class App {
  readonly page: Page;
  readonly watched: Watched;

  constructor(page: Page, watched: Watched) {
    this.page = page;
    this.watched = watched;
  }

  /** Opens a built-in scenario by its readable link, at a step. */
  async open(scenario: string, step = 0): Promise<void> {
    await this.openLink(`#/${scenario}/${step}`);
  }

  /**
   * Opens a link, `#…`, as if it had been clicked in a mail: the page is loaded anew. Returns when the workbench
   * is there.
   */
  async openLink(hash: string): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`./${hash}`);
    await expect(this.region('Timeline')).toBeVisible();
  }

  region(name: string) {
    return this.page.getByRole('region', { name, exact: true });
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /**
   * What axe finds, one line per kind of problem; empty when all is well. `within` looks at a part only. The words of the drawn
   * statechart, hundreds in one picture, are looked at when the picture itself is meant: see `chart.spec.ts`.
   */
  async axe(within?: string, rules?: readonly string[]): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axeSource);
    const only = rules === undefined ? {} : { runOnly: [...rules] };
    const { violations } = await this.page.evaluate(runAxe, {
      within: within ?? 'html',
      only,
      drawn: within?.includes('Statechart') === true,
    });
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, target }) => `  ${target}: ${html}`).join('\n')}`,
    );
  }

  /**
   * Expects that axe finds nothing in a part of the page in any theme. The theme is put where `Appearance` puts it; what a theme
   * cannot change is asked in one of them only.
   */
  async axeInThemes(what: string, within?: string): Promise<void> {
    for (const [index, theme] of THEMES.entries()) {
      const before = await this.wear(theme);
      const found = await this.axe(within, index === 0 ? undefined : THEMED);
      expect.soft(found, `${what} (${theme})`).toEqual([]);
      await this.wear(before);
    }
  }

  private wear(theme: string): Promise<string> {
    return this.page.evaluate((wanted) => {
      const { dataset } = document.documentElement;
      const before = dataset.theme ?? '';
      dataset.theme = wanted;
      return before;
    }, theme);
  }
}

const THEMES = ['light', 'dark', 'projector'];
/** What depends on colours and sizes. */
const THEMED = ['color-contrast', 'scrollable-region-focusable'];

interface Looked {
  readonly within: string;
  readonly only: RunOptions;
  /** With the drawing of the statechart. */
  readonly drawn: boolean;
}

/**
 * Runs in the page. A drawing that is not meant is taken out meanwhile: axe would measure each of its hundreds of words. What lies
 * behind a dialog or a menu is hidden.
 */
async function runAxe({ within, only, drawn }: Looked): Promise<AxeResults> {
  const drawing = drawn ? null : document.querySelector('[data-panel=Statechart] svg[role=img]');
  const [parent, next] = [drawing?.parentNode, drawing?.nextSibling];
  drawing?.remove();
  const behind = document.querySelector<HTMLElement>('#root > *');
  const parts = [...document.querySelectorAll(within)];
  const covered = parts.some((part) => behind?.contains(part) || part.contains(behind)) ? null : behind;
  covered?.style.setProperty('visibility', 'hidden');
  try {
    return await window.axe.run({ include: [within] }, only);
  } finally {
    covered?.style.removeProperty('visibility');
    if (drawing !== null) parent?.insertBefore(drawing, next ?? null);
  }
}

declare global {
  interface Window {
    readonly axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Whoever is tested has been here before; `learn.spec.ts` looks at a first visit. */
const introduce = (): void => {
  try {
    const key = 'livepatch-explorer/learning';
    if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify({ v: 1, introduced: true }));
  } catch {
    // A page without storage is introduced again each time.
  }
};

/** The reader has pressed “Show everything”. */
export const showEverything = (): void => {
  try {
    const key = 'livepatch-explorer/settings';
    const board = 'everything';
    if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify({ v: 1, board }));
  } catch {
    // A page without storage shows what every reader gets.
  }
};

/** `board`: the screen that readers get, or all panels in full, for tests that compare what is in every one of them. */
export const test = base.extend<{ app: App; board: 'story' | 'everything' }>({
  board: ['story', { option: true }],
  app: async ({ page, baseURL, board }, use) => {
    if (baseURL === undefined) throw new Error('playwright.config.ts sets no baseURL');
    const app = new App(page, watch(page, baseURL));
    await page.addInitScript(introduce);
    if (board === 'everything') await page.addInitScript(showEverything);
    await use(app);
    expect(app.watched.problems).toEqual([]);
  },
});

export { expect };
