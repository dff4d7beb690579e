import { readFile } from 'node:fs/promises';
import { expect, test, type Workbench } from './workbench.page';

const rows = ({ dialog }: Workbench) => dialog.getByRole('list', { name: 'My scenarios' }).getByRole('listitem');

const titles = async (workbench: Workbench): Promise<readonly string[]> =>
  rows(workbench)
    .getByRole('button', { name: /^Open: / })
    .allTextContents();

/** Keeps what is on the screen under a title; the list is open. */
const keep = async ({ dialog }: Workbench, title: string): Promise<void> => {
  await dialog.getByLabel('Title of what is on the screen').fill(title);
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog.getByRole('status')).toHaveText(`“${title}” is kept.`);
};

test('scenarios of one’s own are kept, renamed, duplicated, put in order, deleted and put back', async ({
  workbench,
}) => {
  const { page, dialog } = workbench;
  await workbench.open('sticky-refuses-disable', 0);
  await workbench.tool(/^My scenarios/);
  await expect(dialog.getByText('Nothing is kept yet.')).toBeVisible();
  await keep(workbench, 'Sticky of mine');
  await keep(workbench, 'Another');
  await dialog.getByRole('button', { name: 'Rename: Another' }).click();
  await dialog.getByLabel('Title', { exact: true }).fill('The second');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('It is called “The second” now.');
  await dialog.getByRole('button', { name: 'Duplicate: Sticky of mine' }).click();
  await expect.poll(() => titles(workbench)).toEqual(['Sticky of mine', 'Sticky of mine, copy', 'The second']);
  await dialog.getByRole('button', { name: 'Earlier: The second' }).click();
  await expect.poll(() => titles(workbench)).toEqual(['Sticky of mine', 'The second', 'Sticky of mine, copy']);
  await dialog.getByRole('button', { name: 'Delete: The second' }).click();
  await expect.poll(() => titles(workbench)).toEqual(['Sticky of mine', 'Sticky of mine, copy']);
  await dialog.getByRole('button', { name: 'Put “The second” back' }).click();
  await expect.poll(() => titles(workbench)).toEqual(['Sticky of mine', 'The second', 'Sticky of mine, copy']);
  // Each of several, whatever was done meanwhile.
  await dialog.getByRole('button', { name: 'Delete: The second' }).click();
  await dialog.getByRole('button', { name: 'Delete: Sticky of mine, copy' }).click();
  await dialog.getByRole('button', { name: 'Put “Sticky of mine, copy” back' }).click();
  await dialog.getByRole('button', { name: 'Put “The second” back' }).click();
  await expect.poll(() => titles(workbench)).toEqual(['Sticky of mine', 'The second', 'Sticky of mine, copy']);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  // They are there after a reload, in the menu, with what is told of each step.
  await workbench.open('first-patch', 0);
  await page.reload();
  await workbench.expectOpen();
  await workbench.choose(workbench.scenario, 'The second');
  await expect(workbench.scenario).toHaveText('The second');
  await workbench.expectAddress(/^#\/own\/0~/);
  await workbench.stepOver();
  await expect(page.getByText('A sticky patch is loaded like any other.').first()).toBeVisible();
  await page.reload();
  await workbench.expectOpen();
  await expect(workbench.scenario).toHaveText('The second');
});

test('what is kept under a title already is kept over it, or as a new one', async ({ workbench }) => {
  const { dialog } = workbench;
  await workbench.open('first-patch', 0);
  await workbench.tool(/^My scenarios/);
  await keep(workbench, 'Mine');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog.getByRole('status')).toHaveText('“Mine” is now what is on the screen.');
  await expect.poll(() => titles(workbench)).toEqual(['Mine']);
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  await expect(dialog.getByRole('status')).toHaveText('“Mine” is what it was.');
  await dialog.getByRole('button', { name: 'Keep as new' }).click();
  await expect.poll(() => titles(workbench)).toHaveLength(2);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  // Nobody means that one with another scenario of its title.
  await workbench.open('sticky-refuses-disable', 0);
  await workbench.tool(/^My scenarios/);
  await dialog.getByLabel('Title of what is on the screen').fill('Mine');
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toHaveCount(0);
  await workbench.page.keyboard.press('Enter');
  await expect.poll(() => titles(workbench)).toHaveLength(3);
  await dialog.getByLabel('Title of what is on the screen').fill('Another');
  await keep(workbench, 'Another');
  await dialog.getByLabel('Title of what is on the screen').fill('Mine');
  await dialog.getByRole('button', { name: 'Replace the one of this title' }).click();
  await expect(dialog.getByRole('status')).toHaveText('“Mine” is now what is on the screen.');
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  await expect(dialog.getByRole('status')).toHaveText('“Mine” is what it was.');
});

