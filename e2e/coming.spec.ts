import { expect, test } from './workbench.page';

// It holds back what the page asks for.
test.use({ keeps: false });

test('before any script the page says what is coming, and nothing jumps when it has come', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push('value' in entry ? Number(entry.value) : 1);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./#/sticky-reversed/3', { waitUntil: 'commit' });
  for (const name of ['Loaded patches', 'Version counter', 'Tasks', 'Why', 'Timeline']) {
    await expect(page.getByText(name, { exact: true })).toBeVisible();
  }
  await expect(page.getByRole('region')).toHaveCount(0);
  release();
  await expect(page.getByRole('region', { name: 'Kernel log', exact: true })).toContainText('livepatch');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.waitForTimeout(1500);
  const sum = await page.evaluate(() =>
    Reflect.get(window, 'shifts').reduce((all: number, one: number) => all + one, 0),
  );
  expect(sum).toBeLessThan(0.02);
});
