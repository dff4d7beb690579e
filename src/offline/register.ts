/** What a page does to be there without a network the next time. */
import { LOCK } from './shelf';

/** What is used of a window. */
export interface Page {
  readonly navigator: {
    readonly serviceWorker: {
      readonly controller: object | null;
      readonly register: (address: string) => Promise<{ readonly update: () => Promise<unknown> }>;
      readonly addEventListener: (type: 'controllerchange', listener: () => void) => void;
    };
    readonly locks: {
      readonly request: (
        name: string,
        options: { readonly mode: 'shared' },
        held: () => Promise<void>,
      ) => Promise<unknown>;
    };
  };
  readonly document: {
    readonly readyState: string;
    readonly querySelector: (selector: 'script[type=module][src]') => object | null;
  };
  readonly addEventListener: (type: 'load', listener: () => void) => void;
  readonly fetch: (address: string) => Promise<Response>;
}

const loaded = (page: Page): Promise<void> =>
  new Promise((resolve) => {
    if (page.document.readyState === 'complete') resolve();
    else page.addEventListener('load', () => resolve());
  });

/** The address of the first script, which no two versions share. @throws {Error} when the page has none. */
const scriptOf = ({ document }: Page): string => {
  const script = document.querySelector('script[type=module][src]');
  if (script === null || !('src' in script)) throw new Error('The page has no script of its own.');
  return String(script.src);
};

/** Says for as long as this page lives which version it runs, so that the files of this version are kept. */
const holdVersion = ({ navigator }: Page, script: string): void => {
  const forEver = new Promise<void>(() => undefined);
  navigator.locks.request(LOCK + script, { mode: 'shared' }, () => forEver).catch(() => undefined);
};

/** Would the page be of another version if it was loaded now? */
const isOutdated = async ({ fetch }: Page, script: string): Promise<boolean> => {
  const page = await fetch('./');
  return page.ok && !(await page.text()).includes(script.slice(script.lastIndexOf('/') + 1));
};

/**
 * Registers the service worker once the page has loaded. Where a browser has or allows none, the app does without.
 * @param onNewVersion called when a newer version waits for the next visit; it has then been fetched whole.
 */
export const workOffline = async (page: Page, onNewVersion: () => void): Promise<void> => {
  await loaded(page);
  try {
    const { serviceWorker } = page.navigator;
    const script = scriptOf(page);
    const look = (): void => {
      const compare = async (): Promise<void> => {
        if (await isOutdated(page, script)) onNewVersion();
      };
      compare().catch(() => undefined);
    };
    holdVersion(page, script);
    serviceWorker.addEventListener('controllerchange', look);
    const registration = await serviceWorker.register('./sw.js');
    if (serviceWorker.controller === null) return;
    look();
    // Browsers ask by themselves, but some only half a minute after the last file: later than a short visit ends.
    await registration.update();
  } catch {
    // No secure context, no permission, no such file on this host, or no network now.
  }
};
