import { Keys } from './keys.page';
import { expect, test } from './workbench.page';

test('with keys alone: steps, branches, regions, tasks and the statechart', async ({ workbench }) => {
  const keys = new Keys(workbench);
  const { page } = workbench;
  await workbench.open('sticky-refuses-disable', 3);

  const timeline = await keys.region('9', 'Timeline');
  await keys.press('ArrowRight', 'ArrowLeft', 'ArrowLeft');
  await workbench.expectAt(2);
  await keys.press('ArrowDown', 'ArrowUp', 'End', 'Home', 'PageDown', 'Space');
  await expect(timeline.getByRole('button', { name: 'Pause' })).toBeVisible();
  await keys.press('Space');
  await expect(timeline.getByRole('button', { name: 'Play' })).toBeVisible();
  await keys.tabTo(workbench.slider);
  await keys.press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await workbench.expectAt(3);

  // The verb stays, and so does the focus; a menu that is opened by a key begins at its first entry.
  const patches = await keys.region('1', 'Loaded patches');
  await keys.use('Disable test_klp_sticky_0', patches);
  await workbench.expectAt(4, 4);
  const library = await keys.region('2', 'Module library');
  await keys.tabTo(library.getByRole('searchbox'));
  await keys.type('version_2');
  await keys.use('insmod test_klp_version_2', library);
  await workbench.expectAt(5, 5);
  await keys.use(/branch$/, workbench.main, 'Shift+Tab');
  await expect(page.getByRole('menuitemradio', { checked: true })).toBeFocused();
  await workbench.typeTo(page.getByRole('menuitemradio', { name: 'Script' }), 'Script');
  await keys.press('Enter');
  await expect(page.getByRole('menu')).toBeHidden();
  await workbench.expectAt(3, 7);
  await keys.press('Enter');
  const script = page.getByRole('menuitemradio', { checked: true });
  await expect(script).toBeFocused();
  await keys.press('ArrowDown');
  await expect(script).not.toBeFocused();
  await keys.press('Enter');
  await workbench.expectAt(3, 5);
  await keys.use('Back to the scenario', workbench.main, 'Shift+Tab');
  await workbench.expectAt(3, 7);
  await expect(workbench.main).toBeFocused();

  // An enlarged panel gives way to the one that a key asks for.
  const tasks = await keys.region('3', 'Tasks');
  await keys.use('Enlarge Tasks', tasks);
  await expect(workbench.region('Why')).toBeHidden();
  await keys.region('4', 'Why');
  await expect(tasks).toBeVisible();
  await keys.region('3', 'Tasks');
  await keys.use('What cat:611 does next', tasks);
  await workbench.typeTo(page.getByRole('menuitem', { name: /^Exit/ }), 'Exit');
  await keys.press('Enter');
  await workbench.expectAt(4, 4);
  await expect(tasks).toBeFocused();
  await keys.press('r');
  await workbench.expectAt(3, 7);

  // The chart as a list: an edge, its details, and back to the edge.
  const chart = await keys.region('0', 'Statechart');
  await keys.tabTo(chart.getByRole('tab', { name: 'Patch', exact: true }));
  await keys.press('ArrowRight');
  await expect(chart.getByRole('tab', { name: 'Task', exact: true })).toBeFocused();
  await keys.press('End');
  await expect(chart.getByRole('list', { name: /^Statechart of / })).toBeVisible();
  await keys.use('List', chart);
  await keys.tabTo(chart.getByRole('button', { name: /^✕/ }));
  await keys.press('Enter');
  const details = chart.getByRole('complementary');
  await expect(details).toBeFocused();
  await keys.press('Escape');
  await expect(details).toBeHidden();
  await expect(chart.getByRole('button', { name: /^✕/ }).and(page.locator(':focus'))).toHaveCount(1);
});

