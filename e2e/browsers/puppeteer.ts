/** Chromium and Firefox by Puppeteer, which drives both by WebDriver BiDi or their own protocol, as they are installed. */
import puppeteer, { type KeyInput, type Page } from 'puppeteer-core';
import { launchArgs, shortLived } from '../../tools/chromium';
import { type Browser, SIZE, type Window } from './browser';

const windowOf = (page: Page): Window => ({
  open: async (address) => void (await page.goto(address)),
  evaluate: (expression) => page.evaluate(expression),
  drag: async ([first, ...others]) => {
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    for (const { x, y } of others) await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.up();
  },
  press: async (key, ...held) => {
    // A key without a name of its own is a character: the type of Puppeteer lists all that a keyboard has.
    for (const other of held) await page.keyboard.down(other as KeyInput);
    await page.keyboard.press(key as KeyInput);
    for (const other of held.toReversed()) await page.keyboard.up(other as KeyInput);
  },
  picture: async () => Buffer.from(await page.screenshot()),
  close: () => page.close(),
});

/** One in which nothing is stored. */
const start = async (
  name: string,
  browser: 'chrome' | 'firefox',
  program: string,
  args: string[],
): Promise<Browser> => {
  const running = await puppeteer.launch({
    browser,
    executablePath: program,
    args,
    extraPrefsFirefox: { 'ui.prefersReducedMotion': 1 },
    // Firefox finds nothing below the edge of its own window, which has a bar as well, however large the page is told to be.
    env: { ...process.env, MOZ_HEADLESS_WIDTH: String(SIZE.width), MOZ_HEADLESS_HEIGHT: String(SIZE.height + 200) },
    defaultViewport: SIZE,
  });
  const known = new WeakMap<Page, Window>();
  const windowOnce = (page: Page): Window => {
    const window = known.get(page) ?? windowOf(page);
    known.set(page, window);
    return window;
  };
  return {
    name,
    windows: async () => (await running.pages()).map(windowOnce),
    close: () => running.close(),
  };
};

export const startChromium = (program: string): Promise<Browser> =>
  start('Chromium', 'chrome', program, [...launchArgs, shortLived, '--force-prefers-reduced-motion']);

export const startFirefox = (program: string): Promise<Browser> => start('Firefox', 'firefox', program, []);
