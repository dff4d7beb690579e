import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { WorldEditor } from './editor.page';
import { App, watch } from './fixtures';
import { expect, test, Workbench } from './workbench.page';

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
  await workbench.expectAt(3, 7);
  await field(/^Notes/).fill('Wait here.');

  // On with the next step, by the keyboard, and with the timeline beside it.
  await field(/^Notes/).press('Control+Enter');
  await workbench.expectAt(4, 7);
  await expect(dialog.getByRole('heading', { name: 'Words of step 4' })).toBeVisible();
  await field(/^Notes/).fill('Louder.');
  await workbench.region('Timeline').getByRole('button', { name: 'Step over' }).click();
  await workbench.expectAt(5, 7);
  await button(/^Previous step$/).click();
  await expect(field(/^Notes/)).toHaveValue('Louder.');

  // The machine gives the choices and the answer.
  await dialog.getByRole('combobox', { name: /^Question before this step/ }).click();
  await page.getByRole('option', { name: 'What does latest_version show afterwards?' }).click();
  await expect(dialog.getByRole('list', { name: 'Its choices' })).toContainText('1 — the answer');
  await dialog.getByRole('combobox', { name: 'Where to look' }).click();
  await page.getByRole('option', { name: 'Tasks', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'At what in it' }).click();
  await page.getByRole('option', { name: 'cat:611', exact: true }).click();
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
  await workbench.expectOpen();
  await expect(workbench.scenario).toHaveText('Told by me');
  await workbench.choose(workbench.scenario, 'Sticky refuses to be disabled');
  await workbench.expectAddress(/^#\/sticky-refuses-disable\/0/);
  await workbench.choose(workbench.scenario, 'Told by me');
  await expect(workbench.main).toContainText('Before we begin.');
  for (let step = 0; step < 3; step += 1) await workbench.stepOver();
  await expect(workbench.main).toContainText('This is what I say.');
  await workbench.tool(/^Guess first/);
  await expect(workbench.main).toContainText('what does latest_version show afterwards?');
  await page.keyboard.press('F5');
  await expect(page.getByText('Before we begin.').first()).toBeVisible();
});

test('who went to the title comes back to the step, unless another one was gone to', async ({ workbench }) => {
  await workbench.open('sticky-refuses-disable', 3);
  const { dialog, field, button } = await words(workbench);
  await button(/^Title and opening$/).click();
  await workbench.expectAt(0, 7);
  await field(/^Title/).fill('Told by me');
  await expect(workbench.scenario).toHaveText('Told by me');
  await button(/^Close$/).click();
  await workbench.expectAt(3, 7);
  await expect(workbench.scenario).toHaveText('Told by me');

  await words(workbench);
  await button(/^Title and opening$/).click();
  await workbench.stepOver();
  await workbench.stepBack();
  await workbench.expectAt(0, 7);
  await button(/^Close$/).click();
  await expect(dialog).toBeHidden();
  await workbench.expectAt(0, 7);
});

