import type { Page } from '@playwright/test';

/** Notes how far the page moves what is there, as the browser measures it. */
export const watchShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push('value' in entry ? Number(entry.value) : 1);
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** All of it so far. */
export const shifted = (page: Page): Promise<number> =>
  page.evaluate(() => Reflect.get(window, 'shifts').reduce((all: number, one: number) => all + one, 0));
