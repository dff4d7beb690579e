import type { Browser, Page } from '@playwright/test';
import { MARKS, type Paint, paintsOf, type TraceEvent, type Work, workOf } from './trace';

export const STEPS = 50;

declare global {
  interface Window {
    /** Milliseconds from each key press to the last text or element that came with its step. */
    told: number[];
  }
}

export interface Painted extends Paint {
  /** Until every panel had its new texts: the timeline and the sentence go first, the panels follow a frame later. */
  readonly complete: number;
}

export interface Steps {
  readonly paints: readonly Painted[];
  /** What the page was busy with, per step. */
  readonly work: Work;
}

/**
 * How long the first steps of what a link opens take from the key press to the screen, as the browser itself says it.
 * @throws {Error} when the app did not step each time.
 */
export async function inputToPaint(browser: Browser, address: string, count = STEPS): Promise<Steps> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  await page.addInitScript(observe, MARKS);
  await page.goto(address);
  const position = page.getByRole('region', { name: 'Timeline' }).getByRole('slider').first();
  await position.waitFor({ timeout: 60_000 });
  await settle(page);

  await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] });
  for (let step = 1; step <= count; step += 1) {
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((pressed) => window.told.length === pressed, step);
    await settle(page);
  }
  const trace: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  const paints = paintsOf(trace.traceEvents);

  const reached = await position.inputValue();
  if (reached !== String(count)) throw new Error(`After ${count} steps the timeline is at ${reached}: ${address}`);
  const told = await page.evaluate(() => window.told);
  await page.close();
  if (paints.length !== count)
    throw new Error(`The browser timed ${paints.length} key presses of ${count}: ${address}`);
  return {
    paints: paints.map((paint, index) => ({ ...paint, complete: told[index] ?? Number.NaN })),
    work: workOf(trace.traceEvents),
  };
}

/** Runs in the page, before the app. */
function observe(marks: typeof MARKS): void {
  window.told = [];
  let pressed = 0;
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressed = timeStamp;
      window.told.push(0);
      performance.mark(marks.pressed, { startTime: timeStamp });
      requestAnimationFrame(() => performance.mark(marks.frame));
    },
    { capture: true },
  );
  new MutationObserver(() => {
    if (window.told.length > 0) window.told[window.told.length - 1] = performance.now() - pressed;
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Nothing left to do or to move from the step before: what a person who reads between two steps would wait anyway. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let rounds = 0; rounds < 2; rounds += 1) {
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 200 }));
      // One that is cancelled does not move any more either, and one that follows a scroller moves with that alone.
      const moving = document.getAnimations().filter(({ timeline }) => timeline === document.timeline);
      await Promise.allSettled(moving.map(({ finished }) => finished));
    }
  });
}
