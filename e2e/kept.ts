/** A page that is kept from one test to the next: starting a process for each is dearer than most of what is tested. */
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Disposable, Page } from '@playwright/test';

/** What a test may ask of the page that it gets, and have undone after it. */
export interface Asked {
  readonly baseURL: string;
  readonly viewport: { readonly width: number; readonly height: number } | null;
  readonly options: BrowserContextOptions;
}

/** What tests listen to. Playwright has listeners of its own for other events. */
const HEARD = ['console', 'pageerror', 'request', 'requestfailed', 'response', 'dialog', 'download', 'popup'] as const;

/** A file of the same origin that runs nothing. */
const QUIET = './favicon.svg';

/**
 * One context and one page in it. Before a test begins everything in them is as in new ones, but for the files that the browser
 * has already fetched and translated: no storage, no history, no other window, no permission, and media and size as asked. What
 * cannot be taken back (a script that runs in every document, a request that is answered otherwise) is refused: such a test says
 * `test.use({ keeps: false })`, and gets a context of its own.
 */
export class KeptPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Runs a script in every document, until the test is over. */
  readonly begin: (script: () => void) => Promise<void>;
  readonly #protocol: CDPSession;
  readonly #scripts: Disposable[] = [];

  private constructor(context: BrowserContext, page: Page, protocol: CDPSession) {
    this.context = context;
    this.page = page;
    this.#protocol = protocol;
    const add = page.addInitScript.bind(page);
    this.begin = async (script) => void this.#scripts.push(await add(script));
    Object.assign(page, { addInitScript: refuse, route: refuse, exposeFunction: refuse, exposeBinding: refuse });
    Object.assign(context, { addInitScript: refuse, route: refuse, exposeFunction: refuse, setOffline: refuse });
  }

  static async open(browser: Browser, { baseURL, viewport, options }: Asked): Promise<KeptPage> {
    const context = await browser.newContext({ ...options, baseURL, viewport, serviceWorkers: 'block' });
    const page = await context.newPage();
    return new KeptPage(context, page, await context.newCDPSession(page));
  }

  isOpen(): boolean {
    return !this.page.isClosed();
  }

  /** Makes it as new. */
  async clean({ baseURL, viewport, options }: Asked): Promise<void> {
    const { page, context } = this;
    for (const event of HEARD) page.removeAllListeners(event);
    for (const script of this.#scripts.splice(0)) await script.dispose();
    for (const other of context.pages()) if (other !== page) await other.close();
    // A window that lies behind another one is not drawn.
    await page.bringToFront();
    await page.goto(QUIET);
    await page.evaluate(() => sessionStorage.clear());
    const { origin } = new URL(baseURL);
    // None of these waits for another.
    await Promise.all([
      this.#protocol.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' }),
      context.clearCookies(),
      context.clearPermissions(),
      viewport === null ? undefined : page.setViewportSize(viewport),
      page.emulateMedia({
        media: null,
        colorScheme: 'light',
        forcedColors: 'none',
        contrast: 'no-preference',
        reducedMotion: options.reducedMotion ?? 'no-preference',
      }),
    ]);
    await page.goto('about:blank');
    await this.#protocol.send('Page.resetNavigationHistory');
  }
}

const refuse = (): never => {
  throw new Error(
    'This page is kept for the next test, and that cannot be taken back: say test.use({ keeps: false }).',
  );
};
