import { expect, type Locator } from '@playwright/test';
import type { Workbench } from './workbench.page';

/** More than any part of the page has tab stops. */
const FAR = 260;

type Where = 'there' | 'elsewhere' | 'drawn anew';

/** Runs in the page. */
const whereIsFocus = (meant: readonly Node[]): Where => {
  if (meant.some((element) => element === document.activeElement)) return 'there';
  return meant.length > 0 && meant.every((element) => element.isConnected) ? 'elsewhere' : 'drawn anew';
};

/** A reader without a mouse: everything is reached and done with keys. */
export class Keys {
  readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  get page() {
    return this.workbench.page;
  }

  /** Presses keys one after the other. The focus must be somewhere after each. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
    await expect(this.page.locator('body'), `the focus after ${keys.join(', ')}`).not.toBeFocused();
  }

  /** Presses Tab until something has the focus. It is looked for by its name but once, as long as it is the same. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target.first()).toBeAttached();
    let meant = await target.elementHandles();
    for (let presses = 0; presses < FAR; presses += 1) {
      let where = await this.page.evaluate(whereIsFocus, meant);
      if (where === 'drawn anew') {
        meant = await target.elementHandles();
        where = await this.page.evaluate(whereIsFocus, meant);
      }
      if (where === 'there') break;
      await this.page.keyboard.press(key);
    }
    await expect(target.and(this.page.locator(':focus'))).toBeInViewport();
  }

  /** Goes to a control by its name, in a part of the page, and presses it. */
  async use(name: string | RegExp, within: Locator = this.page.locator('body'), key?: 'Shift+Tab'): Promise<void> {
    await this.tabTo(within.getByRole('button', { name, exact: typeof name === 'string' }), key);
    await this.press('Enter');
  }

  /** Goes to a region by its number. */
  async region(key: string, name: Parameters<Workbench['region']>[0]): Promise<Locator> {
    const region = this.workbench.region(name);
    await this.press(key);
    await expect(region).toBeFocused();
    return region;
  }

  /** Opens an entry of the Tools menu, from wherever the focus is. */
  async tool(label: string): Promise<void> {
    const { page, workbench } = this;
    // Home of the page: the skip link is its first tab stop.
    await page.keyboard.press('1');
    await this.tabTo(workbench.button('Tools'), 'Shift+Tab');
    await this.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await workbench.typeTo(workbench.entry(new RegExp(`^${label}`)), label);
    await this.press('Enter');
    await expect(page.getByRole('menu')).toBeHidden();
  }

  /** Leaves what is open, and is where it was opened. */
  async escape(): Promise<void> {
    await this.press('Escape');
    await expect(this.workbench.dialog).toBeHidden();
    await expect(this.workbench.button('Tools')).toBeFocused();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }
}
