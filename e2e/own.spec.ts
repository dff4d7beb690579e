import { readFile } from 'node:fs/promises';
import { WorldEditor } from './editor.page';
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
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  await expect.poll(() => titles(workbench)).toEqual(['Sticky of mine', 'The second', 'Sticky of mine, copy']);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  // They are there after a reload, in the menu, with what is told of each step.
  await workbench.open('first-patch', 0);
  await page.reload();
  await workbench.isOpen();
  await workbench.choose(workbench.scenario, 'The second');
  await expect(workbench.scenario).toHaveText('The second');
  await workbench.hasAddress(/^#\/own\/0~/);
  await workbench.stepOver();
  await expect(page.getByText('A sticky patch is loaded like any other.').first()).toBeVisible();
  await page.reload();
  await workbench.isOpen();
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
  await expect.poll(() => titles(workbench)).toEqual(['Mine', 'Mine']);
});

test('scenarios of one’s own make a talk, and a handout', async ({ workbench }) => {
  const { page, dialog } = workbench;
  await workbench.open('first-patch', 0);
  await workbench.tool(/^My scenarios/);
  await keep(workbench, 'One');
  await keep(workbench, 'Two');
  await dialog.getByRole('button', { name: 'Make a talk of them, in this order' }).click();
  const strip = page.getByRole('navigation', { name: 'Talk' });
  await expect(strip).toContainText('Talk, 1 of 2');
  await strip.getByRole('button', { name: 'Next: Two' }).click();
  await expect(strip).toContainText('Talk, 2 of 2');
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

/** Opens what is written beside the step. */
const words = async (workbench: Workbench) => {
  await workbench.tool(/^Words of this step/);
  const { dialog } = workbench;
  await expect(dialog).toBeVisible();
  return {
    dialog,
    field: (label: RegExp) => dialog.getByLabel(label),
    button: (name: RegExp) => dialog.getByRole('button', { name }),
  };
};

test('a built-in scenario is told in one’s own words, step after step, and stays as it is', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('sticky-refuses-disable', 3);
  const { dialog, field, button } = await words(workbench);
  await expect(dialog).toContainText('This scenario is built in and stays as it is');
  await field(/^Sentence/).fill('This is what I say.');
  await expect(dialog.getByRole('status')).toContainText('This is a copy of your own now');
  await expect(workbench.scenario).toHaveText('Sticky refuses to be disabled, in my words');
  await expect(workbench.main).toContainText('This is what I say.');
  await workbench.isAt(3, 7);
  await field(/^Notes/).fill('Wait here.');

  // On with the next step, by the keyboard, and with the timeline beside it.
  await field(/^Notes/).press('Control+Enter');
  await workbench.isAt(4, 7);
  await expect(dialog.getByRole('heading', { name: 'Words of step 4' })).toBeVisible();
  await field(/^Notes/).fill('Louder.');
  await workbench.region('Timeline').getByRole('button', { name: 'Step over' }).click();
  await workbench.isAt(5, 7);
  await button(/^Previous step$/).click();
  await expect(field(/^Notes/)).toHaveValue('Louder.');

  // The machine gives the choices and the answer.
  await dialog.getByRole('combobox', { name: /^Question before this step/ }).click();
  await page.getByRole('option', { name: 'What does latest_version show afterwards?' }).click();
  await expect(dialog.getByRole('list', { name: 'Its choices' })).toContainText('1 — the answer');
  await dialog.getByRole('combobox', { name: 'Where to look' }).click();
  await page.getByRole('option', { name: 'Tasks', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'At what in it' }).click();
  await page.getByRole('option', { name: 'cat (611)', exact: true }).click();
  await button(/^Undo: Where to look, step 4$/).click();
  await expect(dialog.getByRole('combobox', { name: 'At what in it' })).toHaveText('The whole panel');

  await button(/^Title and opening$/).click();
  await field(/^Title/).fill('Told by me');
  await field(/^Opening/).fill('Before we begin.');
  await expect(workbench.main).toContainText('Before we begin.');
  await field(/^Title/).fill('  ');
  await expect(dialog).toContainText('A scenario has a title');
  await expect(workbench.scenario).toHaveText('Told by me');
  await button(/^Close$/).click();

  // It is there after a reload, in the menu, in the talk and in the file.
  await page.reload();
  await workbench.isOpen();
  await expect(workbench.scenario).toHaveText('Told by me');
  await workbench.choose(workbench.scenario, 'Sticky refuses to be disabled');
  await workbench.hasAddress(/^#\/sticky-refuses-disable\/0/);
  await workbench.choose(workbench.scenario, 'Told by me');
  await expect(workbench.main).toContainText('Before we begin.');
  for (let step = 0; step < 3; step += 1) await workbench.stepOver();
  await expect(workbench.main).toContainText('This is what I say.');
  await workbench.tool(/^Guess first/);
  await expect(workbench.main).toContainText('what does latest_version show afterwards?');
  await page.keyboard.press('F5');
  await expect(page.getByText('Before we begin.').first()).toBeVisible();
});

test('what is said of a machine of one’s own is kept, taken back, and goes into the file', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('first-patch', 2);
  await workbench.button('Tick').click();
  await workbench.isAt(3, 3);
  const { dialog, field, button } = await words(workbench);
  await expect(dialog).toContainText('This branch left its scenario');
  await field(/^Sentence/).fill('A tick of mine.');
  await expect(workbench.scenario).toHaveText(/, a branch after step 2$/);
  await field(/^Sentence/).fill('x'.repeat(4001));
  await expect(dialog).toContainText('At most 4,000 characters; these are 4,001.');
  await expect(workbench.main).toContainText('A tick of mine.');
  await field(/^Sentence/).fill('Another.');
  await button(/^Undo: Sentence/).click();
  await expect(field(/^Sentence/)).toHaveValue('');
  await expect(workbench.main).not.toContainText('A tick of mine.');
  await field(/^Sentence/).fill('At last.');
  await button(/^Close$/).click();
  await workbench.button('Words …').click();
  await expect(dialog.getByRole('heading', { name: 'Words of step 3' })).toBeVisible();
  await expect(dialog).toContainText('Kept as you write');
  await expect(field(/^Sentence/)).toHaveValue('At last.');
  await button(/^Close$/).click();
  await workbench.tool(/^Export/);
  await page.getByRole('tab', { name: 'File' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download' }).click(),
  ]);
  const { steps } = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(steps).toHaveLength(3);
  expect(steps[2]).toMatchObject({ says: 'At last.' });
});

test('words outlive another machine, a reload and Back, and the change is put back after its banner has gone', async ({
  workbench,
}) => {
  const { page, dialog, main } = workbench;
  const tasks = workbench.region('Tasks');
  await workbench.open('sticky-refuses-disable', 3);
  const { field, button } = await words(workbench);
  await field(/^Sentence/).fill('Mine at three.');
  await button(/^Close$/).click();
  await workbench.button('Change this world …').click();
  const editor = new WorldEditor(workbench);
  await editor.select('bash');
  await editor.press('Remove bash');
  await editor.press('Change this world');
  await expect(dialog).toBeHidden();
  await workbench.isAt(3, 7);
  await expect(tasks).not.toContainText('bash');
  await expect(main).toContainText('Mine at three.');
  await workbench.button('Dismiss').click();
  await page.reload();
  await workbench.isOpen();
  await expect(tasks).not.toContainText('bash');
  await expect(main).toContainText('Mine at three.');

  await page.goBack();
  await expect(tasks).toContainText('bash');
  await expect(main).toContainText('Mine at three.');
  await page.goForward();
  await expect(tasks).not.toContainText('bash');

  await workbench.tool(/^Last change of a machine/);
  await expect(dialog).toContainText('What can be put back: “Sticky refuses to be disabled, in my words');
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  await expect(dialog).toBeHidden();
  await expect(tasks).toContainText('bash');
  await expect(main).toContainText('Mine at three.');
});

test('a talk of one’s own scenarios is one file, and comes back from it', async ({ workbench }) => {
  const { page, dialog } = workbench;
  await workbench.open('first-patch', 0);
  await workbench.tool(/^My scenarios/);
  await keep(workbench, 'One');
  await keep(workbench, 'Two');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save them as one file' }).click(),
  ]);
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
  await expect(page.getByRole('navigation', { name: 'Talk' })).toContainText('Talk, 1 of 2');
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
      await workbench.app.axeInThemes('the list');
      const outside = await dialog.evaluate((node) => {
        const { left, right } = node.getBoundingClientRect();
        const boxes = [...node.querySelectorAll('button, input')].map((each) => each.getBoundingClientRect());
        return boxes.filter((box) => box.left < left || box.right > right).length;
      });
      expect(outside).toBe(0);
    });
  });
}
