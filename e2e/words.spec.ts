import { expect, test } from './workbench.page';

test('E explains the words of the region that has the focus, and Escape gives the focus back', async ({
  workbench,
}) => {
  const { page, app } = workbench;
  const { keyboard } = page;
  await workbench.open('stuck-force', 5);
  const tasks = workbench.region('Tasks');
  const word = page.locator('button[data-term]:focus');
  const tooltip = page.getByRole('tooltip');
  await keyboard.press('3');
  await expect(tasks).toBeFocused();

  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await keyboard.press('e');
    await expect(word).not.toHaveAttribute('data-term', seen.at(-1) ?? '');
    await expect(word).toHaveAccessibleDescription(/.{20}/);
    const name = (await word.getAttribute('data-term')) ?? '';
    if (name === seen[0]) break;
    seen.push(name);
  }
  // Worked out by hand: what the lanes of this step say, each word once.
  expect(seen).toEqual(
    expect.arrayContaining(['interruptible', 'uninterruptible', 'fake signal', 'TIF_PATCH_PENDING']),
  );
  expect(new Set(seen).size).toBe(seen.length);

  const [first = ''] = seen;
  await expect(word).toHaveAccessibleDescription(/.{20}/);
  await expect(tooltip).toContainText(first);
  await expect(word).toBeInViewport();
  expect(await app.axe('[data-explains], button[data-term]')).toEqual([]);
  await keyboard.press('Shift+E');
  await expect(tooltip).toContainText(seen.at(-1) ?? '');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: seen.at(-1) ?? '' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(word).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(tasks).toBeFocused();
  await expect(tooltip).toBeHidden();

  // A step has other words; the focus is where it was.
  await keyboard.press('e');
  await expect(word).toHaveCount(1);
  await keyboard.press('ArrowRight');
  await workbench.expectAt(6);
  await expect(tasks).toBeFocused();

  // A control: its own words come first. In a dialog too.
  const library = await workbench.show('Module library');
  const disable = library.getByRole('button', { name: /^insmod/ }).first();
  await disable.focus();
  await keyboard.press('e');
  await expect(word).toHaveAccessibleName('insmod');
  await keyboard.press('Escape');
  await expect(disable).toBeFocused();
  await keyboard.press('?');
  await expect(workbench.dialog).toBeFocused();
  await keyboard.press('e');
  await expect(word).toHaveAccessibleDescription(/redirects functions of the running kernel/);
  await keyboard.press('Escape');
  await expect(workbench.dialog).toBeFocused();
});

test('in the drawn chart a word explains itself to a pointer that rests, and a box seen from afar says what it is', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.open('first-patch', 2);
  const chart = workbench.region('Statechart');
  await chart.getByRole('tab', { name: 'Core', exact: true }).click();
  await chart.getByRole('button', { name: 'Drawing', exact: true }).click();
  await chart.getByRole('button', { name: 'Enlarge Statechart' }).click();
  const line = chart.locator('[data-phase=patching] text').getByText(/KLP_PATCHED/);
  // The drawing moves until it has its new size.
  await expect(async () => {
    const at = await line.evaluate((element) => {
      const text = element.firstChild as Text;
      const range = document.createRange();
      range.setStart(text, text.data.indexOf('KLP_PATCHED'));
      range.setEnd(text, text.data.indexOf('KLP_PATCHED') + 'KLP_PATCHED'.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await page.mouse.move(at.x, at.y);
    await expect(page.getByRole('tooltip')).toContainText('KLP_PATCHED', { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toBeHidden();

  await chart.getByRole('button', { name: 'Fit' }).click();
  const title = chart.locator('[data-phase=patching] title', {
    hasText: 'A transition towards KLP_PATCHED is running',
  });
  await expect(title).toHaveCount(1);
  await expect(title.locator('xpath=following-sibling::*[1]')).toBeVisible();
});

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true });

  test('a word in a button explains itself to a pointer that rests, and to a finger that stays', async ({
    workbench,
  }) => {
    const { page, dialog } = workbench;
    await workbench.open('sticky-refuses-disable', 0);
    const library = await workbench.show('Module library');
    const insmod = library.getByRole('button', { name: 'insmod test_klp_version_2' });
    const tooltip = page.getByRole('tooltip');
    await insmod.hover();
    await expect(tooltip).toContainText('Loads a module.');
    await page.mouse.move(0, 0);
    await expect(tooltip).toBeHidden();

    const { x = 0, y = 0, width = 0, height = 0 } = (await insmod.boundingBox()) ?? {};
    const finger = await page.context().newCDPSession(page);
    const at = { x: x + width / 2, y: y + height / 2 };
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await expect(dialog).toContainText('Loads a module.');
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(dialog).toBeVisible();
    await workbench.expectAt(0, 7);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await insmod.tap();
    await workbench.expectAt(1, 1);
  });
});
