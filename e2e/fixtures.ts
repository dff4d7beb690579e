import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import { bringAxe } from './axe';
import { KeptPage } from './kept';
import './quiet';

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

/** A selector of what is there for everybody: what lies behind a dialog is not, and has no role. */
export const said = (selector: string): string =>
  `${selector}:not([aria-hidden=true], [aria-hidden=true] *, [inert] *)`;

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
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank');
    await this.page.goto(`./${hash}`);
    await this.expectRegions('Timeline');
  }

  /** These regions are on the screen, and nothing in the page is still being fetched: asked in the page, in each of its frames. */
  async expectRegions(...regions: readonly string[]): Promise<void> {
    const come = await this.page.waitForFunction(hasCome, regions, { timeout: PATIENCE }).catch(() => null);
    if (come !== null) return;
    // Says what is missing.
    for (const name of regions) await expect(this.region(name)).toBeVisible();
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0);
  }

  /** By its label, which costs a fifth of looking for its role; `workbench.spec.ts` says that it is a region by this name. */
  region(name: string) {
    return this.page.locator(`section[aria-label="${name}"]`);
  }

  /**
   * By its label or its words: asking every element of the page for its role and its name costs more than most steps. That both
   * find the same says `workbench.spec.ts`.
   */
  button(name: string) {
    const words = name.split(' ').map((word) => word.replace(/[^\w]/g, '\\$&'));
    const plain = this.page.locator(said('button:not([role], [aria-label], [aria-labelledby])'), {
      hasText: new RegExp(`^\\s*${words.join('\\s*')}\\s*$`),
    });
    return this.page
      .locator(said(`button:not([role])[aria-label=${JSON.stringify(name)}]`))
      .or(plain)
      .filter({ visible: true });
  }

  /** What axe finds in the theme that is on; empty when all is well. `within` looks at a part only. */
  async axe(within?: string): Promise<readonly string[]> {
    const [found] = await this.look(within, [{ theme: null, rules: null }]);
    return found?.problems ?? [];
  }

  /**
   * Expects that axe finds nothing in a part of the page in any theme. The theme is put where `Appearance` puts it; what a theme
   * cannot change is asked in one of them only.
   */
  async axeInThemes(what: string, within?: string): Promise<void> {
    const looks = THEMES.map((theme, index) => ({ theme, rules: index === 0 ? null : THEMED }));
    const found = await this.look(within, looks);
    expect(found.map(({ theme }) => theme)).toEqual(THEMES);
    for (const { theme, problems } of found) expect.soft(problems, `${what} (${theme})`).toEqual([]);
  }

  /** The words of the drawn statechart, hundreds in one picture, are looked at when the picture itself is meant: see `chart.spec.ts`. */
  private async look(within: string | undefined, looks: readonly Look[]): Promise<readonly Found[]> {
    await bringAxe(this.page);
    const drawn = within?.includes('Statechart') === true;
    return this.page.evaluate(runAxe, { within: within ?? 'html', drawn, looks });
  }
}

const PATIENCE = 10_000;

/** Runs in the page. */
function hasCome(regions: readonly string[]): boolean {
  const isThere = (name: string) =>
    document.querySelector(`section[aria-label="${name}"]`)?.checkVisibility({ visibilityProperty: true }) === true;
  return document.querySelector('[aria-busy=true]') === null && regions.every(isThere);
}

const THEMES = ['light', 'dark', 'projector'];
/** What depends on colours and sizes. */
const THEMED = ['color-contrast', 'scrollable-region-focusable'];

interface Look {
  /** `null`: the one that is on. */
  readonly theme: string | null;
  /** `null`: all of them. */
  readonly rules: readonly string[] | null;
}

interface Found {
  readonly theme: string | null;
  /** A line for each kind of problem, and one for each place where it is. */
  readonly problems: readonly string[];
}

interface Looked {
  readonly within: string;
  /** With the drawing of the statechart. */
  readonly drawn: boolean;
  readonly looks: readonly Look[];
}

/**
 * Runs in the page. A drawing that is not meant is taken out meanwhile: axe would measure each of its hundreds of words. What lies
 * behind a dialog or a menu is hidden, and keeps its place: without any, axe measures no contrast at all. Of what is well axe need
 * not write down where it is: that is most of its work. Axe reads every element of the document, and asks it for some twenty
 * properties to know what lies over what; what cannot be seen or lies nowhere near the parts lies over none of them, and is there
 * for axe only where a part names it.
 */
