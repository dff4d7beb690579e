import type { BrowserContext, Page } from '@playwright/test';
import { App, watch } from './fixtures';
import { TalkWindow } from './talk.page';
import { expect, test, type Workbench } from './workbench.page';

interface Talk {
  readonly speaker: TalkWindow;
  readonly audience: TalkWindow;
  readonly context: BrowserContext;
}

const nextWindow = async (context: BrowserContext, baseURL: string, open: () => Promise<void>): Promise<TalkWindow> => {
  const coming = context.waitForEvent('page');
  await open();
  const page = await coming;
  return new TalkWindow(new App(page, watch(page, baseURL)));
};

/** Presents a place in two windows. */
const present = async (workbench: Workbench, baseURL: string | undefined, hash: string): Promise<Talk> => {
  const context = workbench.page.context();
  await workbench.openLink(hash);
  await workbench.page.keyboard.press('p');
  const open = workbench.dialog.getByRole('button', { name: 'Open the audience window' });
  const audience = await nextWindow(context, baseURL ?? '', () => open.click());
  const speaker = new TalkWindow(workbench.app);
  await expect(speaker.page.getByText('Audience window in step')).toBeVisible();
  return { speaker, audience, context };
};

const FIRST = 'insmod makes the first attempt';
const SECOND = 'cat has switched, so it enters the livepatch’s function';

test('two windows stay in step, and a window that is loaded again or opened again finds its place', async ({
  workbench,
  baseURL,
}) => {
  const { speaker, audience, context } = await present(workbench, baseURL, '#/first-patch/0');
  await audience.expectAt(0, 'One livepatch is loaded');
  await speaker.press('PageDown');
  await speaker.expectAt(1, FIRST);
  await audience.expectAt(1, FIRST);
  await audience.press('PageDown');
  await speaker.expectAt(2, SECOND);

  await audience.page.reload();
  await audience.expectAt(2, SECOND);
  await speaker.page.reload();
  await speaker.expectAt(2, SECOND);
  await expect(speaker.page.getByText('Audience window in step')).toBeVisible();
  await speaker.press('PageUp');
  await audience.expectAt(1, FIRST);

  await audience.page.close();
  await expect(speaker.page.getByText('No audience window')).toBeVisible();
  await speaker.press('PageDown');
  await speaker.expectAt(2, SECOND);
  const again = await nextWindow(context, baseURL ?? '', () => speaker.button('Open it').click());
  await again.expectAt(2, SECOND);
  await speaker.button(/^3 cruncher:520 calls/).click();
  await again.expectAt(3, 'cruncher reads the same file');

  await speaker.press('Escape');
  await expect.poll(() => again.page.isClosed()).toBe(true);
  await workbench.expectAt(3);
  expect(audience.app.watched.problems).toEqual([]);
});

test('blank, lock and branches: what one window does, both say', async ({ workbench, baseURL }) => {
  const { speaker, audience } = await present(workbench, baseURL, '#/first-patch/1');
  const black = audience.page.getByRole('img', { name: 'The screen is black' });
  await audience.expectAt(1, FIRST);
  await speaker.press('b');
  await expect(black).toBeVisible();
  await audience.press('.');
  await expect(black).toBeHidden();
  await speaker.press('b');
  await expect(black).toBeVisible();
  await speaker.press('PageDown');
  await expect(black).toBeHidden();
  await audience.expectAt(1, FIRST);
  await expect(speaker.button(/^Blank /)).toHaveAttribute('aria-pressed', 'false');

  const tick = speaker.app.button('Tick');
  await tick.click();
  await expect(speaker.page.getByRole('alert').filter({ hasText: 'Press L to unlock' })).toBeVisible();
  await speaker.expectAt(1, FIRST);
  await speaker.press('l');
  await expect(speaker.button(/^Machine unlocked/)).toBeVisible();
  await tick.click();
  for (const window of [speaker, audience])
    await expect(window.page.getByText('Off the script since step 1')).toBeVisible();
  await audience.press('r');
  for (const window of [speaker, audience]) {
    await expect(window.page.getByText('Off the script since step 1')).toBeHidden();
    await window.expectAt(1, FIRST);
  }
});

