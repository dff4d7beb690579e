import type { Browser, Page } from '@playwright/test';

declare global {
  interface Window {
    opened: Opened;
    /** The key press that was measured last, and what came on the screen for it. */
    pressed: { at: number; told: number };
  }
}

interface Opened {
  /** Milliseconds from the start of the page until the panels showed a step; 0 until then. */
  firstStep: number;
  /** The longest time for which the page did nothing else, in milliseconds. */
  blocked: number;
}

export interface LongHistory extends Opened {
  /** Milliseconds until the whole history was there. */
  readonly whole: number;
  /** Megabytes of JavaScript heap after a collection, with the whole history there. */
  readonly heap: number;
  /** Milliseconds from a key to the last text that came with its step, forwards and back at several places. */
  readonly steps: readonly number[];
}

/** Where in the history steps are measured, as parts of it. */
const PLACES = [0, 0.31, 0.5, 0.77, 1] as const;

/** What it takes to open a link to a long history, and to go about in it. */
export async function longHistory(browser: Browser, address: string, of: number): Promise<LongHistory> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  await page.addInitScript(observe);
  await page.goto(address);
  const slider = page.getByRole('region', { name: 'Timeline' }).getByRole('slider').first();
  await slider.waitFor({ timeout: 60_000 });
  await page.waitForFunction(
    (last) =>
      document.querySelector<HTMLInputElement>('input[type=range]')?.max === String(last) &&
      !document.querySelector('progress'),
    of,
    { timeout: 180_000 },
  );
  const whole = await page.evaluate(() => performance.now());
  const { firstStep, blocked } = await page.evaluate(() => window.opened);
  const steps = await stepsAt(page, of);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await page.close();
  return { firstStep, blocked, whole, heap: usedSize / 1e6, steps };
}

async function stepsAt(page: Page, of: number): Promise<number[]> {
  const steps: number[] = [];
  const slider = page.getByRole('region', { name: 'Timeline' }).getByRole('slider').first();
  const press = async (key: 'ArrowLeft' | 'ArrowRight') => {
    await page.keyboard.press(key);
    await page.waitForFunction(() => window.pressed.told > 0);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 200 })));
    steps.push(await page.evaluate(() => window.pressed.told));
  };
  for (const place of PLACES) {
    const keys = place < 1 ? (['ArrowRight', 'ArrowLeft'] as const) : (['ArrowLeft', 'ArrowRight'] as const);
    await slider.fill(String(Math.round(place * of)));
    await page.waitForTimeout(200);
    for (const key of keys) await press(key);
  }
  return steps;
}

/** Runs in the page, before the app. */
function observe(): void {
  window.opened = { firstStep: 0, blocked: 0 };
  window.pressed = { at: 0, told: 0 };
  addEventListener('keydown', ({ timeStamp }) => Object.assign(window.pressed, { at: timeStamp, told: 0 }), {
    capture: true,
  });
  new MutationObserver(() => {
    const now = performance.now();
    if (window.pressed.at > 0) window.pressed.told = now - window.pressed.at;
    if (window.opened.firstStep === 0 && document.querySelector('section[aria-label="Tasks"] *'))
      window.opened.firstStep = now;
  }).observe(document, { subtree: true, childList: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.opened.blocked = Math.max(window.opened.blocked, duration);
  }).observe({ type: 'longtask', buffered: true });
}
