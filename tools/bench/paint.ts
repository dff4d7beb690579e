import type { Browser, Page } from '@playwright/test';

export const STEPS = 50;

declare global {
  interface Window {
    /** Milliseconds from each key press to the end of the frame that shows its effect. */
    paints: number[];
  }
}

/**
 * Milliseconds from the input to the paint of a step, for the first steps of what a link opens: from the time stamp
 * of the key press, which is when the browser got it, to the first task after the next frame was rendered.
 * @throws {Error} when the app did not step each time.
 */
export async function inputToPaint(browser: Browser, address: string): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  await page.addInitScript(observe);
  await page.goto(address);
  const position = page.getByRole('region', { name: 'Timeline' }).getByRole('slider').first();
  await position.waitFor({ timeout: 60_000 });
  await settle(page);

  for (let step = 1; step <= STEPS; step += 1) {
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((count) => window.paints.length === count, step);
    await settle(page);
  }

  const reached = await position.inputValue();
  if (reached !== String(STEPS)) throw new Error(`After ${STEPS} steps the timeline is at ${reached}: ${address}`);
  const samples = await page.evaluate(() => window.paints);
  await page.close();
  return samples;
}

/** Runs in the page, before the app. */
function observe(): void {
  window.paints = [];
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.paints.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

/** Nothing left to do from the step before: what a person who reads between two steps would wait anyway. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 })));
}
