import { holdBack } from './held';
import { expect, test } from './workbench.page';

// What is kept from one test to the next would answer in place of the network.
test.use({ keeps: false });

const SAYS = 'This part could not be fetched. Are you offline?';

test('a dialog that cannot be fetched says so over the screen, and is tried again', async ({
  app,
  workbench,
  page,
}) => {
  await workbench.open('sticky-reversed', 3);
  await page.route('**/Help-*.js', (route) => route.abort());
  await page.keyboard.press('?');
  const alert = page.getByRole('alert').filter({ hasText: SAYS });
  await expect(alert).toBeVisible();
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeFocused();
  await expect(workbench.region('Why')).toBeVisible();

  await test.step('still offline', async () => {
    await page.keyboard.press('Enter');
    await expect(alert.getByRole('button', { name: 'Try again' })).toBeFocused();
    await alert.getByRole('button', { name: 'Leave it' }).click();
    await expect(alert).toHaveCount(0);
  });

  await test.step('there again', async () => {
    await page.keyboard.press('?');
    await expect(alert).toBeVisible();
    await page.unroute('**/Help-*.js');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(workbench.dialog).toBeVisible();
    await expect(alert).toHaveCount(0);
  });
  app.watched.forget();
});

test('Escape gives up a dialog that is still being fetched', async ({ workbench, page }) => {
  await workbench.open('sticky-reversed', 3);
  const release = await holdBack(page, '**/Help-*.js');
  const asked = page.waitForRequest('**/Help-*.js');
  await page.keyboard.press('?');
  await asked;
  await page.keyboard.press('Escape');
  const come = page.waitForResponse('**/Help-*.js');
  release();
  await come;
  await page.waitForTimeout(500);
  await expect(workbench.dialog).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(workbench.dialog).toBeVisible();
});

test('a menu that cannot be fetched leaves its button, and is tried again', async ({ app, workbench, page }) => {
  await page.route('**/OpenedSelect-*.js', (route) => route.abort());
  await workbench.open('sticky-reversed', 3);
  await workbench.policy.click();
  const alert = page.getByRole('alert').filter({ hasText: SAYS });
  await expect(alert).toBeVisible();
  await expect(workbench.policy).toBeVisible();

  await alert.getByRole('button', { name: 'Leave it' }).click();
  await expect(workbench.policy).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(alert).toBeVisible();
  await page.unroute('**/OpenedSelect-*.js');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(workbench.policy).toBeFocused();
  app.watched.forget();
});

test('what is wrong with a link is fetched before earlier work is shown in its place', async ({ workbench, page }) => {
  await workbench.open('first-patch', 2);
  await workbench.button('Attempt').click();
  await workbench.expectAt(3, 3);
  const come = await holdBack(page, '**/ReportedNotice-*.js');
  await page.goto('about:blank');
  const asked = page.waitForRequest('**/ReportedNotice-*.js');
  await page.goto('./#/first-patch/1.99');
  await asked;
  // Time enough to draw what should wait.
  await page.waitForTimeout(1000);
  await expect(page.getByRole('main')).toHaveCount(0);
  come();
  await workbench.expectOpen();
  await expect(workbench.alert).toContainText('This link cannot be opened.');
});

test('a style sheet that comes later stands behind that of the first screen, whose parts it adapts', async ({
  workbench,
  page,
}) => {
  await workbench.open('sticky-refuses-disable', 4);
  const sysfs = await workbench.show('Sysfs');
  await expect(sysfs.locator('li > div').first()).toHaveCSS('display', 'grid');
  const library = await workbench.show('Module library');
  await expect(library.locator('li').first()).toHaveCSS('display', 'grid');
  const [first, ...others] = await page.evaluate(() => [...document.styleSheets].flatMap(({ href }) => href ?? []));
  expect(first).toContain('/app-');
  expect(others).not.toEqual([]);
});