test('with keys alone: the drawing is moved and zoomed, the chart is saved, and every divider moves', async ({
  workbench,
}) => {
  const keys = new Keys(workbench);
  const { page } = workbench;
  await workbench.open('sticky-refuses-disable', 3);
  const chart = await keys.region('0', 'Statechart');
  await keys.tabTo(chart.getByRole('tab', { name: 'Patch', exact: true }));
  await keys.press('End');
  await keys.use('Drawing', chart);
  await expect(chart.getByRole('img', { name: /^Statechart of / })).toBeVisible();

  const drawing = chart.getByRole('img');
  await keys.tabTo(chart.locator('[tabindex="0"]', { has: page.getByRole('img') }).last());
  for (const key of ['ArrowRight', 'ArrowDown', '+', 'ArrowLeft', 'ArrowUp', '-']) {
    const before = await drawing.boundingBox();
    await keys.press(key);
    await expect.poll(() => drawing.boundingBox(), `after ${key}`).not.toEqual(before);
  }
  await expect(chart.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'false');
  await workbench.expectAt(3);

  for (const [entry, file] of [
    ['Download SVG', /\.svg$/],
    ['Download Mermaid', /\.mmd$/],
  ] as const) {
    await keys.use('Export', chart);
    await expect(page.getByRole('menu')).toBeVisible();
    await workbench.typeTo(page.getByRole('menuitem', { name: entry }), entry);
    const arriving = page.waitForEvent('download');
    await keys.press('Enter');
    expect((await arriving).suggestedFilename()).toMatch(file);
    await expect(chart.getByRole('button', { name: 'Export' })).toBeFocused();
  }

  const dividers = page.getByRole('separator');
  const count = await dividers.count();
  expect(count).toBe(5);
  await keys.press('1');
  for (let index = 0; index < count; index += 1) {
    const divider = dividers.nth(index);
    await keys.tabTo(divider);
    const sideways = (await divider.getAttribute('aria-orientation')) === 'vertical';
    for (const key of sideways ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']) {
      const before = await divider.boundingBox();
      await keys.press(key);
      await expect.poll(() => divider.boundingBox(), `divider ${index + 1} after ${key}`).not.toEqual(before);
    }
  }
  await workbench.expectAt(3);
});

