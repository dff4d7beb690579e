import type { Browser } from '@playwright/test';
import { WorldEditor } from './editor.page';
import { App, showEverything, watch } from './fixtures';
import { expect, test, Workbench } from './workbench.page';

/** What is shown elsewhere must be the same, in every panel. */
test.use({ board: 'everything' });

/** Opens a link as somebody else would: another browser profile, in which nothing is stored. */
async function elsewhere<T>(
  browser: Browser,
  link: string,
  look: (workbench: Workbench) => Promise<T>,
): Promise<{ readonly seen: T; readonly problems: readonly string[] }> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await page.addInitScript(showEverything);
    const watched = watch(page, link);
    const workbench = new Workbench(new App(page, watched));
    await page.goto(link);
    await workbench.expectOpen();
    return { seen: await look(workbench), problems: watched.problems };
  } finally {
    await context.close();
  }
}

test.describe('a link from Share shows in a fresh context what it showed where it was made:', () => {
  const places: readonly (readonly [name: string, go: (workbench: Workbench) => Promise<void>])[] = [
    [
      'a microstep',
      async (workbench) => {
        await workbench.open('first-patch', 5);
        for (let times = 0; times < 3; times += 1) await workbench.stepInto();
        await expect(workbench.region('Why')).toContainText('microstep 3 of');
      },
    ],
    [
      'a branch of a branch, one step before its end',
      async (workbench) => {
        await workbench.open('first-patch', 2);
        await workbench.button('Attempt').click();
        await workbench.button('Tick').click();
        await workbench.stepBack();
        await workbench.button('rmmod test_klp_version_1').click();
        await workbench.button('Attempt').click();
        await workbench.stepBack();
        await workbench.expectAt(4, 5);
      },
    ],
    [
      'a world of one’s own, in mid-transition',
      async (workbench) => {
        await workbench.open('first-patch');
        const editor = new WorldEditor(workbench);
        await editor.open();
        await editor.select('2 CPUs');
        await editor.write('CPUs', '3');
        await editor.add('task');
        await editor.write('How many', '2');
        await editor.write('Functions on its stack, newest first', 'cmdline_proc_show, seq_read');
        await editor.add('livepatch');
        await editor.write('Name', 'my_fix');
        await editor.write('Functions it replaces', 'cmdline_proc_show');
        await editor.check('sticky');
        await editor.openWorld();
        await workbench.button('insmod my_fix').click();
        await workbench.button('Reverse my_fix').click();
        await expect(workbench.region('Why')).toContainText('unpatching');
      },
    ],
  ];

  for (const [name, go] of places) {
    test(name, async ({ workbench, browser }) => {
      await go(workbench);
      const link = await workbench.share();
      const here = await workbench.texts(new URL(link).hash);
      const there = await elsewhere(browser, link, (other) => other.texts(new URL(link).hash));
      expect(there).toEqual({ seen: here, problems: [] });
    });
  }
});

/** A branch of `first-patch` with two events of its own, and what can happen to such a link. */
const BRANCH = '#/first-patch/4~1b2/at/';

test('a link into a branch that was damaged on the way opens on a fresh page', async ({ workbench, browser }) => {
  await workbench.open('first-patch', 2);
  await workbench.button('Attempt').click();
  await workbench.button('Tick').click();
  const link = await workbench.share();
  const escaped = link.replace('~', '%7E');
  // The least and the worst of it; `mail.test.ts` has what lies between.
  const [first = '', ...others] = [escaped, `${escaped}%3E#more`];
  const there = await elsewhere(browser, first, async (other) => {
    const opens = async () => {
      await other.expectAt(4, 4);
      await other.expectAddress(new URL(link).hash);
    };
    await opens();
    for (const damaged of others) {
      // Whoever gets the next one has got none before.
      await other.page.goto(new URL('favicon.svg', link).href);
      await other.page.evaluate(() => {
        for (const storage of [localStorage, sessionStorage]) storage.clear();
      });
      await other.page.goto(damaged);
      await other.expectOpen();
      await opens();
    }
  });
  expect(there.problems).toEqual([]);
});

test('a link past the end opens the last step and says so, one with a slip in its name offers what was meant', async ({
  workbench,
}) => {
  const { alert } = workbench;
  await workbench.openLink('#/sticky-refuses-disable/99');
  await workbench.expectAt(7);
  await expect(alert).toContainText('asks for step 99, but there are only 7 steps');
  await workbench.expectAddress('#/sticky-refuses-disable/7');

  await workbench.openLink('#/Sticky-Refuses-Disable/4');
  await alert.getByRole('link', { name: 'Open #/sticky-refuses-disable/4' }).click();
  await workbench.expectAt(4);
  await expect(alert).toBeHidden();
});

