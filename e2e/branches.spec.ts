import { WorldEditor } from './editor.page';
import { App, watch } from './fixtures';
import { lastStepOf } from './modules';
import { expect, type Texts, test, Workbench } from './workbench.page';

/** What was there before must be there again, in every panel. */
test.use({ board: 'everything' });

const FIRST = '#/first-patch/';
const LAST = await lastStepOf('first-patch');
const patch = 'test_klp_version_1';

const badge = ({ page }: Workbench, step: number) => page.getByText(`Branch from step ${step}`, { exact: true });

const branchMenu = ({ page }: Workbench) => page.getByRole('button', { name: /^\d+ branch(es)?$/ });

/** Picks an entry of the menu of branches. */
const openBranch = async (workbench: Workbench, name: string | RegExp): Promise<void> => {
  await branchMenu(workbench).click();
  await workbench.page.getByRole('menuitemradio', { name }).click();
  await expect(workbench.page.getByRole('menu')).toBeHidden();
};

/** Uses an entry of a menu, which a button opens. */
const fromMenu =
  (button: string, item: RegExp) =>
  async ({ page }: Workbench): Promise<void> => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

/** Every kind of verb that the workbench offers at step 2 of the first scenario, and what the timeline calls it. */
const verbs: readonly (readonly [words: string, use: (workbench: Workbench) => Promise<void>])[] = [
  [`echo 0 > ${patch}/enabled`, (workbench) => workbench.button(`Reverse ${patch}`).click()],
  [`echo 1 > ${patch}/force`, (workbench) => workbench.button(`Force ${patch}`).click()],
  [`rmmod ${patch}`, (workbench) => workbench.button(`rmmod ${patch}`).click()],
  ['insmod test_klp_version_2.ko', (workbench) => workbench.button('insmod test_klp_version_2').click()],
  ['insmod test_klp_mod_target.ko', (workbench) => workbench.button('insmod test_klp_mod_target').click()],
  ['klp_transition_work_fn()', (workbench) => workbench.button('Attempt').click()],
  ['timer interrupt', (workbench) => workbench.button('Tick').click()],
  ['CPU 2 goes offline', (workbench) => fromMenu('CPUs', /^Take CPU 2 offline/)(workbench)],
  ['cat:611 exits', (workbench) => fromMenu('What cat:611 does next', /^Exit/)(workbench)],
  ['cat:611 forks', (workbench) => fromMenu('What cat:611 does next', /^Fork/)(workbench)],
];

