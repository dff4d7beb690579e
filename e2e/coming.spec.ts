import { holdBack } from './held';
import { encode } from './modules';
import { shifted, watchShifts } from './shifts';
import { expect, test } from './workbench.page';

// It holds back what the page asks for.
test.use({ keeps: false });

/** A wide window, and panels below each other, where what comes later would push what is there out of sight. */
const OPENED = [
  { name: 'a desk', viewport: { width: 1440, height: 900 }, step: 'sticky-reversed/3' },
  { name: 'a laptop, with a challenge', viewport: { width: 1366, height: 768 }, step: 'challenge-go-down/1' },
  { name: 'a phone, held up', viewport: { width: 390, height: 844 }, step: 'stuck-wait/3' },
  { name: 'a phone, in a crowd', viewport: { width: 390, height: 844 }, step: 'thousand-tasks/3' },
] as const;

for (const { name, viewport, step } of OPENED)
  test.describe(`on ${name}`, () => {
    test.use({ viewport });

    test(`before any script the page says what is coming, and nothing jumps when it has come (${name})`, async ({
      page,
    }) => {
      await watchShifts(page);
      const release = await holdBack(page, '**/*.{js,still}');
      await page.goto(`./#/${step}`, { waitUntil: 'commit' });
      for (const part of ['Loaded patches', 'Version counter', 'Tasks', 'Why', 'Timeline']) {
        await expect(page.getByText(part, { exact: true })).toBeVisible();
      }
      await expect(page.getByRole('region')).toHaveCount(0);
      release();
      await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText('Phase');
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await page.waitForTimeout(1500);
      expect(await shifted(page)).toBeLessThan(0.02);
    });
  });

test('what is said of the machine in a link comes with the first picture, and moves nothing', async ({ page }) => {
  await watchShifts(page);
  const world = { cpus: 1, tasks: [{ tid: 1, comm: 'spinner', where: 'user' as const, count: 2 }] };
  const source = { kind: 'world', world, events: [] } as const;
  await page.goto(`./${encode({ policy: 'rfc-2019', source, step: 0, micro: null })}`);
  await expect(page.getByText('2 tasks want to be on a CPU and there is one')).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.waitForTimeout(1500);
  expect(await shifted(page)).toBeLessThan(0.02);
});

test('the panels stay until the comparison that takes their place has come', async ({ page }) => {
  const release = await holdBack(page, '**/Compare-*.js');
  await page.goto('./#/sticky-reversed/3');
  const why = page.getByRole('region', { name: 'Why', exact: true });
  await expect(why).toContainText('sameValue');
  const asked = page.waitForRequest('**/Compare-*.js');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await asked;
  await expect(page.getByRole('button', { name: 'Compare', exact: true, pressed: true })).toBeVisible();
  await expect(why).toContainText('sameValue');
  release();
  await expect(page.getByRole('region', { name: 'Verdicts by step' })).toBeVisible();
  await expect(why).toHaveCount(0);
});