test('the address follows every step, replaces rather than piles up, and “Copy link” puts it on the clipboard', async ({
  workbench,
  context,
}) => {
  await workbench.open('first-patch');
  const entries = await workbench.page.evaluate(() => history.length);
  for (const step of [1, 2, 3]) {
    await workbench.stepOver();
    await workbench.expectAddress(`#/first-patch/${step}`);
  }
  await workbench.stepInto();
  await workbench.expectAddress('#/first-patch/4.0');
  await workbench.stepOut();
  await workbench.expectAddress('#/first-patch/4');
  expect(await workbench.page.evaluate(() => history.length)).toBe(entries);

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await workbench.page.keyboard.press('s');
  await workbench.dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(workbench.dialog.getByRole('status')).toHaveText('Copied.');
  const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(workbench.page.url());
  expect(copied).toMatch(/#\/first-patch\/4$/);
});

test('the documented example is a link to the refused disable, and an edited address is followed in the page that is there', async ({
  workbench,
}) => {
  await workbench.openLink('#/sticky-refuses-disable/4');
  await workbench.expectAt(4);
  await expect(workbench.region('Why')).toContainText('refused with -EPERM');
  await expect(workbench.region('Why')).toContainText('stickyMayNotBeDisabled');
  await workbench.expectAddress('#/sticky-refuses-disable/4');

  await workbench.editAddress('#/first-patch/1');
  await expect(workbench.scenario).toHaveText('A first patch, from load to removal');
  await workbench.expectAt(1);
  await workbench.editAddress('#/first-patch/6');
  await workbench.expectAt(6);
  await workbench.editAddress('#/sticky-reversed/2');
  await expect(workbench.scenario).toHaveText('Sticky reversed in mid-transition');
  await workbench.expectAt(2);
  await workbench.editAddress('#/sticky-reversed/2/atomic-replace');
  await expect(workbench.policy).toHaveText(/^Atomic replace/);
  await workbench.expectAt(2);
});

test('Back and Forward of the browser go between scenarios, each at the step where it was left', async ({
  workbench,
}) => {
  const { page, scenario } = workbench;
  await workbench.open('first-patch');
  await workbench.stepOver();
  await workbench.expectAddress('#/first-patch/1');
  const first = await workbench.texts();

  await workbench.choose(scenario, 'Version 0 opts out');
  await workbench.expectAt(0);
  await workbench.stepOver();
  await workbench.stepOver();
  await workbench.expectAddress('#/version-0-opts-out/2');
  const second = await workbench.texts();

  await workbench.choose(scenario, 'Sticky refuses to be disabled');
  await workbench.expectAt(0);
  await workbench.expectAddress('#/sticky-refuses-disable/0');

  await page.goBack();
  await expect(scenario).toHaveText('Version 0 opts out');
  expect(await workbench.texts('#/version-0-opts-out/2')).toEqual(second);
  await page.goBack();
  await expect(scenario).toHaveText('A first patch, from load to removal');
  expect(await workbench.texts('#/first-patch/1')).toEqual(first);
  await page.goForward();
  await expect(scenario).toHaveText('Version 0 opts out');
  expect(await workbench.texts('#/version-0-opts-out/2')).toEqual(second);
  await page.goForward();
  await expect(scenario).toHaveText('Sticky refuses to be disabled');
  await workbench.expectAt(0);
});

/**
 * One link of each kind that cannot be opened, and what is told apart on a fresh page: what the step lacks, what the codec says,
 * and what is none. `link.test.ts` and `address.test.ts` have them all, with what is said about each.
 */
const unusable: readonly (readonly [name: string, hash: string, says: RegExp, when?: 'also on a fresh page'])[] = [
  ['a place inside a step that is not there', '#/first-patch/1.99', /inside step 1/, 'also on a fresh page'],
  ['a misspelt scenario', '#/sticky-refuse-disable/4', /sticky-refuses-disable/],
  ['a link cut in a mail', '#/first-patch/4~1b2/a', /breaks off|missing|changed or cut/],
  ['far too long', `#/first-patch/1~1b0/${'a'.repeat(200_000)}`, /characters; at most/, 'also on a fresh page'],
  ['markup', '#/<img src=x onerror=window.injected=1>/0', /not a link of this app/],
  ['a script address', '#javascript:window.injected=1', /not a link of this app/],
  [
    'markup as a policy',
    '#/first-patch/1/"><svg onload=window.injected=1>',
    /no policy|not a link/,
    'also on a fresh page',
  ],
];

const notInjected = async ({ page, alert }: Workbench): Promise<void> => {
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  expect(await alert.locator('img, script, svg[onload], iframe').count()).toBe(0);
};

test('a link that cannot be opened gives a clear message and a usable app', async ({ workbench }) => {
  const { alert } = workbench;
  for (const [name, hash, says, when] of unusable) {
    if (when === undefined) continue;
    await workbench.openLink(hash);
    await expect(alert, name).toContainText('This link cannot be opened.');
    await expect(alert, name).toContainText(says);
    await expect(alert, name).toHaveText(/^.{1,500}$/s);
    await notInjected(workbench);

    await workbench.stepOver();
    await workbench.expectAt(1);
    await workbench.stepBack();
    await workbench.expectAt(0);
  }
});

test('a link that cannot be opened leaves the reader’s work untouched', async ({ workbench }) => {
  const { alert, page } = workbench;
  await workbench.open('first-patch', 2);
  await workbench.button('Attempt').click();
  await workbench.button('Tick').click();
  await workbench.expectAt(4, 4);
  const texts = await workbench.texts();
  const address = await workbench.expectAddress(new RegExp(`^${BRANCH}`));

  for (const [name, hash, says] of unusable) {
    await workbench.editAddress(hash);
    await expect(alert, name).toContainText(says);
    await notInjected(workbench);
    expect(await workbench.texts(), name).toEqual(texts);
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert, name).toBeHidden();
  }

  await expect(page.getByText('Branch from step 2')).toBeVisible();
  await workbench.stepBack();
  await workbench.stepOver();
  expect(await workbench.texts(address)).toEqual(texts);
  await workbench.expectAddress(address);
});
