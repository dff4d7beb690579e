import type { Page } from '@playwright/test';
import type { App } from './fixtures';
import { expect } from './workbench.page';

/** One window of a talk. */
export class TalkWindow {
  readonly app: App;
  readonly page: Page;

  constructor(app: App) {
    this.app = app;
    this.page = app.page;
  }

  /** The slide stands in the place of the workbench, and hears its keys. */
  async expectBegun(): Promise<void> {
    await expect(this.page.locator(':root[data-stage="audience"]')).toBeAttached();
  }

  async expectAt(step: number, says: string | RegExp): Promise<void> {
    await expect(this.page.getByText(new RegExp(`step ${step} of \\d+$`, 'i')).first()).toBeVisible();
    await expect(this.page.getByText(says).first()).toBeVisible();
  }

  press = (key: string): Promise<void> => this.page.keyboard.press(key);
  region = (name: string) => this.app.region(name);
  button = (name: string | RegExp) => this.page.getByRole('button', { name });

  async expectDrawn(): Promise<void> {
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0);
  }
}
