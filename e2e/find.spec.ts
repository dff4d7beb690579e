import { holdBack } from './held';
import { expect, test } from './workbench.page';

test('finds a scenario, a panel, a policy and a tool by a part of the name', async ({ workbench }) => {
  const { page, dialog } = workbench;
  await workbench.open('first-patch', 2);
  const find = async (typed: string, first: string | RegExp): Promise<void> => {
    await page.keyboard.press('/');
    await expect(dialog.getByRole('combobox', { name: 'Name' })).toBeFocused();
    await page.keyboard.type(typed);
    await expect(dialog.getByRole('option', { selected: true })).toContainText(first);
  };
  await find('sysfs', 'Sysfs');
  await page.keyboard.press('Enter');
  await expect(workbench.region('Sysfs')).toBeFocused();
  await find('sticky', 'Sticky refuses to be disabled');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('option', { selected: true })).toContainText('Sticky reversed in mid-transition');
  await page.keyboard.press('Enter');
  await expect(workbench.scenario).toHaveText('Sticky reversed in mid-transition');
  await find('5.5', /^System state/);
  await page.keyboard.press('Enter');
  await expect(workbench.policy).toHaveText(/^System state/);
  await find('glossary', 'Glossary');
  await page.keyboard.type(' of birds');
  await expect(dialog.getByText('Nothing has that name.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Name' }).fill('gloss');
  await expect(dialog.getByRole('option', { selected: true })).toContainText('Glossary');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveAccessibleName('Glossary');
  // Who opens the glossary looks for a word.
  await page.keyboard.type('transi');
  await expect(dialog.getByRole('searchbox', { name: 'Search' })).toHaveValue('transi');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await find('theme dark', 'Theme: dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await find('klp_ops', 'klp_ops');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveAccessibleName('Glossary');
  await expect(dialog.getByRole('searchbox', { name: 'Search' })).toHaveValue('klp_ops');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test.describe('the first time', () => {
  // Nothing is fetched twice in a page that is kept.
  test.use({ keeps: false });

  test('what is typed while it is fetched for the first time stands in its field', async ({ workbench }) => {
    const { page, dialog } = workbench;
    await workbench.open('first-patch', 2);
    const letCome = await holdBack(page, '**/FindCommand-*.js');
    await workbench.button('Step over').focus();
    await page.keyboard.press('/');
    // Each of them is a key of the workbench: Share, and panels.
    await page.keyboard.type('s15 sysfs');
    letCome();
    const name = dialog.getByRole('combobox', { name: 'Name' });
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('s15 sysfs');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(workbench.button('Step over')).toBeFocused();
    await workbench.expectAt(2);
  });
});
