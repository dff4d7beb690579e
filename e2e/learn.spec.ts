import type { Locator } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.page';

/** Where answers are told: above the panels, some of which tell something too. */
const told = (workbench: Workbench): Locator => workbench.main.getByRole('status').first();

const guessFirst = async (workbench: Workbench): Promise<void> => {
  await workbench.tool(/^Guess first/);
  await expect(workbench.main.getByRole('radio').first()).toBeVisible();
};

/** Steps of the first scenario, a right choice and a wrong one for each; `guess.test.ts` answers all questions of all scenarios. */
const questions: readonly (readonly [step: number, right: string, wrong: string])[] = [
  [1, 'cruncher:520', 'bash:410'],
  [6, '1', '0'],
  [7, 'It is refused: module in use', 'It is allowed: no rule refuses it'],
];

test('a question is answered right and wrong, and the kernel says why', async ({ workbench }) => {
  await workbench.open('first-patch');
  await guessFirst(workbench);
  const status = told(workbench);
  for (const [step, right, wrong] of questions) {
    for (const [choice, verdict] of [
      [wrong, 'Not quite'],
      [right, 'Correct'],
    ] as const) {
      await workbench.editAddress(`#/first-patch/${step - 1}`);
      await workbench.expectAt(step - 1);
      await workbench.main.getByRole('radio', { name: choice, exact: true }).check();
      await workbench.button('See what happens').click();
      await workbench.expectAt(step);
      await expect(status).toContainText(verdict);
      await expect(status).toContainText(right);
      // It is written a moment later; until then, the address of before would be no edit.
      await workbench.expectAddress(`#/first-patch/${step}`);
    }
  }
});

test('an open question is answered nowhere on the screen', async ({ workbench }) => {
  const { page, app } = workbench;
  const refusals = page.locator('[data-refused]');
  const cards = workbench.region('Loaded patches');
  const counter = workbench.region('Version counter');
  await workbench.open('sticky-refuses-disable', 3);
  await workbench.show('Module library');
  await expect(cards).toContainText('stickyMayNotBeDisabled');
  await expect(counter).toContainText('no');
  await guessFirst(workbench);
  await expect(refusals).toHaveCount(0);
  for (const region of ['Loaded patches', 'Module library', 'Version counter', 'Tasks', 'Why'] as const)
    await expect(workbench.region(region)).not.toContainText(/MayNot|NotNewer|moduleInUse|\b(yes|no)\b \d/);
  expect(await app.axe()).toEqual([]);
  await workbench.main.getByRole('radio').first().check();
  await workbench.button('See what happens').click();
  await workbench.expectAt(4);
  await workbench.tool(/^Guess first/);
  await expect(cards).toContainText('stickyMayNotBeDisabled');
});

test('a question is answered with the keyboard alone, and the mode is remembered', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('sticky-refuses-disable', 3);
  await guessFirst(workbench);
  await page.reload();
  await workbench.expectOpen();
  await workbench.main.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(workbench.main.getByRole('radio').nth(1)).toBeChecked();
  await workbench.expectAt(3);
  await page.keyboard.press('Enter');
  await workbench.expectAt(4);
  const status = told(workbench);
  await expect(status).toBeFocused();
  await expect(status).toContainText('sticky and fully patched');
  await expect(status).toContainText('stickyMayNotBeDisabled');
  expect(await workbench.app.axe()).toEqual([]);
  // The next question is passed over, and what would have been right is said.
  await page.keyboard.press('ArrowRight');
  await workbench.expectAt(5);
  await expect(status).toHaveText('Passed over It is refused: module in use');
  await page.keyboard.press('ArrowLeft');
  await workbench.expectAt(4);
  await expect(status).toBeEmpty();
});