test('what is said of a machine of one’s own is kept, taken back, and goes into the file', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('first-patch', 2);
  await workbench.button('Tick').click();
  await workbench.expectAt(3, 3);
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
  await workbench.expectAt(3, 7);
  await expect(tasks).not.toContainText('bash');
  await expect(main).toContainText('Mine at three.');
  await workbench.button('Dismiss').click();
  await page.reload();
  await workbench.expectOpen();
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

for (const [name, viewport] of [
  ['a laptop', { width: 1366, height: 768 }],
  ['a phone', { width: 390, height: 844 }],
  ['a phone on its side', { width: 844, height: 390 }],
  ['a phone with its keyboard', { width: 390, height: 430 }],
] as const) {
  test.describe(`the words of a step on ${name}:`, () => {
    test.use({ viewport });

    test('three lines can be written above what goes on, and axe finds nothing on the page', async ({ workbench }) => {
      const { page } = workbench;
      await workbench.open('sticky-refuses-disable', 7);
      const { dialog, field, button } = await words(workbench);
      const sentence = field(/^Sentence/);
      await sentence.fill('One.\nTwo.\nThree.');
      await expect(dialog.getByRole('status')).toContainText('This is a copy of your own now');
      await sentence.scrollIntoViewIfNeeded();
      const next = button(/^Next step$/);
      const boxOf = async (locator: Locator) => {
        const box = await locator.boundingBox();
        if (box === null) throw new Error('It is not drawn');
        return { top: box.y, bottom: box.y + box.height };
      };
      const [panel, area, buttons] = [await boxOf(dialog), await boxOf(sentence), await boxOf(next)];
      const line = await sentence.evaluate((node) => Number.parseFloat(getComputedStyle(node).lineHeight));
      expect(area.bottom - area.top).toBeGreaterThan(3 * line);
      expect(area.top).toBeGreaterThanOrEqual((await boxOf(button(/^Close$/))).bottom);
      expect(area.bottom).toBeLessThanOrEqual(buttons.top);
      expect(buttons.bottom).toBeLessThanOrEqual(panel.bottom);
      expect(panel.bottom).toBeLessThanOrEqual(viewport.height);
      await expect(page.getByRole('banner')).toHaveCount(1);
      await expect(page.getByRole('contentinfo')).toHaveCount(0);

      // The last step: a button that does nothing, whose words axe leaves out.
      await expect(next).toHaveAttribute('aria-disabled', 'true');
      const { looks, asked } = await next.evaluate((node) => {
        const of = getComputedStyle(node);
        const probe = document.createElement('i');
        probe.style.cssText = 'color: var(--text-2); background-color: var(--surface-2)';
        node.append(probe);
        const { color, backgroundColor } = getComputedStyle(probe);
        const asked = [color, backgroundColor, '1'];
        probe.remove();
        return { looks: [of.color, of.backgroundColor, of.opacity], asked };
      });
      // `tokens.test.ts` measures that the one can be read on the other.
      expect(looks).toEqual(asked);
      await workbench.app.axeInThemes('the page with the words of a step');
    });
  });
}

test('two tabs that write into one scenario keep what each of them wrote, and show it', async ({
  workbench,
  context,
  baseURL,
}) => {
  await workbench.open('first-patch', 2);
  const one = await words(workbench);
  await one.field(/^Sentence/).fill('A sentence of one.');
  await expect(one.dialog).toContainText('Kept as you write');
  const title = (await workbench.scenario.textContent()) ?? '';

  const page = await context.newPage();
  const second = new Workbench(new App(page, watch(page, baseURL ?? '')));
  await second.open('first-patch', 0);
  await second.choose(second.scenario, title);
  await second.expectAddress(/^#\/own\/0~/);
  await second.stepOver();
  await second.stepOver();
  const other = await words(second);
  await expect(other.field(/^Sentence/)).toHaveValue('A sentence of one.');

  // Before either hears of the other, as far as a test can tell.
  await Promise.all([one.field(/^Sentence/).fill('Another sentence.'), other.field(/^Notes/).fill('Notes of two.')]);
  for (const { field } of [one, other]) {
    await expect(field(/^Sentence/)).toHaveValue('Another sentence.');
    await expect(field(/^Notes/)).toHaveValue('Notes of two.');
  }
  await other.button(/^Undo: Notes/).click();
  await expect(one.field(/^Notes/)).toHaveValue('');
  await expect(other.field(/^Sentence/)).toHaveValue('Another sentence.');
  // The same field in both: one of them loses, and that is said.
  await Promise.all([one, other].map(({ field }, at) => field(/^Notes/).fill(`Notes of ${at}.`)));
  const collided = 'Written in another tab at the same time: Notes of step 2. What was kept last stands.';
  const told = async () => (await Promise.all([one, other].map(({ dialog }) => dialog.textContent()))).join();
  await expect.poll(told).toContain(collided);
  // Words that had stood for a while are changed in the other tab: whose they were is told so at once.
  await one.field(/^Sentence/).fill('What one has written.');
  await expect(other.field(/^Sentence/)).toHaveValue('What one has written.');
  await page.waitForTimeout(2200);
  await other.field(/^Sentence/).fill('What two has written.');
  await expect(one.dialog).toContainText('Changed in another tab: Sentence of step 2. What was kept last stands.');
  await expect(other.dialog).not.toContainText('Changed in another tab');
  await second.open('first-patch', 0);
  await second.choose(second.scenario, title);
  await second.stepOver();
  await second.stepOver();
  await expect(second.main).toContainText('What two has written.');
});
