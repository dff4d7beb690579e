import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Frame, Page } from '@playwright/test';
import { openHost } from './host';
import { lastStepOf } from './modules';
import { expect, test, type Workbench } from './workbench.page';

const LAST = await lastStepOf('sticky-refuses-disable');

/** Notes every use of what a browser could keep. */
const spyOnStorage = (page: Page) =>
  page.addInitScript(() => {
    const used: string[] = [];
    Object.assign(window, { used });
    for (const [owner, name] of [
      [window, 'localStorage'],
      [window, 'sessionStorage'],
      [window, 'indexedDB'],
      [window, 'caches'],
      [Document.prototype, 'cookie'],
      [Navigator.prototype, 'serviceWorker'],
    ] as const) {
      const own = Object.getOwnPropertyDescriptor(owner, name);
      Object.defineProperty(owner, name, {
        get(this: unknown) {
          used.push(name);
          return own?.get?.call(this);
        },
      });
    }
  });

const frameOf = (page: Page): Frame => {
  const [, frame] = page.frames();
  if (frame === undefined) throw new Error('The page has no frame.');
  return frame;
};

test.describe('inside a page of another origin', () => {
  // What it keeps is looked for in the whole context.
  test.use({ keeps: false });

  test('a frame steps with the keyboard, keeps nothing, and leads to the exact step', async ({
    app,
    page,
    baseURL,
  }, info) => {
    const folder = info.outputPath('host');
    mkdirSync(folder);
    const src = `${baseURL}?embed=why,tasks#/sticky-refuses-disable/3`;
    writeFileSync(
      join(folder, 'index.html'),
      `<title>A blog</title><link rel="icon" href="data:,"><iframe src="${src}" width="900" height="576">`,
    );
    const host = await openHost(folder);
    app.watched.allow(host.address);
    await spyOnStorage(page);
    await page.goto(host.address);

    const inside = page.frameLocator('iframe');
    const step = (number: number) => inside.getByText(`Step ${number} of ${LAST}`);
    const link = inside.getByRole('link', { name: 'Open in Livepatch Explorer' });
    await expect(step(3)).toBeVisible();
    await expect(inside.locator('[aria-busy=true]')).toHaveCount(0);
    expect(
      await inside.getByRole('region').evaluateAll((all) => all.map((region) => region.getAttribute('aria-label'))),
    ).toEqual(['Why', 'Tasks', 'Timeline']);
    const frame = frameOf(page);
    const before = { entries: await page.evaluate(() => history.length), url: frame.url() };

    await inside.getByRole('heading', { name: 'Sticky refuses to be disabled' }).click();
    await page.keyboard.press('PageDown');
    await expect(step(4)).toBeVisible();
    await expect(inside.getByRole('region', { name: 'Why' })).toContainText('stickyMayNotBeDisabled');
    await page.keyboard.press('ArrowRight');
    await expect(step(5)).toBeVisible();
    await expect(link).toHaveAttribute('href', `${baseURL}#/sticky-refuses-disable/5`);
    await inside.getByRole('button', { name: 'Step back' }).click();
    await expect(step(4)).toBeVisible();
    await inside.getByRole('button', { name: 'Tick', exact: true }).click();
    await expect(link).toHaveAttribute('href', new RegExp(`^${baseURL}#/sticky-refuses-disable/5~`));
    await inside.getByRole('button', { name: 'Back to the scenario' }).click();
    await expect(link).toHaveAttribute('href', `${baseURL}#/sticky-refuses-disable/4`);

    expect({ entries: await page.evaluate(() => history.length), url: frame.url() }).toEqual(before);
    expect(await frame.evaluate(() => ('used' in window ? window.used : null))).toEqual([]);
    const { cookies, origins } = await page.context().storageState();
    const stored = origins.flatMap(({ localStorage }) => localStorage.map(({ name }) => name));
    // Before the app begins, the fixture marks the introduction as seen.
    expect([cookies, stored.filter((name) => name !== 'livepatch-explorer/learning')]).toEqual([[], []]);

    const [whole] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await expect(whole).toHaveURL(`${baseURL}#/sticky-refuses-disable/4`);
    await expect(whole.getByRole('combobox', { name: 'Scenario' })).toHaveText('Sticky refuses to be disabled');
    expect(app.watched.problems).toEqual([]);
    await host.close();
  });

  test('the page that shows how has a live example, and its snippet names this host', async ({ app, baseURL }) => {
    const { page } = app;
    await page.goto('./embed.html');
    const inside = page.frameLocator('iframe');
    await expect(inside.getByText(`Step 4 of ${LAST}`)).toBeVisible();
    await expect(page.getByLabel('The snippet')).toContainText(
      `src="${baseURL}?embed=why,tasks#/sticky-refuses-disable/4"`,
    );
    const src = await page.locator('iframe').getAttribute('src');
    await expect(page.getByLabel('The snippet')).toContainText(src?.slice(2) ?? '-');
    await expect(inside.locator('[aria-busy=true]')).toHaveCount(0);
    expect(await app.axe()).toEqual([]);
  });

  test('a panel that is not there is named, with those that are; every panel can be had', async ({ app, page }) => {
    await page.goto('./?embed=why,stack#/first-patch/2');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('There is no panel “stack”. There are: ');
    const [, names = ''] = /There are: ([\w, -]+)\./.exec((await alert.textContent()) ?? '') ?? [];
    const panels = names.split(', ');
    expect(panels).toEqual(expect.arrayContaining(['why', 'tasks', 'loaded-patches', 'kernel-log', 'sysfs']));
    const howTo = readFileSync(join(import.meta.dirname, '..', 'public', 'embed.html'), 'utf8');
    for (const name of panels) expect(howTo).toContain(`<code>${name}</code>`);
    await expect(page.getByRole('region', { name: 'Why' })).toBeVisible();
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert).toBeHidden();

    await page.goto(`./?embed=${names.replaceAll(' ', '')}&theme=dark#/first-patch/2`);
    await expect(page.getByRole('region')).toHaveCount(panels.length + 1);
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(alert).toBeHidden();
    await app.axeInThemes('a frame with every panel');
  });
});