test('that questions are asked, and that one waits, is said aloud', async ({ workbench }) => {
  const { page, main } = workbench;
  const said = (words: RegExp): Locator => main.getByRole('status').filter({ hasText: words });
  const expectChecked = async (checked: 'true' | 'false'): Promise<void> => {
    await workbench.button('Tools').click();
    const entry = page.getByRole('menuitemcheckbox', { name: /^Guess first/ });
    await expect(entry).toHaveAttribute('aria-checked', checked);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
  };
  await workbench.open('sticky-refuses-disable', 2);
  await expectChecked('false');
  await workbench.tool(/^Guess first/);
  await expect(said(/^Guess first is on\.$/)).toHaveCount(1);
  await expectChecked('true');
  await workbench.stepOver();
  await workbench.expectAt(3);
  await expect(said(/^A question waits before step 4: [^`]+\?$/)).toHaveCount(1);
  await workbench.tool(/^Guess first/);
  await expect(said(/^Guess first is off\.$/)).toHaveCount(1);
  await expect(said(/A question waits/)).toHaveCount(0);
  await expectChecked('false');
});

test('guided reading keeps what has been read, and goes on after a reload', async ({ workbench }) => {
  await workbench.open('stuck-wait');
  await workbench.tool(/^Guided reading/);
  await expect(workbench.dialog.getByRole('heading', { level: 3 })).toHaveCount(6);
  await workbench.dialog.getByRole('button', { name: 'Begin with “A first patch, from load to removal”' }).click();
  await workbench.expectAt(0, 14);
  const reading = workbench.page.getByRole('navigation', { name: 'Guided reading' });
  await expect(reading).toBeHidden();
  await workbench.page.keyboard.press('End');
  await reading.getByRole('button', { name: 'Next: What may be written to enabled and force' }).click();
  await expect(workbench.scenario).toHaveText('What may be written to enabled and force');

  await workbench.page.reload();
  await workbench.expectOpen();
  await workbench.tool(/^Guided reading/);
  await expect(workbench.dialog.getByText('done: ')).toHaveCount(1);
  await workbench.dialog.getByRole('button', { name: 'Go on with “What may be written to enabled and force”' }).click();
  await workbench.expectAt(0, 14);
});

test('the introduction comes once, is in nobody’s way, and is found again', async ({ page }) => {
  const introduction = page.getByRole('dialog', { name: 'Introduction' });
  await page.goto('./');
  await expect(introduction).toContainText('1 of 7');
  // Nothing else has the focus, so that it is read out; and no stop of the Tab key is empty.
  await expect(introduction).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(introduction.getByRole('button', { name: 'Skip' })).toBeFocused();
  const guards = page.locator('[data-radix-focus-guard]');
  expect(await guards.evaluateAll((all) => all.map((guard) => guard.checkVisibility()))).toEqual([false, false]);
  // The arrows are its own while it has the focus, and the app's elsewhere.
  await page.keyboard.press('ArrowRight');
  await expect(introduction).toContainText('2 of 7');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(introduction).toContainText('2 of 7');
  await expect(page.getByText(/^Step 0 of 14$/)).toBeVisible();
  await page.getByRole('main').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^Step 1 of 14$/)).toBeVisible();
  // What is opened meanwhile closes alone.
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  await expect(introduction).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeHidden();
  await expect(introduction).toContainText('2 of 7');
  await page.keyboard.press('Escape');
  await expect(introduction).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();

  await page.evaluate(() => history.replaceState(null, '', location.pathname));
  await page.reload();
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('button', { name: 'Tools', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Introduction/ }).click();
  for (let at = 1; at < 7; at += 1) {
    await expect(introduction).toContainText(`${at} of 7`);
    await introduction.getByRole('button', { name: 'Next' }).click();
  }
  await introduction.getByRole('button', { name: 'Done' }).click();
  await expect(introduction).toBeHidden();
});

test('who comes with a link is not introduced to anything', async ({ page }) => {
  await page.goto('./#/first-patch/2');
  await expect(page.getByRole('region', { name: 'Why' })).toContainText('cat:611');
  await expect(page.getByRole('main').getByText('livepatch', { exact: true }).first()).toBeAttached();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('who comes with a broken link is told so, and nothing lies over it', async ({ page }) => {
  await page.goto('./#/first-pach/2');
  await expect(page.getByRole('alert')).toContainText('The nearest name is');
  await expect(page.getByRole('main').getByText('livepatch', { exact: true }).first()).toBeAttached();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a challenge is solved by pressing buttons', async ({ workbench }) => {
  await workbench.openLink('#/challenge-go-down/1');
  const status = told(workbench);
  await expect(workbench.main.getByText('Get version 1 enabled and version 3 out of the kernel.')).toBeVisible();
  await expect(status).toHaveText('Use any button on the screen.');
  await workbench.button('Disable test_klp_version_3').click();
  await expect(status).toHaveText('1 step so far.');
  await workbench.button('Run the worker test_klp_version_3').click();
  await workbench.button('rmmod test_klp_version_3').first().click();
  await workbench.insmod('test_klp_version_1');
  await expect(status).toHaveText('Solved: 4 steps, and there is no shorter way.');
  expect(await workbench.app.axe()).toEqual([]);

  await workbench.button('Begin again').click();
  await expect(status).toHaveText('Use any button on the screen.');
  await workbench.button('Show me a way').click();
  await expect(status).toHaveText('Solved: 4 steps, and there is no shorter way.');
  await workbench.tool(/^Guided reading/);
  await expect(workbench.dialog.getByText('A challenge, solved in 4 steps.')).toBeVisible();
});

test('a word is explained by the keyboard, and the glossary finds it', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('first-patch', 6);
  const word = workbench.main.getByRole('button', { name: 'latest_version', exact: true });
  await workbench.main.getByRole('button', { name: 'attempt', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(word).toBeFocused();
  const tooltip = page.getByRole('tooltip');
  await expect(tooltip).toContainText('The counter of the RFC');
  await expect(word).toHaveAccessibleDescription(/The counter of the RFC/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'latest_version' })).toBeVisible();
  await page.keyboard.press('Enter');
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.getByRole('searchbox', { name: 'Search' })).toHaveValue('latest_version');
  await glossary.getByRole('searchbox', { name: 'Search' }).fill('');
  await expect(glossary.getByRole('heading', { name: 'On the screen' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(glossary).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a word is explained by a tap, a question is answered, and axe finds nothing', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.open('sticky-refuses-disable', 3);
    await guessFirst(workbench);
    await workbench.main.getByRole('button', { name: 'latest_version', exact: true }).tap();
    const explained = page.getByRole('dialog', { name: 'latest_version' });
    await expect(explained).toContainText('the highest version among the enabled livepatches');
    await page.keyboard.press('Escape');
    await expect(explained).toBeHidden();
    await workbench.main.getByRole('radio', { name: 'It is refused: sticky may not be disabled' }).tap();
    await workbench.button('See what happens').tap();
    await expect(told(workbench)).toContainText('Correct');
    expect(await workbench.app.axe()).toEqual([]);
  });
});
