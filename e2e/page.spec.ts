import { expect, test } from './fixtures';

test('the page has a title, a language and a favicon that is there', async ({ app }) => {
  await app.page.goto('./');
  await expect(app.region('Timeline')).toBeVisible();
  await expect(app.page).toHaveTitle(/Livepatch Explorer/);
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'en');
  const icon = await app.page.locator('link[rel=icon]').getAttribute('href');
  const response = await app.page.request.get(new URL(icon ?? '', app.page.url()).href);
  expect(response.status()).toBe(200);
  expect(await response.text()).toContain('<svg');
});

test('everything comes from the built files, under whatever path they are served', async ({ app, baseURL }) => {
  const addresses: string[] = [];
  app.page.on('request', (request) => addresses.push(request.url()));
  await app.page.goto('./');
  await expect(app.region('Timeline')).toBeVisible();
  await app.page.waitForLoadState('networkidle');
  expect(addresses.length).toBeGreaterThan(3);
  expect(addresses.filter((address) => !address.startsWith(baseURL ?? '-') && !address.startsWith('data:'))).toEqual(
    [],
  );
});
