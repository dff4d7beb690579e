import type { Locator } from '@playwright/test';
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
    await within(workbench).button('Add a livepatch').click();
    await workbench.dialog.getByRole('textbox', { name: 'Name' }).last().fill('');
    await workbench.dialog.getByRole('textbox', { name: 'CPUs', exact: true }).fill('none');
    await within(workbench).button('Open this world').click();
    await expect(workbench.dialog.getByRole('status')).toContainText('fields need another look');
    await look('with fields that need another look');
  }),
  fromTools('Guided reading'),
  fromTools('Glossary', async ({ dialog }, look) => {
    await dialog.getByRole('searchbox').fill('no such word');
    await look('nothing found');
  }),
  fromTools('Introduction', async (workbench, look) => {
    await within(workbench).button('Next').click();
    await look('its second pointer');
  }),
  fromTools('Guess first'),
  fromTools('Readings'),
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
  opening('a kernel word', DIALOG, async (workbench, look) => {
    await workbench.main.getByRole('button', { name: 'sticky', exact: true }).click();
    await expect(workbench.dialog).toBeVisible();
    await look('explained');
  }),
];

const menus: readonly Opening[] = [
  menu('the list of scenarios', ({ scenario }) => scenario),
  menu('the list of policies', ({ policy }) => policy),
  menu('the menu of tools', (workbench) => workbench.button('Tools')),
  menu('the menu of themes', (workbench) => workbench.button('Theme')),
  menu('the speeds', ({ page }) => page.getByRole('combobox', { name: 'Speed' })),
  menu('a task’s menu', ({ page }) => page.getByRole('button', { name: /^What .* does next$/ }).first()),
  menu('the chart’s export', (workbench) => workbench.region('Statechart').getByRole('button', { name: 'Export' })),
];

for (const { name, viewport } of SIZES) {
  test.describe(`axe finds nothing, whatever is opened, in three themes on ${name}:`, () => {
    test.use({ viewport });

    test(`dialogs and menus (${name})`, async ({ workbench }) => {
      await workbench.open('sticky-refuses-disable', 4);
      for (const { name: what, within: part, walk } of [...dialogs, ...menus]) {
        await walk(workbench, (state) => workbench.app.axeInThemes(`${what}, ${state}`, part));
        await workbench.page.keyboard.press('Escape');
        await expect(workbench.page.locator(`${DIALOG}, ${MENU}`), what).toBeHidden();
      }
    });
  });
}
