import { expect, type Locator } from '@playwright/test';
import type { Workbench } from './workbench.page';

/** The editor of worlds as its reader knows it. What is done is counted, as a person would count it. */
export class WorldEditor {
  readonly workbench: Workbench;
  readonly dialog: Locator;
  readonly outline: Locator;
  actions = 0;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
    this.dialog = workbench.dialog;
    this.outline = this.dialog.getByRole('navigation', { name: 'What the machine consists of' });
  }

  /** From the list of scenarios: two presses. */
  async open(): Promise<void> {
    await this.workbench.choose(this.workbench.scenario, 'Own world…');
    await expect(this.outline).toBeVisible();
    this.actions += 2;
  }

  row(name: string | RegExp): Locator {
    return this.outline.locator('[data-row]').filter({ hasText: name });
  }

  field(name: string): Locator {
    return this.dialog.getByRole('textbox', { name, exact: true });
  }

  get stack(): Locator {
    return this.field('Functions on its stack, newest first');
  }

  async press(name: string | RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
    this.actions += 1;
  }

  async add(what: 'livepatch' | 'module' | 'task' | 'kthread' | 'symbol'): Promise<void> {
    await this.press(`Add a ${what}`);
  }

  async select(name: string | RegExp): Promise<void> {
    await this.row(name).click();
    this.actions += 1;
  }

  /** A field is written: one action, with the press on it. */
  async write(name: string, text: string): Promise<void> {
    await this.field(name).fill(text);
    this.actions += 1;
  }

  async check(name: string | RegExp): Promise<void> {
    await this.dialog.getByRole('checkbox', { name }).check();
    this.actions += 1;
  }

  /** Opens a list and chooses. */
  async choose(list: string, option: RegExp): Promise<void> {
    await this.workbench.choose(this.dialog.getByRole('combobox', { name: list, exact: true }), option);
    this.actions += 2;
  }

  async openWorld(): Promise<void> {
    await this.press(/^(Open|Change) this world$/);
    await expect(this.dialog).toBeHidden();
  }
}
