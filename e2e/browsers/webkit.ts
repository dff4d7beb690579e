/** WebKitGTK's MiniBrowser by Selenium, through the driver that comes with it, on a display of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, Key, Origin, type WebDriver } from 'selenium-webdriver';
import { DriverService } from 'selenium-webdriver/remote/index.js';
import type { WebKitPrograms } from '../../tools/browsers';
import { type Browser, SIZE, type Window } from './browser';
import { openDisplay } from './display';

/** WebDriver has code points for keys without a character. */
const KEYS: Readonly<Record<string, string>> = {
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
  Control: Key.CONTROL,
  Escape: Key.ESCAPE,
  Home: Key.HOME,
  PageDown: Key.PAGE_DOWN,
};

const keyOf = (name: string): string => {
  const key = name.length === 1 ? name : KEYS[name];
  if (key === undefined) throw new Error(`Which key of WebDriver is “${name}”? Say so in KEYS.`);
  return key;
};

/** The page lets no text be evaluated, so the expression is part of the script. */
const script = (expression: string): string => `const done = arguments[0];
  Promise.resolve(${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;

/** Every command goes to the window that the session is in: another one is entered first. */
class Session {
  readonly driver: WebDriver;
  #entered = '';

  constructor(driver: WebDriver) {
    this.driver = driver;
  }

  async enter(handle: string): Promise<WebDriver> {
    if (handle !== this.#entered) await this.driver.switchTo().window(handle);
    this.#entered = handle;
    return this.driver;
  }
}

const windowOf = (session: Session, handle: string): Window => {
  const inside = () => session.enter(handle);
  return {
    open: async (url) => (await inside()).get(url),
    evaluate: async (expression) => {
      const driver = await inside();
      const answer = await driver.executeAsyncScript<{ value?: unknown; error?: string }>(script(expression));
      if (answer.error !== undefined) throw new Error(`In the page: ${answer.error}`);
      return answer.value;
    },
    drag: async ([first, ...others]) => {
      const at = ({ x, y }: { x: number; y: number }, duration: number) => ({
        x: Math.round(x),
        y: Math.round(y),
        duration,
        origin: Origin.VIEWPORT,
      });
      const actions = (await inside()).actions({ async: true }).move(at(first, 0)).press();
      for (const point of others) actions.move(at(point, 40));
      await actions.release().perform();
    },
    press: async (key, ...held) => {
      const actions = (await inside()).actions({ async: true });
      for (const other of held) actions.keyDown(keyOf(other));
      actions.keyDown(keyOf(key)).keyUp(keyOf(key));
      for (const other of held.toReversed()) actions.keyUp(keyOf(other));
      await actions.perform();
    },
    picture: async () => Buffer.from(await (await inside()).takeScreenshot(), 'base64'),
    close: async () => (await inside()).close(),
  };
};

/** A MiniBrowser of its own, in which nothing is stored. */
export const startWebKit = async ({ driver: program, browser, display: xvfb }: WebKitPrograms): Promise<Browser> => {
  const display = await openDisplay(xvfb);
  const home = await mkdtemp(join(tmpdir(), 'livepatch-webkit-'));
  const service = new DriverService.Builder(program)
    .addArguments('--host=127.0.0.1')
    .setHostname('127.0.0.1')
    .setEnvironment({
      ...process.env,
      DISPLAY: display.name,
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_CONFIG_HOME: join(home, 'config'),
      GDK_BACKEND: 'x11',
      // There is no GPU, and no bus to ask for accessibility.
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      NO_AT_BRIDGE: '1',
    })
    .build();
  const stop = async (): Promise<void> => {
    await service.kill();
    await display.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const address = await service.start();
    const wanted = {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    };
    const driver = await new Builder().usingServer(address).withCapabilities(wanted).build();
    await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
    return {
      name: 'WebKit',
      windows: windowsOf(new Session(driver)),
      close: async () => {
        await driver.quit().catch(() => undefined);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

const windowsOf = (session: Session) => {
  const { driver } = session;
  const known = new Map<string, Window>();
  const windowOnce = async (handle: string): Promise<Window> => {
    const seen = known.get(handle);
    if (seen) return seen;
    const window = windowOf(session, handle);
    known.set(handle, window);
    await session.enter(handle);
    // The bar of the window is in this height.
    await driver
      .manage()
      .window()
      .setRect({ x: 0, y: 0, width: SIZE.width, height: SIZE.height + 50 });
    return window;
  };
  return async (): Promise<readonly Window[]> => {
    const windows: Window[] = [];
    for (const handle of await driver.getAllWindowHandles()) windows.push(await windowOnce(handle));
    return windows;
  };
};
