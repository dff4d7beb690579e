/** The first screen can be read before the app is there, and what is done meanwhile is done. */
import type { Page } from '@playwright/test';
import { holdBack } from './held';
import { shifted, watchShifts } from './shifts';
import { expect, type Region, test } from './workbench.page';

// It holds back what the page asks for.
test.use({ keeps: false });

/** What a closed tab says of its panel may come later. */
const WHOLE = ['Loaded patches', 'Version counter', 'Tasks'] as const;

/** What is there to be read: not what a lane without room hides, and no tooltips. */
const textOf = (page: Page, name: Region): Promise<string> =>
  // biome-ignore lint/performance/useDomNodeTextContent: that is the difference.
  page.getByRole('region', { name, exact: true }).innerText();

const still = '#root[aria-busy=true] header';

/** Until it is let go the app does not come. */
const openStill = async (page: Page, hash: string): Promise<() => void> => {
  const release = await holdBack(page, '**/react-*.js');
  await page.goto(`./${hash}`, { waitUntil: 'commit' });
  await expect(page.locator(still).first()).toBeVisible();
  return release;
};

const untilThere = async (page: Page): Promise<void> => {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
};

const ROOMS = [
  { name: 'a desk', viewport: { width: 1440, height: 900 }, also: ['Statechart'] },
  { name: 'a laptop', viewport: { width: 1366, height: 768 }, also: [] },
  { name: 'a high screen', viewport: { width: 1920, height: 1080 }, also: [] },
  { name: 'a phone', viewport: { width: 390, height: 844 }, also: [] },
] as const;

/** Tasks that wait, and lanes for which there is no room. */
const STEPS = ['sticky-reversed/3', 'stale-version-refused/4'];

for (const { name, viewport, also } of ROOMS)
  test.describe(`on ${name}`, () => {
    test.use({ viewport });

    for (const step of STEPS)
      test(`a link is read before the app is there, which then says the same in the same place (${name}, ${step})`, async ({
        page,
      }) => {
        await watchShifts(page);
        const release = await openStill(page, `#/${step}`);
        const why = await textOf(page, 'Why');
        expect(why.length).toBeGreaterThan(60);
        const regions: readonly Region[] = [...WHOLE, ...also];
        const before = await Promise.all(regions.map((region) => textOf(page, region)));
        release();
        await untilThere(page);
        expect(await Promise.all(regions.map((region) => textOf(page, region)))).toEqual(before);
        expect(await textOf(page, 'Why')).toContain(why);
        expect(await shifted(page)).toBeLessThan(0.02);
      });
  });

test('keys and controls that are pressed before the app is there are not lost', async ({ page }) => {
  const release = await openStill(page, '#/sticky-reversed/3');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Step over', exact: true }).click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Step 3 of 13');
  release();
  await expect(page.getByRole('dialog')).toContainText('Share');
  await expect(page.getByText('Step 6 of 13')).toBeVisible();
});

test('whoever has come to a control with the keyboard is still there when the app has come', async ({ page }) => {
  const release = await openStill(page, '#/sticky-reversed/3');
  const compare = page.getByRole('button', { name: 'Compare', exact: true });
  await compare.focus();
  await expect(page.locator(still).first()).toBeVisible();
  release();
  await untilThere(page);
  await expect(compare).toBeFocused();
});

test('on a slow line it says why nothing answers yet', async ({ page }) => {
  const release = await openStill(page, '#/sticky-reversed/3');
  const says = () =>
    page.evaluate(() => {
      const { content, visibility } = getComputedStyle(document.querySelector('#root') as Element, '::after');
      return visibility === 'visible' ? content : '';
    });
  expect(await says()).toBe('');
  await expect.poll(says).toContain('Loading the controls …');
  release();
  await untilThere(page);
  expect(await says()).not.toContain('Loading');
});

test('a reader in the dark gets a dark still', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const release = await openStill(page, '#/sticky-reversed/3');
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await ground();
  release();
  await untilThere(page);
  expect(await ground()).toBe(before);
  expect(before).toBe('rgb(21, 20, 18)');
});

test('a first visit begins with a still, a setting of the reader’s own goes without', async ({ page }) => {
  (await openStill(page, ''))();
  await untilThere(page);
  await expect(page.getByText('Step 0 of')).toBeVisible();
  await page.evaluate(() => localStorage.setItem('livepatch-explorer/settings', '{"theme":"dark"}'));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('about:blank');
  await page.goto('./#/sticky-reversed/3');
  await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText('sameValue');
  expect(asked.filter((url) => url.endsWith('.still'))).toEqual([]);
});

test.describe('without a still the app opens as well:', () => {
  for (const [name, hash, says] of [
    ['a place inside of a step', '#/sticky-reversed/3.2', 'Step 3 of 13'],
    ['other rules', '#/sticky-reversed/3/atomic-replace', 'Step 3 of 13'],
    ['a step past the end', '#/sticky-reversed/99', 'Step 13 of 13'],
    ['a crowd, which is drawn on a canvas', '#/thousand-tasks/3', 'Step 3 of'],
  ] as const)
    test(name, async ({ page }) => {
      await page.goto(`./${hash}`);
      await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(says);
      await expect(page.locator('#root[aria-busy]')).toHaveCount(0);
    });

  test('one that cannot be fetched', async ({ page }) => {
    await page.route('**/*.still', (route) => route.abort());
    await page.goto('./#/sticky-reversed/3');
    await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText('sameValue');
  });

  test('one that comes when the app is there already', async ({ page }) => {
    const release = await holdBack(page, '**/*.still');
    await page.goto('./#/sticky-reversed/3');
    await untilThere(page);
    await page.keyboard.press('ArrowRight');
    release();
    await page.waitForTimeout(500);
    await expect(page.getByText('Step 4 of 13')).toBeVisible();
  });
});
