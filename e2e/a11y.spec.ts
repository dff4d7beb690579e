import type { Page } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.page';

const SIZES = [
  { name: 'a desktop', viewport: { width: 1440, height: 900 } },
  { name: 'a phone', viewport: { width: 390, height: 844 } },
] as const;

type Overlay = readonly [name: string, open: (workbench: Workbench) => Promise<void>];

const menus: readonly Overlay[] = [
  ['the list of scenarios', ({ scenario }) => scenario.click()],
  ['the list of policies', ({ policy }) => policy.click()],
  ['a task’s menu', (workbench) => workbench.button('What cat:611 does next').click()],
  ['the menu of tools', (workbench) => workbench.button('Tools').click()],
  ['the menu of themes', (workbench) => workbench.button('Theme').click()],
];

for (const { name, viewport } of SIZES) {
  test.describe(`axe finds nothing in any theme on ${name}:`, () => {
    test.use({ viewport });

    test(`a step, a place inside it, a refusal on a branch under a message, a crowd (${name})`, async ({
      workbench,
    }) => {
      const clean = async (what: string): Promise<void> => {
        await workbench.texts();
        await workbench.app.axeInThemes(what);
      };
      await workbench.open('first-patch', 2);
      await clean('a step');
      await workbench.stepInto();
      await clean('a place inside a step');
      await workbench.button('rmmod test_klp_version_1').click();
      await workbench.editAddress('#/no-such-scenario/1');
      await expect(workbench.alert).toBeVisible();
      await expect(workbench.region('Why')).toContainText('refused');
      await clean('a refusal on a branch, under a message');
      await workbench.editAddress('#/thousand-tasks/1');
      await workbench.expectAt(1);
      await expect(workbench.page.getByRole('listbox', { name: /^Tasks as cells/ })).toBeVisible();
      await clean('a crowd');
    });
  });
}