test('with keys alone: a world of one’s own, a talk, a comparison, exports, the share dialog and the theme', async ({
  workbench,
}) => {
  const keys = new Keys(workbench);
  const { page, dialog } = workbench;
  await workbench.open('sticky-refuses-disable', 3);

  await keys.tool('Own world');
  await keys.use('Add a livepatch', dialog);
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await keys.type('my_sticky');
  await keys.tabTo(dialog.getByRole('textbox', { name: 'Functions it replaces' }));
  await keys.type('cmdline_proc_show');
  await keys.tabTo(dialog.getByRole('checkbox', { name: 'sticky' }));
  await keys.press('Space');
  await keys.use('Add a task', dialog, 'Shift+Tab');
  await expect(dialog.getByRole('textbox', { name: 'comm' })).toBeFocused();
  await keys.use('Remove worker', dialog, 'Shift+Tab');
  await keys.use('Undo', dialog);
  await expect(dialog.getByRole('textbox', { name: 'comm' })).toHaveValue('worker');
  await keys.use('Open this world', dialog);
  await expect(dialog).toBeHidden();
  await workbench.expectAt(0, 0);
  await keys.use('insmod my_sticky', await keys.region('2', 'Module library'));
  await workbench.expectAt(1, 1);
  await expect(workbench.region('Loaded patches')).toContainText('my_sticky');

  await keys.tool('Present');
  await keys.tabTo(dialog.getByRole('combobox', { name: 'Scenario to add' }));
  await page.keyboard.type('Sticky refuses');
  await keys.use('Add', dialog);
  await keys.press('Enter');
  await keys.use(/^Remove: /, dialog);
  await expect(dialog.getByRole('list', { name: 'Scenarios of the talk' }).getByRole('listitem')).toHaveCount(1);
  await keys.use('Present in this window', dialog, 'Shift+Tab');
  await expect(page.getByText(/^Step 0 of 7$/)).toBeVisible();
  await expect(workbench.main).toBeFocused();
  await keys.press('PageDown', 'n');
  await keys.use(/^Machine locked/);
  await keys.press('n');
  await expect(workbench.main).toBeFocused();
  await keys.press('Escape');
  await workbench.expectAt(1, 7);

  await keys.tool('Compare');
  await keys.use('First difference', workbench.main);
  await workbench.expectAt(4);
  await keys.use('Add', workbench.main, 'Shift+Tab');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await keys.press('Enter');
  await expect(workbench.button('Add')).toBeFocused();
  await keys.use('Leave the comparison', workbench.main);
  await expect(workbench.region('Why')).toBeVisible();
  await expect(workbench.main).toBeFocused();

  await keys.tool('Export');
  const tab = (name: string) => dialog.getByRole('tab', { name, exact: true });
  for (const [name, press] of [
    ['Figure', 'Download PNG'],
    ['Film strip', 'Download SVG'],
    ['Text for a mail', 'Download'],
    ['File', 'Download'],
  ] as const) {
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
    const arriving = page.waitForEvent('download');
    await keys.use(press, dialog);
    await arriving;
    await expect(dialog.getByRole('status')).toContainText('Saved as');
    await keys.tabTo(tab(name), 'Shift+Tab');
    await keys.press('ArrowRight');
  }
  await expect(dialog.getByRole('button', { name: 'Print 1 page' })).toBeEnabled();
  await keys.escape();

  await keys.press('s');
  await expect(dialog.getByRole('textbox', { name: 'Three lines for a mail' })).toBeFocused();
  await keys.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Copy for a mail' })).toBeFocused();
  await keys.escape();
  await keys.use('Theme');
  await workbench.typeTo(page.getByRole('menuitemradio', { name: 'Dark', exact: true }), 'Dark');
  await keys.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('with keys alone: what helps to learn, and every tool gives the focus back, also when it opens again', async ({
  workbench,
}) => {
  const keys = new Keys(workbench);
  const { dialog, main } = workbench;
  await workbench.open('sticky-refuses-disable', 3);
  for (const label of ['Help', 'Readings', 'Introduction', 'Help']) {
    await keys.tool(label);
    await expect(dialog).toBeVisible();
    await keys.press('Tab', 'Shift+Tab', 'Shift+Tab');
    await keys.escape();
  }

  await keys.tool('Guess first');
  await keys.tabTo(main.getByRole('radio'));
  await keys.press('ArrowDown', 'Enter');
  await workbench.expectAt(4);
  await expect(main.getByRole('status').first()).toBeFocused();
  await expect(main.getByRole('status').first()).toContainText('sticky may not be disabled');
  await keys.use('Skip the question', main);
  await workbench.expectAt(5);

  await keys.tool('Glossary');
  await keys.tabTo(dialog.getByRole('searchbox'));
  await keys.type('sympos');
  await expect(dialog.getByRole('status')).toHaveText(/word/);
  await keys.escape();

  await keys.tool('Guided reading');
  await keys.use('Go down', dialog);
  await expect(dialog).toBeHidden();
  await workbench.expectAt(1, 1);
  await keys.use('Disable test_klp_version_3', await keys.region('1', 'Loaded patches'));
  await expect(main.getByText('1 step so far.')).toBeVisible();
  await keys.use('Show me a way', main, 'Shift+Tab');
  await expect(main.getByText('Solved: 4 steps, and there is no shorter way.')).toBeVisible();
  await keys.use('Begin again', main, 'Shift+Tab');
  await workbench.expectAt(1, 1);
});

test('a menu that is opened the moment a dialog closes keeps the focus and stays open', async ({ workbench }) => {
  const { page, dialog } = workbench;
  await workbench.open('sticky-refuses-disable', 4);
  await workbench.tool(/^Help/);
  await expect(dialog).toBeVisible();
  await page.evaluate(async () => {
    const tools = document.querySelector('button[aria-label=Tools]');
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    while (document.querySelector('[role=dialog]') !== null) await Promise.resolve();
    tools?.dispatchEvent(new PointerEvent('pointerdown', { button: 0, bubbles: true }));
  });
  const menu = page.getByRole('menu', { name: 'Tools' });
  await expect(menu).toBeVisible();
  // What gives the focus back does so after a moment.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
});
