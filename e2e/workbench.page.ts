import { expect, type Locator, type Page } from '@playwright/test';
import { type App, test as base, said } from './fixtures';

/** The regions of the screen, by their exact names. */
export const REGIONS = [
  'Loaded patches',
  'Module library',
  'Tasks',
  'Version counter',
  'Functions',
  'Kernel log',
  'Sysfs',
  'Why',
  'Statechart',
  'Timeline',
] as const;

export type Region = (typeof REGIONS)[number];

/** What a reader sees in every region. */
export type Texts = Readonly<Record<Region, string>>;

/** The workbench as its reader knows it: found by role, accessible name and text; verbs are steps of a test. */
export class Workbench {
  readonly app: App;
  readonly page: Page;
  readonly main: Locator;
  readonly alert: Locator;
  readonly dialog: Locator;
  readonly menu: Locator;
  readonly list: Locator;
  readonly slider: Locator;
  readonly scenario: Locator;
  readonly policy: Locator;

  constructor(app: App) {
    this.app = app;
    this.page = app.page;
    // By what says the role, for the reason that `App.button` has.
    this.main = this.page.locator(said('main'));
    this.alert = this.page.locator(said('[role=alert]'));
    this.dialog = this.page.locator(said('[role=dialog]'));
    this.menu = this.page.locator(said('[role=menu]'));
    this.list = this.page.locator(said('[role=listbox]'));
    this.slider = this.region('Timeline').getByRole('slider', { name: 'Step', exact: true });
    this.scenario = this.page.locator(said('[role=combobox][aria-label=Scenario]'));
    this.policy = this.page.locator(said('[role=combobox][aria-label=Policy]'));
  }

  region(name: Region): Locator {
    return this.app.region(name);
  }

  button(name: string): Locator {
    return this.app.button(name);
  }

  /** Opens a panel that shares its place with others, if it is folded. */
  async show(name: Region): Promise<Locator> {
    const region = this.region(name);
    const folded = region.getByRole('button', { name, exact: true, expanded: false });
    if ((await folded.count()) > 0) await folded.click();
    await expect(folded).toHaveCount(0);
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0);
    return region;
  }

  /** Loads a module from the library. */
  async insmod(module: string): Promise<void> {
    const library = await this.show('Module library');
    await library.getByRole('button', { name: `insmod ${module}`, exact: true }).click();
  }

  /** Opens a built-in scenario by its readable link. */
  async open(scenario: string, step = 0): Promise<void> {
    await this.openLink(`#/${scenario}/${step}`);
  }

  /** Opens a link in a page that is loaded anew, and returns when what it describes is on the screen. */
  async openLink(hash: string): Promise<void> {
    await this.app.openLink(hash);
    await this.expectOpen();
  }

  async expectOpen(): Promise<void> {
    // The panels are fetched one by one.
    await this.app.expectRegions('Timeline', 'Why');
    await expect(this.main).toHaveAttribute('aria-busy', 'false');
  }

  /** The address changes in the page that is there, as if somebody had edited it. */
  async editAddress(hash: string): Promise<void> {
    await this.page.evaluate((to) => {
      location.hash = to;
    }, hash);
  }

  hash(): string {
    return new URL(this.page.url()).hash;
  }

  /** The whole step is over, and the reader is told so. */
  async expectAt(step: number, last?: number): Promise<void> {
    const of = last === undefined ? /\d+/ : last;
    const words = new RegExp(`^Step ${step} of ${typeof of === 'number' ? of : of.source}$`);
    await expect(this.region('Timeline').getByText(words)).toBeVisible();
  }

  /** What writes the address of a branch is fetched for the first of them. Gives the address. */
  async expectAddress(hash: string | RegExp): Promise<string> {
    const asked = expect.poll(() => this.hash());
    await (typeof hash === 'string' ? asked.toBe(hash) : asked.toMatch(hash));
    return this.hash();
  }

  stepOver = (): Promise<void> => this.button('Step over').click();
  stepBack = (): Promise<void> => this.button('Step back').click();
  stepInto = (): Promise<void> => this.button('Step into').click();
  stepOut = (): Promise<void> => this.button('Step out').click();

  /** Chooses from a combo box, by the whole label or its beginning. */
  async choose(box: Locator, option: string | RegExp): Promise<void> {
    await box.click();
    const exact = typeof option === 'string';
    await this.list.getByRole('option', { name: option, exact }).first().click();
    await expect(this.list).toBeHidden();
  }

  /** Opens something from the Tools menu. */
  async tool(name: string | RegExp): Promise<void> {
    await this.button('Tools').click();
    await this.entry(name).click();
    await expect(this.menu).toBeHidden();
  }

  /** An entry of the open menu: something to do, or to turn on and off. */
  entry(name?: string | RegExp): Locator {
    const named = name === undefined ? {} : { name };
    return this.menu.getByRole('menuitem', named).or(this.menu.getByRole('menuitemcheckbox', named));
  }

  /**
   * Goes to an entry of the open list or menu by its letters, as people do. Letters that come too slowly begin a new
   * word, so a slow machine tries again once the old one is forgotten.
   */
  async typeTo(entry: Locator, letters: string): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.type(letters);
      await expect(entry).toBeFocused({ timeout: 500 });
    }).toPass({ intervals: [1100], timeout: 30_000 });
  }

  async theme(name: 'Light' | 'Dark' | 'Projector'): Promise<void> {
    await this.button('Theme').click();
    // Some entries go on with a note; “Projector, dark” is another one.
    await this.menu.getByRole('menuitemradio', { name: new RegExp(`^${name}(?!,)`) }).click();
    await expect(this.menu).toBeHidden();
  }

  /** What the Share dialog offers for what is on the screen. */
  async share(): Promise<string> {
    await this.button('Share').click();
    const link = await this.dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
    return link;
  }

  /** The text of every region, once nothing is left to draw. With `hash`, once the address says this as well. */
  async texts(hash: string | null = null): Promise<Texts> {
    const texts = await this.page.evaluate(settle, hash);
    expect(texts.map(([name]) => name).toSorted()).toEqual(REGIONS.toSorted());
    return Object.fromEntries(texts) as Texts;
  }
}

/**
 * Runs in the page and gives the name of each region and what it says, once nothing has changed for a frame. Some panels are drawn
 * a moment after the rest, in tasks of ordinary priority; a background task comes only when none of those is left.
 */
async function settle(hash: string | null): Promise<readonly (readonly [name: string | null, text: string])[]> {
  const deadline = performance.now() + 10_000;
  const isSettled = () =>
    (hash === null || location.hash === hash) && document.querySelector('[aria-busy=true]') === null;
  let changes = 0;
  const observer = new MutationObserver(() => {
    changes += 1;
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  for (let frames = 0, before = 0; performance.now() < deadline; frames += 1) {
    if (frames > 1 && changes === before && isSettled()) break;
    before = changes;
    await new Promise(requestAnimationFrame);
    await scheduler.postTask(() => undefined, { priority: 'background' });
  }
  observer.disconnect();
  return (
    [...document.querySelectorAll<HTMLElement>('section[aria-label]')]
      .filter((region) => region.checkVisibility({ visibilityProperty: true }))
      // biome-ignore lint/performance/useDomNodeTextContent: what can be seen is compared
      .map((region) => [region.getAttribute('aria-label'), region.innerText])
  );
}

export const test = base.extend<{ workbench: Workbench }>({
  workbench: ({ app }, use) => use(new Workbench(app)),
});

export { expect } from './fixtures';
