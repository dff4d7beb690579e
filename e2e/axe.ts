/** Brings axe into a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

export const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Where it lies beside the app: half a megabyte, which a browser then fetches and compiles but once. */
export const SERVED_AXE = 'axe.min.js';

export const bringAxe = async (page: Page): Promise<void> => {
  if (await page.evaluate(() => 'axe' in window)) return;
  const isOurs = page.url().startsWith(`http://127.0.0.1:${process.env.E2E_PORT}/`);
  // Another host, or none.
  if (!isOurs) return page.evaluate(readFileSync(axeFile, 'utf8'));
  await page.addScriptTag({ url: new URL(SERVED_AXE, page.url()).href });
};
