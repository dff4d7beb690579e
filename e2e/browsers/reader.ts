/** A reader in any browser: finds by role and name, presses with a real pointer and real keys, and waits as readers do. */
import type { Browser, Point, Window } from './browser';
import { type Found, find, type Wanted } from './find';

/** A service worker that fetches everything takes long on a busy machine. */
const PATIENCE = 45_000;
const PAUSE = 60;
/** How long the page looks by itself before it says what it has seen: a way there and back costs more than most that is waited for. */
const LOOKS = 2_000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));

/** Asks again until it is so. @throws with the last thing that was seen. */
export const until = async <T>(what: string, look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > end) throw new Error(`${what} did not come. Last seen: ${JSON.stringify(seen)?.slice(0, 600)}`);
    await pause();
  }
};

interface Seen {
  readonly isSo: boolean;
  readonly found: readonly Found[];
}

/** Runs in the page. Self-contained: its text is sent to the browser. */
async function look(
  seek: typeof find,
  isSo: (found: readonly Found[], before: Found | undefined) => boolean,
  wanted: Wanted,
  rest: number,
  patience: number,
): Promise<Seen> {
  const end = performance.now() + patience;
  let before: Found | undefined;
  for (;;) {
    const found = seek(wanted);
    if (isSo(found, before)) return { isSo: true, found };
    if (performance.now() > end) return { isSo: false, found };
    [before] = found;
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

const middle = ({ x, y, width, height }: Found): Point => ({ x: x + width / 2, y: y + height / 2 });

export class Reader {
  readonly window: Window;
  readonly browser: Browser;

  constructor(browser: Browser, window: Window) {
    this.browser = browser;
    this.window = window;
  }

  evaluate(expression: string): Promise<unknown> {
    return this.window.evaluate(expression);
  }

  /** What is found in the page once it is as `isSo` says, or what there is when that does not come soon. */
  async find(wanted: Wanted, isSo: (found: readonly Found[], before: Found | undefined) => boolean): Promise<Seen> {
    // What compiles TypeScript gives functions their names with a helper that pages do not have.
    const inPage = (it: unknown) => `((__name) => (${String(it)}))((it) => it)`;
    const source = `${inPage(look)}(${inPage(find)}, ${inPage(isSo)}, ${JSON.stringify(wanted)}, ${PAUSE}, ${LOOKS})`;
    return (await this.window.evaluate(source)) as Seen;
  }

  /** Waits for it. */
  async see(wanted: Wanted): Promise<Found> {
    const {
      found: [first],
    } = await until(
      JSON.stringify(wanted),
      () => this.find(wanted, (found) => found.length > 0),
      ({ isSo }) => isSo,
    );
    if (first === undefined) throw new Error('unreachable');
    return first;
  }

  /** Waits until it is no longer there. */
  async seeNo(wanted: Wanted): Promise<void> {
    await until(
      `The end of ${JSON.stringify(wanted)}`,
      () => this.find(wanted, (found) => found.length === 0),
      ({ isSo }) => isSo,
    );
  }

  /** Presses it once nothing lies over it and it is where it was a moment before: a menu finds its place after it is drawn. */
  async press(wanted: Wanted): Promise<void> {
    const {
      found: [first],
    } = await until(
      `${JSON.stringify(wanted)}, free to be pressed`,
      () => this.find(wanted, ([one], before) => one?.coveredBy === '' && one.x === before?.x && one.y === before?.y),
      ({ isSo }) => isSo,
    );
    if (first !== undefined) await this.window.drag([middle(first)]);
  }

  key(key: string, ...held: readonly string[]): Promise<void> {
    return this.window.press(key, ...held);
  }

  async hash(): Promise<string> {
    return String(await this.evaluate('location.hash'));
  }

  async expectAt(hash: string): Promise<void> {
    await until(
      `The address ${hash}`,
      () => this.hash(),
      (seen) => seen === hash,
    );
  }

  /** The page is loaded anew, as if the link had been clicked in a mail. Returns when the workbench is there. */
  async open(address: string): Promise<void> {
    await this.window.open('about:blank');
    await this.window.open(address);
    await this.expectReady();
  }

  async expectReady(): Promise<void> {
    const busy = `document.querySelector('main')?.getAttribute('aria-busy') === 'false'
      && document.querySelector('[aria-busy=true]') === null && document.querySelector('[data-panel=Timeline]') !== null`;
    await until(
      'The workbench',
      () => this.evaluate(busy),
      (seen) => seen === true,
    );
  }

  /** The window that the page opens meanwhile. */
  async another(open: () => Promise<void>): Promise<Reader> {
    const before = await this.browser.windows();
    await open();
    const all = await until(
      'Another window',
      () => this.browser.windows(),
      ({ length }) => length > before.length,
    );
    const opened = all.find((window) => !before.includes(window));
    if (opened === undefined) throw new Error('unreachable');
    return new Reader(this.browser, opened);
  }
}