test('two of one’s own that are called alike say what differs, in the list, the menu and what is found', async ({
  workbench,
}) => {
  const { page, dialog } = workbench;
  await workbench.open('first-patch', 0);
  await workbench.tool(/^My scenarios/);
  await keep(workbench, 'Mine');
  await keep(workbench, 'Another');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await workbench.open('sticky-refuses-disable', 0);
  await workbench.tool(/^My scenarios/);
  await dialog.getByLabel('Title of what is on the screen').fill('Mine');
  await dialog.getByRole('button', { name: 'Keep as new' }).click();
  const opens = dialog.getByRole('button', { name: /^Open: / });
  const named = async (): Promise<readonly (string | null)[]> =>
    Promise.all((await opens.all()).map((each) => each.getAttribute('aria-label')));
  const size = /^Open: Mine, (\d+ steps, \d+ tasks)$/;
  await expect.poll(named).toEqual([expect.stringMatching(size), 'Open: Another', expect.stringMatching(size)]);
  const [first, third] = (await named()).flatMap((name) => size.exec(name ?? '')?.[1] ?? []);
  expect(first).not.toBe(third);
  await expect(opens.first()).toHaveText(`Mine, ${first}`);
  expect(await workbench.app.axe('[role=dialog]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  await workbench.scenario.click();
  const option = workbench.list.getByRole('option', { name: `Mine ${third}`, exact: true });
  await expect(option).toHaveCount(1);
  await expect(workbench.list.getByRole('option', { name: 'Another', exact: true })).toHaveCount(1);
  await option.click();
  await expect(workbench.scenario).toHaveText('Mine');
  await workbench.scenario.click();
  await expect(workbench.list.getByRole('option', { name: 'Mine On the screen', selected: true })).toBeFocused();
  await page.keyboard.press('Escape');

  await page.keyboard.press('/');
  await dialog.getByRole('combobox').fill('mine');
  await expect(dialog.getByRole('option', { name: new RegExp(`^Mine ?${first}`) })).toHaveCount(1);
});

test('scenarios of one’s own make a talk, and a handout', async ({ workbench }) => {
  const { page, dialog } = workbench;
  await workbench.open('first-patch', 0);
  await workbench.tool(/^My scenarios/);
  await keep(workbench, 'One');
  await keep(workbench, 'Two');
  await dialog.getByRole('button', { name: 'Make a talk of them, in this order' }).click();
  const strip = page.getByRole('navigation', { name: 'Talk' });
  await expect(strip).toContainText('My talk, 1 of 2');
  await strip.getByRole('button', { name: 'Next: Two' }).click();
  await expect(strip).toContainText('My talk, 2 of 2');
  await expect(workbench.scenario).toHaveText('Two');

  await workbench.tool(/^Export/);
  await page.getByRole('tab', { name: 'Handout' }).click();
  await dialog.getByText('This scenario', { exact: true }).click();
  const sheet = dialog.getByRole('region', { name: 'Preview' }).getByRole('article');
  await expect(sheet).toHaveCount(1);
  await expect(sheet).toHaveAccessibleName('Two');
  await dialog.getByText('The talk, or chosen scenarios', { exact: true }).click();
  await expect(sheet).toHaveCount(2);
  await expect(sheet.first()).toHaveAccessibleName('One');
  await page.keyboard.press('Escape');

  await strip.getByRole('button', { name: 'Present' }).click();
  await expect(page.getByText(/Two/).first()).toBeVisible();
});

test('a talk of one’s own scenarios is one file, and comes back from it', async ({ workbench }) => {
  const { page, dialog } = workbench;
  await workbench.open('first-patch', 0);
  await workbench.tool(/^My scenarios/);
  await keep(workbench, 'One');
  await expect(dialog).toContainText('Keep another one');
  await keep(workbench, 'Two');
  await dialog.getByRole('textbox', { name: 'Title of the talk' }).fill('Two ways out');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save them as one file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('two-ways-out.klp.json');
  const buffer = await readFile(await download.path());
  for (const name of ['One', 'Two']) await dialog.getByRole('button', { name: `Delete: ${name}` }).click();
  await expect(dialog.getByText('Nothing is kept yet.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  const choose = async (content: Buffer): Promise<void> => {
    await workbench.tool(/^Open a file/);
    const file = { name: download.suggestedFilename(), mimeType: 'application/json', buffer: content };
    await dialog.getByLabel(/Choose a file/).setInputFiles(file);
  };
  await choose(Buffer.from(buffer.toString().replaceAll('"insmod"', '"insmood"')));
  await expect(dialog.getByRole('alert')).toContainText(/scenarios\[0\]\.steps\[0\]\.event/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await choose(buffer);
  await expect(page.getByRole('navigation', { name: 'Talk' })).toContainText('Two ways out, 1 of 2');
  await expect(page.getByRole('banner').getByRole('status')).toContainText('Talk opened: “Two ways out”, 2 scenarios');
  await expect(workbench.scenario).toHaveText('One');
  await workbench.tool(/^My scenarios/);
  await expect.poll(() => titles(workbench)).toEqual(['One', 'Two']);
});

for (const [name, viewport] of [
  ['a laptop', { width: 1366, height: 768 }],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test.describe(`the list of one’s own scenarios on ${name}:`, () => {
    test.use({ viewport });

    test('axe finds nothing in any theme, and no control stands out', async ({ workbench }) => {
      const { dialog } = workbench;
      await workbench.open('first-patch', 0);
      await workbench.tool(/^My scenarios/);
      await keep(workbench, 'A first patch, from load to removal, as I tell it to those who have never seen one');
      await keep(workbench, 'Two');
      await dialog.getByRole('button', { name: 'Rename: Two' }).click();
      await workbench.app.axeInThemes('the list', '[role=dialog]');
      const outside = await dialog.evaluate((node) => {
        const { left, right } = node.getBoundingClientRect();
        const boxes = [...node.querySelectorAll('button, input')].map((each) => each.getBoundingClientRect());
        return boxes.filter((box) => box.left < left || box.right > right).length;
      });
      expect(outside).toBe(0);
    });
  });
}

test('“Keep it” stays under the pointer, and a renamed scenario has the focus', async ({ workbench }) => {
  const { page, dialog } = workbench;
  await workbench.open('first-patch', 0);
  await workbench.tool(/^My scenarios/);
  const keepIt = dialog.getByRole('button', { name: 'Keep it' });
  const { x, y } = (await keepIt.boundingBox()) ?? { x: 0, y: 0 };
  for (let kept = 0; kept < 3; kept += 1) {
    await page.mouse.click(x + 8, y + 8);
    await expect(rows(workbench)).toHaveCount(1);
    expect(await keepIt.boundingBox()).toMatchObject({ x, y });
  }
  const renames = dialog.getByRole('button', { name: /^Rename: / });
  await renames.click();
  await dialog.getByLabel('Title', { exact: true }).fill('Mine');
  await page.keyboard.press('Enter');
  await expect(renames).toBeFocused();
});