test('every verb at a step of a scenario begins a branch, and the way back leads to that step', async ({
  workbench,
}) => {
  await workbench.open('first-patch', 2);
  await workbench.expectAt(2, LAST);
  const script = await workbench.texts();
  const made: Texts[] = [];

  for (const [index, [words, use]] of verbs.entries()) {
    await use(workbench);
    await workbench.expectAt(3, 3);
    await expect(workbench.region('Timeline').getByText(words, { exact: false }).first(), words).toBeVisible();
    await expect(badge(workbench, 2), words).toBeVisible();
    made.push(await workbench.texts());
    await workbench.expectAddress(/^#\/first-patch\/3~1b2\//);

    await workbench.button('Back to the scenario').click();
    await workbench.expectAt(2, LAST);
    await expect(badge(workbench, 2)).toBeHidden();
    expect(await workbench.texts(`${FIRST}2`), `back from ${words}`).toEqual(script);
    await expect(branchMenu(workbench)).toHaveText(index === 0 ? '1 branch' : `${index + 1} branches`);
  }

  for (const [index, [words]] of verbs.entries()) {
    await branchMenu(workbench).click();
    await workbench.page
      .getByRole('menuitemradio')
      .nth(index + 1)
      .click();
    await workbench.expectAt(2, 3);
    await workbench.stepOver();
    await workbench.expectAt(3, 3);
    expect(await workbench.texts(), `${words} again`).toEqual(made[index]);
  }
});

test('a branch of a branch', async ({ workbench }) => {
  await workbench.open('first-patch', 2);
  await workbench.button('Attempt').click();
  await workbench.button('Tick').click();
  await workbench.button('Attempt').click();
  await workbench.expectAt(5, 5);
  const first = await workbench.texts();

  await workbench.page.keyboard.press('ArrowLeft');
  await workbench.page.keyboard.press('ArrowLeft');
  await workbench.expectAt(3, 5);
  await workbench.button(`Force ${patch}`).click();
  await workbench.expectAt(4, 4);
  await expect(branchMenu(workbench)).toHaveText('2 branches');

  await workbench.button('Back to the scenario').click();
  await workbench.expectAt(2, LAST);
  await openBranch(workbench, /after step 2: klp_transition_work_fn\(\), 2 more/);
  await workbench.page.keyboard.press('End');
  await workbench.expectAt(5, 5);
  expect(await workbench.texts()).toEqual(first);
});

test('after the last step of a scenario a branch begins there', async ({ workbench }) => {
  await workbench.open('first-patch', LAST);
  await workbench.expectAt(LAST, LAST);
  await workbench.button('insmod test_klp_version_3').click();
  await workbench.expectAt(LAST + 1, LAST + 1);
  await expect(badge(workbench, LAST)).toBeVisible();
});

test('a reload keeps everything: source, policy, branches, the step and the place inside it', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('sticky-reversed', 1);
  await workbench.choose(workbench.policy, /^System state/);
  await workbench.button('Attempt').click();
  await workbench.button('Back to the scenario').click();
  await workbench.button('Tick').click();
  await workbench.button('Attempt').click();
  await workbench.stepBack();
  await workbench.stepBack();
  await workbench.stepInto();
  await expect(workbench.region('Why')).toContainText('microstep 1 of');
  const texts = await workbench.texts();
  const address = await workbench.expectAddress(/^#\/sticky-reversed\/2\.0\/system-state~1b1\//);

  await page.reload();
  await workbench.expectOpen();
  expect(await workbench.texts(address)).toEqual(texts);
  await expect(workbench.scenario).toHaveText('Sticky reversed in mid-transition');
  await expect(workbench.policy).toHaveText(/^System state/);
  await expect(branchMenu(workbench)).toHaveText('2 branches');
});

test('what was left when something else was opened is among the scenarios, and comes back whole', async ({
  workbench,
}) => {
  await workbench.open('first-patch', 2);
  await workbench.button('Attempt').click();
  await workbench.button('Tick').click();
  const texts = await workbench.texts();
  const address = await workbench.expectAddress(/^#\/first-patch\/4~1b2\//);

  await workbench.choose(workbench.scenario, 'Sticky refuses to be disabled');
  await workbench.expectAt(0);
  await workbench.choose(workbench.scenario, /^A first patch, from load to removal.* 1 branch, 2 events$/);
  expect(await workbench.texts(address)).toEqual(texts);
});

test('another policy gives the same events other verdicts, and the way back is exact', async ({ workbench }) => {
  await workbench.open('sticky-refuses-disable', 4);
  const rfc = await workbench.texts();
  expect(rfc.Why).toContain('refused with -EPERM');

  await workbench.choose(workbench.policy, /^Atomic replace/);
  await workbench.expectAddress('#/sticky-refuses-disable/4/atomic-replace');
  await workbench.expectAt(4, 7);
  const other = await workbench.texts();
  expect(other.Why).not.toContain('refused');
  expect(other['Loaded patches']).toContain('unpatching');
  await expect(workbench.main.getByText(/Written for the policy/)).toBeVisible();

  await workbench.choose(workbench.policy, /^RFC 2019/);
  expect(await workbench.texts('#/sticky-refuses-disable/4')).toEqual(rfc);
});

test('another policy replays a branch too', async ({ workbench }) => {
  await workbench.open('stale-version-refused', 0);
  await workbench.button('insmod test_klp_version_2').click();
  await workbench.button('Tick').click();
  await workbench.button('Attempt').click();
  await workbench.button('insmod test_klp_version_1').click();
  await expect(workbench.region('Why')).toContainText('refused with -EINVAL');
  await workbench.choose(workbench.policy, /^Atomic replace/);
  await workbench.expectAt(4, 4);
  await expect(badge(workbench, 0)).toBeVisible();
  await expect(workbench.region('Why')).not.toContainText('refused with');
  await expect(workbench.region('Loaded patches')).toContainText('test_klp_version_1');
});

test('a world of one’s own: corrected first, then opened, used, and kept by a reload', async ({ workbench }) => {
  const { dialog, page } = workbench;
  const editor = new WorldEditor(workbench);
  await workbench.open('first-patch');
  await editor.open();

  await editor.add('livepatch');
  await editor.write('Name', 'my-fix');
  await editor.select('2 CPUs');
  await editor.write('CPUs', '99');
  await editor.press('Open this world');
  await expect(dialog.getByRole('status').filter({ hasText: '2 fields need' })).toBeVisible();
  await expect(dialog.getByText('A whole number from 1 to 64.')).toBeVisible();
  await editor.write('CPUs', '1');
  await editor.press('Open this world');
  await expect(dialog.getByText(/the build makes - and , to _: write my_fix\./)).toBeVisible();
  await expect(editor.field('Name')).toBeFocused();
  await editor.write('Name', 'test_klp_version_1');
  await expect(dialog.getByText('The library has a module test_klp_version_1, too')).toBeVisible();

  await editor.write('Name', 'my_fix');
  await editor.write('Version', '7');
  await editor.write('Functions it replaces', 'cmdline_proc_show');
  await editor.add('task');
  await editor.write('comm', 'nginx');
  await editor.write('How many', '3');
  await editor.write('Functions on its stack, newest first', 'cmdline_proc_show');
  await editor.openWorld();
  await expect(workbench.scenario).toHaveText('Own world');
  await workbench.expectAt(0, 0);

  await workbench.button('insmod my_fix').click();
  await workbench.expectAt(1, 1);
  await expect(workbench.region('Tasks')).toContainText('nginx:103');
  await expect(workbench.region('Tasks')).toContainText('blocks');
  await workbench.button('Force my_fix').click();
  await workbench.button('Attempt').click();
  await workbench.expectAt(3, 3);
  await expect(workbench.region('Version counter').getByText('7', { exact: true }).first()).toBeVisible();
  const texts = await workbench.texts();
  const address = await workbench.expectAddress(/^#\/own\/3~1/);

  await page.reload();
  await workbench.expectOpen();
  expect(await workbench.texts(address)).toEqual(texts);
});

test('damaged storage gives a message and a usable app', async ({ workbench }) => {
  test.slow();
  const { page, alert } = workbench;
  await workbench.open('first-patch', 2);
  await workbench.button('Attempt').click();
  await workbench.expectAt(3, 3);
  const stored = () =>
    page.evaluate(() => [localStorage, sessionStorage].map((storage) => Object.keys(storage).toSorted()));
  await expect.poll(async () => (await stored()).flat().length).toBeGreaterThan(1);
  await page.goto('about:blank');
  await page.goto('./favicon.svg');
  const keys = await stored();
  // One that is no JSON and one that is another thing; `start.test.ts` has more of both.
  for (const damage of ['x'.repeat(100_000), '{"v":1,"work":{"lines":[{"parent":9}]}}']) {
    await page.goto('./favicon.svg');
    await page.evaluate(
      ({ text, keys }) => {
        for (const [at, storage] of [localStorage, sessionStorage].entries()) {
          storage.clear();
          for (const key of keys[at] ?? []) storage.setItem(key, text);
        }
      },
      { text: damage, keys },
    );
    await page.goto('./');
    await workbench.expectOpen();
    await expect(alert, damage.slice(0, 40)).toContainText('About your stored work.');
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert).toBeHidden();
    await workbench.page.keyboard.press('Home');
    await workbench.stepOver();
    await workbench.expectAt(1);
  }
});

test('two tabs do not disturb each other, and a third goes on from the last', async ({
  workbench,
  context,
  baseURL,
}) => {
  const openTab = async (): Promise<Workbench> => {
    const page = await context.newPage();
    return new Workbench(new App(page, watch(page, baseURL ?? '')));
  };
  await workbench.open('first-patch', 2);
  await workbench.button('Attempt').click();
  await workbench.expectAt(3, 3);
  const mine = await workbench.texts();
  const address = await workbench.expectAddress(/^#\/first-patch\/3~1b2\//);

  const other = await openTab();
  await other.open('version-0-opts-out', 1);
  await other.button('Tick').click();
  await other.expectAt(2, 2);
  const theirs = await other.texts();
  const otherAddress = await other.expectAddress(/^#\/version-0-opts-out\/2~1b1\//);

  await workbench.page.bringToFront();
  expect(await workbench.texts(address)).toEqual(mine);
  await workbench.button('Tick').click();
  await workbench.expectAt(4, 4);
  await workbench.stepBack();
  const again = await workbench.texts(await workbench.expectAddress(/^#\/first-patch\/3~1b2\//));

  await other.page.bringToFront();
  await other.page.reload();
  await other.expectOpen();
  expect(await other.texts(otherAddress)).toEqual(theirs);
  await workbench.page.bringToFront();
  await workbench.page.reload();
  await workbench.expectOpen();
  expect(await workbench.texts()).toEqual(again);
  await expect(branchMenu(workbench)).toHaveText('1 branch');

  const third = await openTab();
  await third.page.goto('./');
  await third.expectOpen();
  await expect(third.page.getByText(/^Branch from step/)).toBeVisible();
  expect([...other.app.watched.problems, ...third.app.watched.problems]).toEqual([]);
});