test('keys steer whatever was clicked last, and what is written stays written', async ({ workbench, baseURL }) => {
  const { speaker, audience } = await present(workbench, baseURL, '#/first-patch/0');
  const { page } = speaker;
  const filter = page.getByLabel('Filter the module library');
  const minutes = page.getByRole('spinbutton', { name: 'Length of the talk in minutes' });
  const focus = [
    page.getByRole('slider', { name: 'Step' }),
    page.getByRole('combobox', { name: 'Speed' }),
    page.getByRole('list', { name: 'Steps' }).getByRole('button').first(),
    minutes,
    filter,
  ];
  const library = page.getByRole('button', { name: 'Module library', exact: true, expanded: false });
  for (const [index, where] of focus.entries()) {
    // It is behind a tab, and a step may bring another one to the front.
    if (where === filter && (await library.count()) > 0) await library.click();
    await where.focus();
    await speaker.press('PageDown');
    await expect(page.getByText(`Now: step ${index + 1} of 14`)).toBeVisible();
  }
  if ((await library.count()) > 0) await library.click();
  await filter.pressSequentially('bl');
  await expect(filter).toHaveValue('bl');
  await expect(speaker.button(/^Machine locked/)).toBeVisible();
  await minutes.fill('45');
  await expect(page.getByText(/^4[45]:\d\d$/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^4[45]:\d\d$/)).toBeVisible();
  await audience.expectAt(5, /On its way back to user space/);
});

test('a clicker walks through a talk of two scenarios and back, which has been put together by keyboard', async ({
  workbench,
}) => {
  const { page, dialog } = workbench;
  await workbench.openLink('#/first-patch/0');
  await page.keyboard.press('p');
  const scenario = dialog.getByRole('combobox', { name: 'Scenario to add' });
  const list = dialog.getByRole('list', { name: 'Scenarios of the talk' }).getByRole('listitem');
  for (const id of ['first-patch', 'version-skipped', 'sticky-refuses-disable']) {
    await scenario.selectOption(id);
    await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  }
  await dialog.getByRole('button', { name: 'Earlier: Sticky refuses to be disabled' }).press('Enter');
  await expect(list).toHaveText([/^A first patch/, /^Sticky refuses/, /^A version skipped/]);
  await dialog.getByRole('button', { name: 'Remove: A first patch' }).press('Enter');
  await expect(list).toHaveText([/^Sticky refuses/, /^A version skipped/]);
  await expect(dialog.getByRole('textbox', { name: 'Link to the talk' })).toHaveValue(
    /#\/talk\/sticky-refuses-disable\.version-skipped\/1\/0$/,
  );
  await dialog.getByRole('button', { name: 'Present in this window' }).press('Enter');
  const alone = new TalkWindow(workbench.app);
  await alone.expectBegun();
  await alone.expectAt(0, 'Sticky refuses to be disabled');
  for (let step = 1; step <= 7; step += 1) {
    await alone.press('PageDown');
    await alone.expectAt(step, 'Sticky refuses to be disabled');
  }
  await alone.press('PageDown');
  await alone.expectAt(0, 'A version skipped');
  await workbench.expectAddress('#/talk/sticky-refuses-disable.version-skipped/2/0');
  await alone.press('PageDown');
  await alone.expectAt(1, 'A version skipped');
  await workbench.expectAddress('#/talk/sticky-refuses-disable.version-skipped/2/1');
  await page.reload();
  await alone.expectAt(1, 'A version skipped');
  await alone.press('PageUp');
  await alone.expectAt(0, 'A version skipped');
  await alone.press('PageUp');
  await alone.expectAt(7, 'Sticky refuses to be disabled');
  await alone.press('PageUp');
  await alone.expectAt(6, 'Sticky refuses to be disabled');
});

