import { App, watch } from './fixtures';
import { expect, test, Workbench } from './workbench.page';

const patch = 'test_klp_sticky_0';
const SCENARIO = '#/sticky-refuses-disable/';
const THREE = 'rfc-2019-vs-system-state-vs-block-disable';

const under = ({ page }: Workbench, region: string, policy: string) =>
  page.getByRole('region', { name: `${region}, under ${policy}`, exact: true });

const table = ({ page }: Workbench) => page.getByRole('region', { name: 'Verdicts by step' }).getByRole('table');

const row = (workbench: Workbench, step: number) =>
  table(workbench)
    .getByRole('row')
    .filter({ has: workbench.page.getByRole('button', { name: new RegExp(`^${step} `) }) });

/** Opens a link to a comparison in a page that is loaded anew, and waits for its panels. */
const openComparison = async (workbench: Workbench, hash: string): Promise<void> => {
  await workbench.app.openLink(hash);
  await expect(table(workbench)).toBeVisible();
  await expect(workbench.page.locator('[aria-busy="true"]')).toHaveCount(0);
};

/** What every region says, once it is drawn. */
const texts = async ({ page }: Workbench): Promise<readonly string[]> => {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  return page.getByRole('region').allInnerTexts();
};

test('begins from the menu of tools, leads to the first difference, and ends at the same step', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.open('sticky-refuses-disable', 1);
  await workbench.button('Tools').click();
  await page.getByRole('menuitem', { name: /^Compare policies/ }).click();
  await expect(table(workbench)).toBeVisible();
  await workbench.expectAddress(`${SCENARIO}1/rfc-2019-vs-system-state`);

  await workbench.button('First difference').click();
  await workbench.expectAt(4);
  await expect(row(workbench, 4)).toHaveAttribute('aria-current', 'step');
  await expect(row(workbench, 4)).toContainText('verdicts differ');
  await expect(row(workbench, 4).getByRole('cell')).toHaveText([
    /refused, -EPERM.*stickyMayNotBeDisabled/s,
    /^allowed/,
  ]);
  await expect(under(workbench, 'Why', 'rfc-2019')).toContainText('refused with -EPERM');
  await expect(under(workbench, 'Loaded patches', 'system-state')).toContainText('unpatching');
  await expect(under(workbench, 'Version counter', 'rfc-2019')).toBeVisible();
  await expect(under(workbench, 'Version counter', 'system-state')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Chart difference' })).toContainText('refused: stickyMayNotBeDisabled');
  await workbench.button('In the statechart').click();
  await expect(page.getByRole('region', { name: 'Chart difference' }).getByRole('img')).toBeVisible();

  await row(workbench, 2).getByRole('button').click();
  await workbench.expectAt(2);
  await page.keyboard.press('ArrowRight');
  await workbench.expectAt(3);
  await workbench.expectAddress(`${SCENARIO}3/rfc-2019-vs-system-state`);

  await workbench.button('Leave the comparison').click();
  await expect(workbench.region('Why')).toBeVisible();
  await workbench.expectAt(3);
  await workbench.expectAddress(`${SCENARIO}3`);
});

test('takes up to five policies; what is done under one of them happens under all', async ({ workbench }) => {
  const { page } = workbench;
  await openComparison(workbench, `${SCENARIO}3/rfc-2019-vs-system-state`);
  await workbench.button('Add').click();
  await page.getByRole('menuitem', { name: /^atomic-replace/ }).click();
  await expect(table(workbench).getByRole('columnheader')).toHaveText([
    'Step',
    'rfc-2019',
    'atomic-replace',
    'system-state',
  ]);

  await under(workbench, 'Loaded patches', 'atomic-replace')
    .getByRole('button', { name: `Disable ${patch}`, exact: true })
    .click();
  await workbench.expectAt(4, 4);
  await expect(page.getByText('Branch from step 3')).toBeVisible();
  await expect(under(workbench, 'Why', 'rfc-2019')).toContainText('refused with -EPERM');
  await expect(under(workbench, 'Loaded patches', 'atomic-replace')).toContainText('unpatching');
  await expect(under(workbench, 'Loaded patches', 'system-state')).toContainText('unpatching');
  await workbench.expectAddress(/^#\/sticky-refuses-disable\/4\/rfc-2019-vs-\S+~1b3\//);

  await workbench.button('Remove system-state from the comparison').click();
  await expect(under(workbench, 'Why', 'system-state')).toHaveCount(0);
  await workbench.choose(workbench.policy, /^Atomic replace/);
  await expect(workbench.button('atomic-replace leads')).toHaveAttribute('aria-pressed', 'true');
  await workbench.choose(workbench.scenario, 'A first patch, from load to removal');
  await workbench.expectAddress('#/first-patch/0/atomic-replace-vs-rfc-2019');
});

test('has a link that shows the same in a fresh browser and after a reload', async ({
  workbench,
  browser,
  baseURL,
}) => {
  const { page } = workbench;
  await openComparison(workbench, `${SCENARIO}4/${THREE}`);
  const shown = await texts(workbench);
  await workbench.button('Share').click();
  const link = await workbench.dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link.endsWith(`${SCENARIO}4/${THREE}`)).toBe(true);

  const context = await browser.newContext({ viewport: page.viewportSize(), serviceWorkers: 'block' });
  const fresh = await context.newPage();
  const other = new Workbench(new App(fresh, watch(fresh, baseURL ?? '')));
  await openComparison(other, new URL(link).hash);
  await expect.poll(() => texts(other)).toEqual(shown);
  await fresh.reload();
  await expect(table(other)).toBeVisible();
  await expect.poll(() => texts(other)).toEqual(shown);
  expect(other.app.watched.problems).toEqual([]);
  await context.close();
});

for (const { name, viewport } of [
  { name: 'a desktop', viewport: { width: 1440, height: 900 } },
  { name: 'a phone', viewport: { width: 390, height: 844 } },
] as const) {
  test.describe(`on ${name}`, () => {
    test.use({ viewport });

    test(`axe finds nothing, and the page does not scroll sideways (${name})`, async ({ workbench }) => {
      await openComparison(workbench, `${SCENARIO}4/rfc-2019-vs-block-disable`);
      await workbench.app.axeInThemes('the comparison');
      for (const theme of ['Light', 'Projector'] as const) {
        await workbench.theme(theme);
        const { scroll, client } = await workbench.page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          client: document.documentElement.clientWidth,
        }));
        expect.soft(scroll, theme).toBeLessThanOrEqual(client);
      }
    });
  });
}

test.describe('in an enlarged page', () => {
  test.use({ viewport: { width: 683, height: 384 } });

  test('the row of the step is in sight, above the timeline (200 %)', async ({ workbench }) => {
    const { page } = workbench;
    await openComparison(workbench, `${SCENARIO}0/rfc-2019-vs-system-state`);
    for (const step of [1, 2, 3, 4, 5, 6, 7]) {
      await page.keyboard.press('ArrowRight');
      await workbench.expectAt(step);
      const current = row(workbench, step);
      await expect(current).toHaveAttribute('aria-current', 'step');
      const top = await workbench.region('Timeline').evaluate((bar) => bar.getBoundingClientRect().top);
      const box = await current.getByRole('button').boundingBox();
      expect(box?.y ?? top, `step ${step}`).toBeLessThan(top - 30);
      await current.getByRole('button').click({ trial: true, position: { x: 20, y: 10 } });
    }
    await page.keyboard.press('Home');
    await expect(row(workbench, 0).getByRole('button')).toBeInViewport({ ratio: 1 });
  });
});