async function runAxe({ within, drawn, looks }: Looked): Promise<readonly Found[]> {
  const drawing = drawn ? null : document.querySelector('[data-panel=Statechart] svg[role=img]');
  const [parent, next] = [drawing?.parentNode, drawing?.nextSibling];
  drawing?.remove();
  const behind = document.querySelector<HTMLElement>('#root > *');
  const parts = [...document.querySelectorAll(within)];
  const covered = parts.some((part) => behind?.contains(part) || part.contains(behind)) ? null : behind;
  const [walk, query] = [document.createTreeWalker.bind(document), document.querySelectorAll.bind(document)];
  /** What can be seen where the parts are, with everything around it, and what the parts name. */
  const near = (): ReadonlySet<Node> => {
    const whole = document.createRange();
    const inside = parts.flatMap((part) => [part, ...part.querySelectorAll('*')]);
    const room = parts.map((part) => {
      whole.selectNodeContents(part);
      return whole.getBoundingClientRect();
    });
    room.push(...inside.map((each) => each.getBoundingClientRect()));
    const [left, top] = [Math.min(...room.map((box) => box.left)), Math.min(...room.map((box) => box.top))];
    const [right, bottom] = [Math.max(...room.map((box) => box.right)), Math.max(...room.map((box) => box.bottom))];
    const found = new Set<Node>();
    const add = (element: Element | null): void => {
      for (let each = element; each !== null && !found.has(each); each = each.parentElement) found.add(each);
    };
    for (const element of inside) {
      add(element);
      for (const attribute of element.getAttributeNames())
        if (/^(aria-.*|for|list)$/.test(attribute))
          for (const id of element.getAttribute(attribute)?.split(/\s+/) ?? []) add(document.getElementById(id));
    }
    for (const element of query('*')) {
      if (found.has(element) || covered?.contains(element)) continue;
      const box = element.getBoundingClientRect();
      const touches = box.left <= right && box.right >= left && box.top <= bottom && box.bottom >= top;
      if (touches && element.checkVisibility({ visibilityProperty: true })) add(element);
    }
    return found;
  };
  covered?.style.setProperty('visibility', 'hidden');
  // Nor is it laid out in each theme.
  covered?.style.setProperty('contain-intrinsic-size', `${covered.offsetWidth}px ${covered.offsetHeight}px`);
  covered?.style.setProperty('content-visibility', 'hidden');
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  const childNodes = Object.getOwnPropertyDescriptor(Node.prototype, 'childNodes');
  const found: Found[] = [];
  try {
    for (const { theme, rules } of looks) {
      if (theme !== null) dataset.theme = theme;
      const asked = near();
      document.createTreeWalker = (root, what) =>
        walk(root, what, (node) => (asked.has(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
      document.querySelectorAll = (what: string) => (what === '*' ? [...asked] : query(what)) as never;
      Object.defineProperty(Node.prototype, 'childNodes', {
        ...childNodes,
        get(this: Node) {
          const all: NodeListOf<ChildNode> = childNodes?.get?.call(this);
          return [...all].filter((node) => !(node instanceof Element) || asked.has(node));
        },
      });
      const { violations } = await window.axe.run(
        { include: [within] },
        { resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) },
      );
      const problems = violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help}\n${nodes.map(({ html, target }) => `  ${target}: ${html}`).join('\n')}`,
      );
      found.push({ theme, problems });
    }
    return found;
  } finally {
    document.createTreeWalker = walk;
    document.querySelectorAll = query;
    if (childNodes) Object.defineProperty(Node.prototype, 'childNodes', childNodes);
    if (before === undefined) delete dataset.theme;
    else dataset.theme = before;
    for (const property of ['visibility', 'content-visibility', 'contain-intrinsic-size'])
      covered?.style.removeProperty(property);
    if (drawing !== null) parent?.insertBefore(drawing, next ?? null);
  }
}

declare global {
  interface Window {
    readonly axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
  }
}

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

/** Where a test takes place. */
interface Place {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Runs a script in every document. */
  readonly begin: (script: () => void) => Promise<void>;
}

interface Given {
  readonly app: App;
  readonly place: Place;
  /** The screen that readers get, or all panels in full, for tests that compare what is in every one of them. */
  readonly board: 'story' | 'everything';
  /** In the page that the worker keeps. Otherwise in a new one, as everything that asks for more than a size of its own. */
  readonly keeps: boolean;
}

export const test = base.extend<Given, { readonly shelf: { kept: KeptPage | null } }>({
  board: ['story', { option: true }],
  keeps: [true, { option: true }],
  shelf: [({ browserName: _ }, use) => use({ kept: null }), { scope: 'worker' }],
  place: async (
    { browser, shelf, keeps, baseURL, viewport, contextOptions, hasTouch, isMobile, deviceScaleFactor, serviceWorkers },
    use,
  ) => {
    if (baseURL === undefined) throw new Error('playwright.config.ts sets no baseURL');
    const asked = { baseURL, viewport, options: contextOptions };
    if (keeps && !hasTouch && !isMobile && deviceScaleFactor === undefined && serviceWorkers === 'block') {
      if (shelf.kept?.isOpen() !== true) shelf.kept = await KeptPage.open(browser, asked);
      await shelf.kept.clean(asked);
      await use(shelf.kept);
      return;
    }
    const own = { ...contextOptions, baseURL, viewport, hasTouch, isMobile, serviceWorkers };
    const context = await browser.newContext(deviceScaleFactor === undefined ? own : { ...own, deviceScaleFactor });
    const page = await context.newPage();
    await use({ context, page, begin: async (script) => void (await page.addInitScript(script)) });
    await context.close();
  },
  context: ({ place }, use) => use(place.context),
  page: ({ place }, use) => use(place.page),
  app: async ({ place, baseURL, board }, use) => {
    const app = new App(place.page, watch(place.page, baseURL ?? ''));
    await place.begin(introduce);
    if (board === 'everything') await place.begin(showEverything);
    await use(app);
    expect(app.watched.problems).toEqual([]);
  },
});

export { expect };