test('the camera points where the scenario says, leaves with a key and comes back', async ({ workbench }) => {
  const { page } = workbench;
  const audience = new TalkWindow(workbench.app);
  await page.goto('./?present#/stuck-force/5');
  const pointer = page.locator('[data-pointer]');
  await expect(pointer).toHaveAttribute('data-pointer', 'Tasks › task 702 › frame ext4_sync_file');
  const frame = audience
    .region('Tasks')
    .getByRole('listitem')
    .filter({ hasText: /^livepatch_ext4_v1_ext4_sync_file/ });
  await expect(frame).toBeInViewport();
  await expect
    .poll(async () => {
      const [at, target] = [await pointer.boundingBox(), await frame.boundingBox()];
      return at !== null && target !== null && Math.abs(at.x - target.x) < 2 && Math.abs(at.y - target.y) < 2;
    })
    .toBe(true);
  await expect(pointer.locator('svg')).toBeVisible();
  await audience.press('c');
  await expect(pointer).toBeHidden();
  await audience.press('8');
  await expect(audience.region('Sysfs')).toBeVisible();
  await audience.press('c');
  await expect(pointer).toBeVisible();
  await expect(audience.region('Sysfs')).toBeHidden();

  // At the edge of the page there is no room for the arrow: the frame alone is whole.
  await page.goto('about:blank');
  await page.goto('./?present#/sticky-refuses-disable/4');
  await expect(pointer).toHaveAttribute('data-pointer', 'Why');
  await expect(pointer.locator('svg')).toHaveCount(0);

  // In a crowd the task that it points at has its cell marked, and its lane below.
  await page.goto('about:blank');
  await page.goto('./?present#/thousand-tasks/4');
  await expect(pointer).toHaveAttribute('data-pointer', 'Tasks › task 3000');
  const tasks = audience.region('Tasks');
  const cell = tasks.getByRole('listbox').getByRole('option', { selected: true });
  await expect(tasks.getByRole('button', { name: 'postgres:3000', exact: true })).toBeInViewport();
  await expect(cell).toHaveAccessibleName(/^postgres:3000, /);
  await expect(cell).toBeInViewport();
});

/** Text in sight, smaller than this many pixels: the size and the beginning of each. */
const smallText = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((pixels) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const range = document.createRange();
      range.selectNodeContents(node);
      const [box] = range.getClientRects();
      if (!element?.checkVisibility() || box === undefined || box.width <= 1 || !node.textContent?.trim()) continue;
      const zoom = element instanceof SVGTextElement ? (element.getScreenCTM()?.a ?? 0) : 1;
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * zoom;
      if (size < pixels) found.push(`${size}: ${node.textContent.slice(0, 40)}`);
    }
    return found;
  }, least);

const HALL = [
  'first-patch',
  'sticky-refuses-disable',
  'stale-version-refused',
  'stuck-force',
  'target-callbacks',
  'thousand-tasks',
];

test('the audience reads nothing smaller than 24 px at 1920 × 1080', async ({ workbench }) => {
  const { page, app } = workbench;
  await page.setViewportSize({ width: 1920, height: 1080 });
  for (const scenario of HALL) {
    await page.goto('about:blank');
    await page.goto(`./?audience#/${scenario}/0`);
    const audience = new TalkWindow(app);
    for (const step of [0, 1, 2, 3]) {
      await expect(page.getByText(new RegExp(`^Step ${step} of`))).toBeVisible();
      await audience.expectDrawn();
      expect(await smallText(page, 24), `${scenario}, step ${step}`).toEqual([]);
      await audience.press('PageDown');
    }
  }
});