/** A finger that goes over the screen, as the browser itself sees it. */
const swipe = async (client: CDPSession, from: readonly [number, number], by: readonly [number, number]) => {
  const [x, y] = from;
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  for (const part of [0.25, 0.5, 0.75, 1]) {
    const at = { x: x + by[0] * part, y: y + by[1] * part };
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at] });
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
};

test.describe('on a touch screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a swipe over the words or the panels is a step; on what goes sideways itself it is not', async ({
    workbench,
  }) => {
    const { page } = workbench;
    await workbench.open('first-patch', 2);
    const client = await page.context().newCDPSession(page);
    const middleOf = async (name: 'Why' | 'Kernel log'): Promise<readonly [number, number]> => {
      await workbench.region(name).getByRole('heading', { name, exact: true }).scrollIntoViewIfNeeded();
      const box = await workbench.region(name).boundingBox();
      return [195, (box?.y ?? 0) + 24];
    };

    await swipe(client, await middleOf('Why'), [-160, 12]);
    await workbench.expectAt(3);
    await swipe(client, await middleOf('Why'), [160, -12]);
    await workbench.expectAt(2);
    const narration = await workbench.main.getByText(/^cat has switched/).boundingBox();
    await swipe(client, [250, (narration?.y ?? 0) + 10], [-120, 0]);
    await workbench.expectAt(3);

    // Scrolling, and two things that are moved sideways: the handle of the timeline, and a row too long for the screen.
    await swipe(client, [195, 500], [-60, -160]);
    const placeOf = async (step: number): Promise<readonly [number, number]> => {
      const box = await workbench.region('Timeline').getByText(String(step), { exact: true }).last().boundingBox();
      return [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) - 8];
    };
    const [from, to] = [await placeOf(12), await placeOf(6)];
    await swipe(client, from, [to[0] - from[0], 0]);
    await workbench.expectAddress('#/first-patch/6');
    const levels = (await workbench.show('Kernel log')).getByRole('group');
    await levels.evaluate((row) => {
      // The timeline lies over the end of the page.
      row.scrollIntoView({ block: 'center', behavior: 'instant' });
      Object.assign(row.style, { width: '120px' });
    });
    const row = await levels.boundingBox();
    await swipe(client, [(row?.x ?? 0) + 110, (row?.y ?? 0) + 12], [-90, 0]);
    await expect.poll(() => levels.evaluate((scrolled) => scrolled.scrollLeft)).toBeGreaterThan(0);
    await workbench.expectAt(6);
    await workbench.expectAddress('#/first-patch/6');
  });

  test('nothing needs a pointer that hovers: what a tooltip says can be read without one', async ({ workbench }) => {
    await workbench.open('sticky-refuses-disable', 3);
    await expect(workbench.region('Loaded patches')).toContainText('Disable: no.');
    await workbench.button('Disable test_klp_sticky_0').tap();
    await workbench.expectAt(4, 4);
    await expect(workbench.region('Why')).toContainText('stickyMayNotBeDisabled');
  });
});