interface Focused {
  /** In a few words; empty when nothing has the focus. */
  readonly what: string;
  /** An outline or a shadow shows where the focus is. */
  readonly outlined: boolean;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const none = { what: '', outlined: false, box: { x: 0, y: 0, width: 0, height: 0 } };
    if (!(element instanceof HTMLElement) || element === document.body) return none;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
    return {
      what: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${name}`,
      outlined: (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
      box: { x, y, width, height },
    };
  });

/** Is the focus drawn in another way? Then its place looks different without it. The Tab key goes on from here. */
const isDrawn = async (page: Page, { box }: Focused): Promise<boolean> => {
  const clip = { x: Math.max(box.x - 6, 0), y: Math.max(box.y - 6, 0), width: box.width + 12, height: box.height + 12 };
  const withFocus = await page.screenshot({ clip, animations: 'disabled' });
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  return !withFocus.equals(await page.screenshot({ clip, animations: 'disabled' }));
};

/** Everything in the page that the Tab key should come to. */
const tabbable = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [
        ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]'),
      ].filter((element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility()).length,
  );

test('axe sees words that are too pale: on the page, in a panel, in a menu and in a dialog', async ({ workbench }) => {
  const { app, page } = workbench;
  const seesPale = async (within: string | undefined, beside: string): Promise<void> => {
    const pale = '<p data-pale style="color: #ccc; background: #fff">Pale words.</p>';
    await page
      .locator(beside)
      .first()
      .evaluate((part, html) => part.insertAdjacentHTML('afterbegin', html), pale);
    expect(await app.axe(within)).toEqual([expect.stringMatching(/^color-contrast: .*data-pale/s)]);
    await page.locator('[data-pale]').evaluate((part) => part.remove());
  };
  await workbench.open('sticky-reversed', 3);
  await seesPale(undefined, '[data-panel=Why] p');
  await seesPale('[data-panel=Why]', '[data-panel=Why] p');
  await workbench.button('Tools').click();
  await seesPale('[role=menu]', '[role=menuitem]');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await seesPale('[role=dialog]', '[role=dialog] h2');
});

test.describe('with the keyboard alone', () => {
  test('the skip link comes first, can be seen, and leads to the panels', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.open('first-patch', 2);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('button', { name: 'Skip to the panels' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Enter');
    await expect(workbench.main).toBeFocused();
    await page.keyboard.press('Tab');
    expect(await workbench.main.evaluate((main) => main.contains(document.activeElement))).toBe(true);
  });

  test('the Tab key comes to everything, once, and always shows where it is', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.open('first-patch', 2);
    await workbench.texts();
    const expected = await tabbable(page);
    const visited: string[] = [];
    const lost: string[] = [];
    for (let presses = 0; presses < expected + 5; presses += 1) {
      await page.keyboard.press('Tab');
      const here = await focused(page);
      if (here.what === '') break;
      visited.push(here.what);
      const { x, y, width, height } = here.box;
      const inView = y + height > 0 && x + width > 0 && y < 900 && x < 1440;
      if (!inView || !(here.outlined || (await isDrawn(page, here)))) lost.push(here.what);
    }
    expect(visited).toHaveLength(expected);
    expect(lost).toEqual([]);
  });

  test('a scenario is chosen, stepped through, left and found again', async ({ workbench }) => {
    const { page } = workbench;
    const { keyboard } = page;
    await workbench.open('first-patch', 2);
    await workbench.scenario.focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('listbox')).toBeVisible();
    await workbench.typeTo(page.getByRole('option', { name: 'Sticky refuses to be disabled' }), 'Sticky refuses');
    await keyboard.press('Enter');
    await expect(workbench.scenario).toHaveText('Sticky refuses to be disabled');
    await expect(workbench.scenario).toBeFocused();
    await keyboard.press('PageDown');
    await workbench.expectAt(1);

    await workbench.button('Tick').focus();
    await keyboard.press('Enter');
    await workbench.expectAt(2, 2);
    await expect(workbench.button('Tick')).toBeFocused();
    await workbench.button('Back to the scenario').focus();
    await keyboard.press('Enter');
    await workbench.expectAt(1, 7);

    await workbench.button('What cat:611 does next').focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await workbench.typeTo(page.getByRole('menuitem', { name: /^Exit/ }), 'Exit');
    await keyboard.press('Enter');
    await workbench.expectAt(2, 2);
    await keyboard.press('?');
    await expect(workbench.dialog).toBeVisible();
    await keyboard.press('Escape');
    await expect(workbench.dialog).toBeHidden();
  });

  test('an open list, menu or dialog keeps the focus inside', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.open('first-patch', 2);
    const menu = page.getByRole('listbox').or(page.getByRole('menu'));
    for (const [what, open] of menus) {
      await open(workbench);
      await expect(menu, what).toBeVisible();
      for (const key of ['Tab', 'Tab', 'Shift+Tab', 'ArrowDown']) {
        await page.keyboard.press(key);
        expect(await menu.evaluate((list) => list.contains(document.activeElement)), `${key} in ${what}`).toBe(true);
      }
      await page.keyboard.press('Escape');
      await expect(menu, what).toBeHidden();
      await expect(page.locator('body'), `after ${what}`).not.toBeFocused();
      await workbench.expectAt(2);
    }

    // A dialog does, too, and gives it back.
    await workbench.button('Share').focus();
    await page.keyboard.press('Enter');
    await expect(workbench.dialog).toBeVisible();
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await workbench.dialog.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expect(workbench.button('Share')).toBeFocused();
  });
});

/** How many animations and transitions run at once after a step. They are shorter than the way of a click back to the test. */
const movements = async (workbench: Workbench): Promise<number> => {
  const { page } = workbench;
  const seen = await page.evaluateHandle(() => {
    const seen = { most: 0 };
    const look = () => {
      const running = document
        .getAnimations()
        .filter(({ timeline }) => timeline === document.timeline)
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1);
      seen.most = Math.max(seen.most, running.length);
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  await workbench.stepOver();
  await workbench.expectAt(1);
  await page.waitForTimeout(600);
  return (await seen.jsonValue()).most;
};

test('what changes moves, and with reduced motion it is only marked', async ({ workbench }) => {
  await workbench.page.emulateMedia({ reducedMotion: 'no-preference' });
  await workbench.open('first-patch');
  expect(await movements(workbench)).toBeGreaterThan(0);
  await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
  await workbench.open('first-patch');
  expect(await movements(workbench)).toBe(0);
  expect((await workbench.texts()).Tasks).toContain('changed');
});

for (const [zoom, viewport] of [
  ['200 %', { width: 640, height: 360 }],
  ['400 %', { width: 320, height: 256 }],
] as const) {
  test.describe(`at a zoom of ${zoom}`, () => {
    test.use({ viewport, deviceScaleFactor: 2 });

    test(`nothing is lost and the page does not scroll sideways (${zoom})`, async ({ workbench }) => {
      for (const [id, step] of [
        ['first-patch', 2],
        ['sticky-refuses-disable', 4],
        ['thousand-tasks', 1],
      ] as const) {
        await workbench.open(id, step);
        await workbench.texts();
        const { scrolls, beyond } = await workbench.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const sections = [...document.querySelectorAll('section[aria-label]')];
          const wide = sections.filter((section) => section.getBoundingClientRect().right > clientWidth + 1);
          return { scrolls: scrollWidth > clientWidth, beyond: wide.map((each) => each.getAttribute('aria-label')) };
        });
        expect({ scrolls, beyond }, id).toEqual({ scrolls: false, beyond: [] });
        await workbench.button('Step over').scrollIntoViewIfNeeded();
        await workbench.stepOver();
        await workbench.expectAt(step + 1);
      }
    });
  });
}

test('with forced colours, buttons keep their edges and a refused one is told from an allowed one', async ({
  workbench,
}) => {
  await workbench.page.emulateMedia({ forcedColors: 'active' });
  await workbench.open('first-patch', 2);
  await workbench.texts();
  const edgeOf = (name: string) =>
    workbench.button(name).evaluate((button) => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(button);
      return borderTopWidth === '0px' ? 'none' : borderTopStyle;
    });
  expect(await edgeOf('Reverse test_klp_version_1')).toBe('solid');
  expect(await edgeOf('rmmod test_klp_version_1')).toBe('dashed');

  // A picture in which everything has one colour is much smaller.
  expect((await workbench.page.screenshot()).length).toBeGreaterThan(30_000);
});
