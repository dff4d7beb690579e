import type { Locator } from '@playwright/test';
import { WorldEditor } from './editor.page';
import { expect, test, type Workbench } from './workbench.page';

const SIZES = [
  { name: 'a desktop', viewport: { width: 1440, height: 900 } },
  { name: 'a phone', viewport: { width: 390, height: 844 } },
] as const;

/** What axe looks at: a part of the page. */
const DIALOG = '[role=dialog]';
const MENU = '[role=listbox]:not([aria-activedescendant]), [role=menu]';

/** A thing that can be opened: what opens it, step by step, and what of it axe looks at, each time. */
interface Opening {
  readonly name: string;
  readonly within: string;
  /** Says with `look` whenever there is something new to look at. */
  readonly walk: (workbench: Workbench, look: (what: string) => Promise<void>) => Promise<void>;
}

const opening = (name: string, within: string, walk: Opening['walk']): Opening => ({ name, within, walk });

/** Opens something from the Tools menu, and looks at it. */
const fromTools = (label: string, walk: Opening['walk'] = async () => undefined): Opening =>
  opening(label, DIALOG, async (workbench, look) => {
    await workbench.tool(new RegExp(`^${label}`));
    await expect(workbench.dialog).toBeVisible();
    await look('as it opens');
    await walk(workbench, look);
  });

/** A menu or a list, opened by a press on its control. */
const menu = (name: string, control: (workbench: Workbench) => Locator): Opening =>
  opening(name, MENU, async (workbench, look) => {
    await control(workbench).click();
    await expect(workbench.page.locator(MENU)).toBeVisible();
    await look('open');
  });

const within = ({ dialog }: Workbench) => ({
  button: (name: string | RegExp) => dialog.getByRole('button', { name }),
  tab: (name: string) => dialog.getByRole('tab', { name, exact: true }),
});

const dialogs: readonly Opening[] = [
  fromTools('Help'),
  fromTools('Present', async (workbench, look) => {
    await within(workbench).button(/^Add$/).click();
    await within(workbench).button(/^Add$/).click();
    await look('a talk of two scenarios');
  }),
  fromTools('Own world', async (workbench, look) => {
    const editor = new WorldEditor(workbench);
    await editor.press(/^Database, stuck/);
    await workbench.dialog.getByText('More', { exact: true }).click();
    await editor.check('pre_patch');
    await editor.write('Name', '');
    await look('with its callbacks, and a field that needs another look');
    await editor.select(/^postgres.*sync_file/);
    await editor.write('Functions on its stack, newest first', '[<0>] ext4_sync_file+0x4e/0x60\n??');
    await look('a task, with remarks');
  }),
  opening('Words of this step', DIALOG, async (workbench, look) => {
    await workbench.tool(/^Words of this step/);
    await expect(workbench.dialog).toBeVisible();
    await look('of a built-in scenario');
    await workbench.dialog.getByLabel(/^Sentence/).fill('x'.repeat(4001));
    await look('a sentence that is too long');
    await within(workbench).button('Title and opening').click();
    await look('the boot');
    await workbench.editAddress('#/sticky-refuses-disable/4');
  }),
  fromTools('Last change of a machine'),
  fromTools('Guided reading'),
  fromTools('Glossary', async ({ dialog }, look) => {
    await dialog.getByRole('searchbox').fill('no such word');
    await look('nothing found');
  }),
  fromTools('Introduction', async (workbench, look) => {
    await within(workbench).button('Next').click();
    await look('its second pointer');
  }),
  fromTools('Readings'),
  fromTools('What this model leaves out'),
  fromTools('Export', async (workbench, look) => {
    for (const name of ['Film strip', 'Text for a mail', 'Handout']) {
      await within(workbench).tab(name).click();
      await expect(workbench.dialog.getByRole('tabpanel', { name })).toBeVisible();
      await expect(workbench.dialog.locator('[aria-busy=true]')).toHaveCount(0);
      await look(name);
    }
    await workbench.dialog.getByRole('radio', { name: 'Chosen scenarios' }).check();
    await look('chosen scenarios');
  }),
  opening('Share', DIALOG, async (workbench, look) => {
    await workbench.button('Share').click();
    await expect(workbench.dialog).toBeVisible();
    await within(workbench).button('Copy link').click();
    await expect(workbench.dialog.getByRole('status')).not.toBeEmpty();
    await look('copied');
  }),
  opening('Find', DIALOG, async ({ page, dialog }, look) => {
    await page.keyboard.press('/');
    await expect(dialog.getByRole('combobox', { name: 'Name' })).toBeFocused();
    await page.keyboard.type('sticky');
    await expect(dialog.getByRole('option', { selected: true })).toBeVisible();
    await look('with what it found');
  }),
  opening('a kernel word', DIALOG, async (workbench, look) => {
    await workbench.main.getByRole('button', { name: 'sticky', exact: true }).click();
    await expect(workbench.dialog).toBeVisible();
    await look('explained');
  }),
];

const menus: readonly Opening[] = [
  menu('the list of scenarios', ({ scenario }) => scenario),
  menu('the list of policies', ({ policy }) => policy),
  opening('the menu of tools', MENU, async (workbench, look) => {
    await workbench.button('Tools').click();
    await test.step('no tool is missing in the table', () => expectEvery(workbench));
    await look('open');
  }),
  menu('the menu of themes', (workbench) => workbench.button('Theme')),
  menu('the speeds', ({ page }) => page.getByRole('combobox', { name: 'Speed' })),
  menu('a task’s menu', ({ page }) => page.getByRole('button', { name: /^What .* does next$/ }).first()),
  opening('the chart’s export', MENU, async (workbench, look) => {
    const chart = await workbench.show('Statechart');
    await chart.getByRole('tab', { name: 'Core', exact: true }).click();
    await chart.getByRole('button', { name: 'Export' }).click();
    await expect(workbench.page.locator(MENU)).toBeVisible();
    await look('open');
  }),
];

