import type { Page } from '@playwright/test';

/** Holds back what the page asks for at such an address, until what this returns is called. */
export const holdBack = async (page: Page, address: string): Promise<() => void> => {
  let letCome = () => {};
  const come = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route(address, async (route) => {
    await come;
    await route.continue();
  });
  return letCome;
};