test('one window alone presents, with the notes on a key, and F5 and Esc of a clicker begin and end', async ({
  workbench,
}) => {
  const { page } = workbench;
  const alone = new TalkWindow(workbench.app);
  await workbench.openLink('#/first-patch/2');
  await alone.press('Shift+F5');
  await alone.expectAt(2, SECOND);
  await expect(page.getByRole('region', { name: 'Clock' })).toBeHidden();
  await page.reload();
  await alone.expectAt(2, SECOND);
  // The clock goes from the first step on, although nobody sees it yet.
  await alone.press('PageUp');
  await alone.press('PageDown');
  await alone.press('n');
  await expect(page.getByRole('region', { name: 'Clock' }).getByRole('button', { name: 'Pause' })).toBeVisible();

  // The speaker's words explain themselves; the audience is not shown any.
  const word = page.locator('button[data-term]:focus');
  await alone.region('Tasks').focus();
  await alone.press('e');
  await expect(word).toHaveAccessibleDescription(/.{20}/);
  await expect(page.getByRole('tooltip')).toBeVisible();
  await alone.press('Escape');
  await expect(alone.region('Tasks')).toBeFocused();
  await expect(page.getByRole('region', { name: 'Clock' })).toBeVisible();
  for (const [key, title] of [
    ['?', 'While presenting'],
    ['s', 'Share'],
  ] as const) {
    await alone.press(key);
    // The keys of the talk come first here.
    await expect(page.getByRole('dialog').getByRole('heading').filter({ hasNotText: 'Help' }).first()).toHaveText(
      title,
    );
    await alone.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(alone.region('Tasks')).toBeFocused();
  }
  await expect(page.getByRole('region', { name: 'Clock' })).toBeVisible();
  await alone.region('Tasks').getByText('TIF_PATCH_PENDING').first().hover();
  await expect(page.getByRole('tooltip')).toContainText('TIF_PATCH_PENDING');
  await alone.press('n');
  await expect(page.getByRole('region', { name: 'Clock' })).toBeHidden();
  for (const key of ['e', 's']) await alone.press(key);
  await expect(page.getByRole('tooltip')).toBeHidden();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(word).toHaveCount(0);
  // Who has but one window still finds the keys, and closing them does not end the talk.
  await alone.press('?');
  await expect(page.getByRole('dialog')).toContainText('While presenting');
  await alone.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await alone.expectAt(2, SECOND);
  await alone.press('Escape');
  await workbench.expectAt(2);
  await alone.press('F5');
  await alone.expectAt(0, 'One livepatch is loaded');
});

test('axe finds nothing in either window, nor in one window on a phone', async ({ workbench, baseURL }) => {
  const { speaker, audience } = await present(workbench, baseURL, '#/sticky-refuses-disable/4');
  for (const window of [audience, speaker]) {
    await window.page.bringToFront();
    await window.expectAt(4, 'Refused: the patch is sticky');
    await window.expectDrawn();
  }
  await speaker.button('Guess first is off').click();
  await speaker.press('PageDown');
  await audience.expectAt(4, 'rmmod test_klp_sticky_0: what does the kernel answer?');
  await expect(speaker.page.getByText(/^Answer \w: It is refused: module in use/)).toBeVisible();
  await expect(audience.page.getByText(/^Answer \w/)).toBeHidden();
  // What an audience sees has one theme.
  expect(await audience.app.axe()).toEqual([]);
  await speaker.app.axeInThemes('the speaker’s window');
  await speaker.press('PageDown');
  await audience.expectAt(5, /Answer \w: It is refused: module in use/);
  await speaker.press('PageUp');
  await speaker.press('Escape');
  await workbench.expectAt(4);
  await speaker.page.setViewportSize({ width: 390, height: 844 });
  await speaker.press('F5');
  await speaker.expectAt(0, 'A sticky livepatch changes something');
  for (const what of ['the audience’s view', 'the notes']) {
    await speaker.expectDrawn();
    await speaker.app.axeInThemes(what);
    const wide = await speaker.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, what).toBeLessThanOrEqual(390);
    await speaker.press('n');
  }
});