/** What stands above the panels, and what a panel turns into. */
const ABOVE = 'main > :first-child';
const STATECHART = '[data-panel=Statechart]';

const modes: readonly Opening[] = [
  opening('a link that leads nowhere', '[role=alert]', async (workbench, look) => {
    await workbench.editAddress('#/no-such-scenario/1');
    await expect(workbench.alert).toBeVisible();
    await look('said');
  }),
  opening('a challenge', 'main div:has(> p[role=status])', async (workbench, look) => {
    await workbench.editAddress('#/challenge-go-down/1');
    await expect(workbench.main.getByText('Use any button on the screen.')).toBeVisible();
    await look('unsolved');
    await workbench.button('Show me a way').click();
    await expect(workbench.main.getByText('Solved: 4 steps, and there is no shorter way.')).toBeVisible();
    await look('solved');
  }),
  opening('a branch', ABOVE, async (workbench, look) => {
    await workbench.editAddress('#/sticky-refuses-disable/4');
    await workbench.expectAt(4, 7);
    await workbench.button('Tick').click();
    await expect(workbench.main.getByText('Branch from step 4')).toBeVisible();
    await look('left the script');
    await workbench.button('Back to the scenario').click();
    await workbench.expectAt(4, 7);
  }),
  opening('Enlarge', '[data-panel=Why]', async (workbench, look) => {
    await workbench.button('Enlarge Why').click();
    await expect(workbench.region('Tasks')).toBeHidden();
    await look('Why');
    await workbench.page.keyboard.press('Escape');
    await expect(workbench.region('Tasks')).toBeVisible();
  }),
  opening('the statechart', STATECHART, async (workbench, look) => {
    const chart = await workbench.show('Statechart');
    await chart.getByRole('tab', { name: 'Core', exact: true }).click();
    await chart.getByRole('button', { name: 'List' }).click();
    await chart
      .getByRole('button', { name: /^✕ stickyMayNotBeDisabled/ })
      .first()
      .click();
    await expect(chart.getByText(/^Scenarios that pass through/)).toBeVisible({ timeout: 30_000 });
    await look('a list with details');
    for (const name of ['Task', 'Patch']) {
      await chart.getByRole('tab', { name, exact: true }).click();
      await expect(chart.getByRole('tabpanel', { name })).toBeVisible();
      await expect(chart.locator('[aria-busy=true]')).toHaveCount(0);
      await look(`life cycle: ${name}`);
    }
  }),
  opening('Guess first', 'main form', async (workbench, look) => {
    await workbench.editAddress('#/sticky-refuses-disable/3');
    await workbench.expectAt(3);
    await workbench.tool(/^Guess first/);
    await expect(workbench.main.getByRole('radio').first()).toBeVisible();
    await look('asked');
  }),
  ...(
    [
      ['wrong', 'It is allowed: no rule refuses it', 'Not quite'],
      ['right', 'It is refused: sticky may not be disabled', 'Correct'],
    ] as const
  ).map(([what, choice, verdict]) =>
    opening(`a ${what} answer`, 'main [role=status]', async (workbench, look) => {
      await workbench.editAddress('#/sticky-refuses-disable/3');
      await workbench.expectAt(3);
      await workbench.main.getByRole('radio', { name: choice, exact: true }).check();
      await workbench.button('See what happens').click();
      await expect(workbench.main.getByRole('status').first()).toContainText(verdict);
      await workbench.expectAddress('#/sticky-refuses-disable/4');
      await look('given');
    }),
  ),
];

/** No tool is missing in the tables: asked while the menu of tools is open. */
const expectEvery = async (workbench: Workbench): Promise<void> => {
  const known = [...dialogs, ...modes].map(({ name }) => name).concat(ELSEWHERE);
  await expect(workbench.entry().first()).toBeVisible();
  const labels = await workbench.entry().allInnerTexts();
  expect(labels.length).toBeGreaterThan(ELSEWHERE.length);
  expect(labels.filter((label) => !known.some((each) => label.startsWith(each)))).toEqual([]);
};

/** Looked at elsewhere: those that change the whole stage, and those with a spec of their own. */
const ELSEWHERE = ['Compare policies', 'My scenarios …', 'Open a file …', 'Show everything', 'Put the panels back'];

for (const { name, viewport } of SIZES) {
  test.describe(`axe finds nothing, whatever is opened, in three themes on ${name}:`, () => {
    test.use({ viewport });

    for (const [kind, table] of Object.entries({ dialogs, menus }))
      test(`${kind} (${name})`, async ({ workbench }) => {
        test.slow();
        await workbench.open('sticky-refuses-disable', 4);
        for (const { name: what, within: part, walk } of table) {
          await walk(workbench, (state) => workbench.app.axeInThemes(`${what}, ${state}`, part));
          await workbench.page.keyboard.press('Escape');
          await expect(workbench.page.locator(`${DIALOG}, ${MENU}`), what).toBeHidden();
        }
      });

    test(`modes, messages and what panels turn into (${name})`, async ({ workbench }) => {
      await workbench.open('sticky-refuses-disable', 4);
      for (const { name: what, within: part, walk } of modes)
        await walk(workbench, (state) => workbench.app.axeInThemes(`${what}, ${state}`, part));
    });
  });
}