const shownTheme = (workbench: Workbench) => workbench.page.locator('html').getAttribute('data-theme');

test('the theme follows the system until one is chosen, and the frame of the browser follows the theme', async ({
  workbench,
}) => {
  const { page } = workbench;
  const colours = () =>
    page
      .locator('meta[name=theme-color]')
      .evaluateAll((all) => [...new Set(all.map((meta) => meta.getAttribute('content')))]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await workbench.open('first-patch', 2);
  await expect.poll(() => shownTheme(workbench)).toBe('dark');
  expect(await colours()).toEqual(['#151412']);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => shownTheme(workbench)).toBe('light');
  expect(await colours()).toEqual(['#f4f1ea']);
  await workbench.theme('Dark');
  await expect.poll(() => shownTheme(workbench)).toBe('dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.reload();
  await workbench.expectOpen();
  expect(await shownTheme(workbench)).toBe('dark');
});

test.describe('on a laptop of 1366 × 768', () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  for (const theme of ['Light', 'Projector'] as const)
    test(`every entry of the Tools menu is whole (${theme})`, async ({ workbench }) => {
      await workbench.open('first-patch');
      await workbench.theme(theme);
      await workbench.button('Tools').click();
      await expect(workbench.entry(/^Export/)).toBeInViewport({ ratio: 1 });
      for (const entry of await workbench.entry().all()) await expect(entry).toBeInViewport({ ratio: 1 });
      await workbench.page.keyboard.press('End');
      await expect(workbench.entry(/^Export/)).toBeFocused();
    });

  test('a panel that goes on below its edge fades there, until it is at its end', async ({ workbench }) => {
    await workbench.open('first-patch');
    const body = workbench.region('Version counter').locator('> [tabindex="0"]');
    const fades = () => body.evaluate((element) => getComputedStyle(element).maskImage !== 'none');
    await expect.poll(fades).toBe(true);
    await body.press('End');
    await expect.poll(fades).toBe(false);
  });

  test('a dialog that goes on below its edge fades there, too', async ({ workbench }) => {
    await workbench.open('first-patch');
    await workbench.page.keyboard.press('?');
    const body = workbench.dialog.locator('> [tabindex="0"]');
    const fades = () => body.evaluate((element) => getComputedStyle(element).maskImage !== 'none');
    await expect.poll(fades).toBe(true);
    await body.press('End');
    await expect.poll(fades).toBe(false);
  });
});

test.describe('in an enlarged page', () => {
  test.use({ viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 });

  test('the timeline leaves the larger part of the screen to the panels (200 %)', async ({ workbench }) => {
    await workbench.open('sticky-refuses-disable', 4);
    const box = await workbench.region('Timeline').boundingBox();
    expect(box?.height ?? 360).toBeLessThan(150);
    await expect(workbench.button('Step over')).toBeInViewport({ ratio: 1 });
    await workbench.stepBack();
    await workbench.expectAt(3);
  });
});

test('with forced colours what is pressed is seen, and the parts of the convergence can be told apart', async ({
  workbench,
}) => {
  await workbench.page.emulateMedia({ forcedColors: 'active' });
  await workbench.open('first-patch', 2);
  const pressed = workbench.page.getByRole('button', { pressed: true });
  const frames = await pressed.evaluateAll((all) => all.map((button) => getComputedStyle(button).outlineStyle));
  expect(new Set(frames)).toEqual(new Set(['solid']));
  const parts = workbench.region('Tasks').locator('[data-glyph][style*="flex-grow"]');
  await expect(parts).toHaveCount(2);
  const looks = await parts.evaluateAll((all) =>
    all.map((part) => {
      const { backgroundColor, backgroundImage } = getComputedStyle(part);
      return `${backgroundColor} ${backgroundImage}`;
    }),
  );
  expect(new Set(looks).size).toBe(2);
  const ground = await workbench.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(looks[0]?.startsWith(ground)).toBe(false);
});
