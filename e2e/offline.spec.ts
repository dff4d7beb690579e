import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { tsImport } from 'tsx/esm/api';
import { App, watch } from './fixtures';
import { type Host, openHost } from './host';
import { lastStepOf } from './modules';
import { expect, REGIONS, test, Workbench } from './workbench.page';

const { writeServiceWorker }: typeof import('../tools/serviceWorker') = await tsImport(
  '../tools/serviceWorker.ts',
  import.meta.url,
);

const LAST = await lastStepOf('sticky-refuses-disable');

const BUILT = join(import.meta.dirname, '..', 'dist');
const TEXT = /\.(js|css|html)$/;

// What is kept by a browser is what is tested here.
test.use({ keeps: false });

/** The built app under another version: every script and style sheet has another name, and the page another title. */
const makeVersion = async (folder: string, version: number): Promise<string> => {
  cpSync(BUILT, folder, { recursive: true });
  const assets = join(folder, 'assets');
  const names = readdirSync(assets).filter((name) => TEXT.test(name));
  const renamed = (name: string): string => name.replace(/\.(?=\w+$)/, `-version${version}.`);
  const pattern = new RegExp(names.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
  for (const file of [join(folder, 'index.html'), ...names.map((name) => join(assets, name))]) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(pattern, renamed));
  }
  for (const name of names) renameSync(join(assets, name), join(assets, renamed(name)));
  const page = join(folder, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace(/<title>.*<\/title>/, `<title>Version ${version}</title>`));
  await writeServiceWorker(folder);
  return folder;
};

/** A visitor of a host of one's own. */
const visit = async (page: Page, { address }: Host, hash = ''): Promise<Workbench> => {
  const app = new App(page, watch(page, address));
  await page.goto(address + hash);
  const workbench = new Workbench(app);
  await workbench.expectOpen();
  return workbench;
};

/** The files of the app are kept, and asked for before the network. */
const expectKept = (page: Page): Promise<void> =>
  expect(async () => {
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  }).toPass({ timeout: 60_000 });

const NOTE = 'A new version is there; it comes with the next visit.';

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('after the first visit the app works without a network, all of it', async ({ page }, info) => {
    const host = await openHost(await makeVersion(info.outputPath('one'), 1));
    const workbench = await visit(page, host, '#/first-patch/2');
    await expectKept(page);
    await host.close();

    await page.reload();
    await workbench.expectOpen();
    await workbench.expectAt(2);
    expect(await page.evaluate(() => document.fonts.load('16px "Inter Variable"'))).toHaveLength(1);
    expect(new URL(await workbench.share()).hash).toBe('#/first-patch/2');
    await page.keyboard.press('?');
    await expect(workbench.dialog).toHaveAccessibleName('Help');
    await page.keyboard.press('Escape');
    await workbench.choose(workbench.scenario, 'Sticky refuses to be disabled');
    await workbench.expectAt(0, LAST);
    await page.goto(`${host.address}index.html?from=a-bookmark#/selftest-livepatch-atomic-replace-livepatch/4`);
    await workbench.expectOpen();
    await workbench.expectAt(4);
    expect(workbench.app.watched.problems).toEqual([]);
  });

  test('a new version comes with the next visit, and an open page goes on with its own files', async ({
    page,
    context,
  }, info) => {
    const host = await openHost(await makeVersion(info.outputPath('one'), 1));
    const [second, third] = [
      await makeVersion(info.outputPath('two'), 2),
      await makeVersion(info.outputPath('three'), 3),
    ];
    const old = await visit(page, host, '#/first-patch/2');
    await expectKept(page);
    await expect(page.getByText(NOTE)).toBeHidden();

    // The visit that finds the new version still shows the one that was kept.
    host.deploy(second);
    const other = await visit(await context.newPage(), host, '#/first-patch/1');
    await expect(other.page).toHaveTitle('Version 1');
    await expect(other.page.getByText(NOTE)).toBeVisible({ timeout: 60_000 });
    await other.expectAt(1);
    await other.page.reload();
    await other.expectOpen();
    await expect(other.page).toHaveTitle('Version 2');
    await expect(other.page.locator('script[src*=version2]')).toHaveCount(1);

    // Its host has forgotten the first version, and the page has not yet asked for this part of it.
    await old.page.keyboard.press('s');
    await expect(old.dialog).toHaveAccessibleName('Share');
    await old.page.keyboard.press('Escape');

    // Two versions later it is still there, because a page that is open runs it.
    host.deploy(third);
    // The page that is open hears of it as well, whoever asks first.
    await other.page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update();
    });
    await expect(other.page.getByText(NOTE)).toBeVisible({ timeout: 60_000 });
    await other.app.axeInThemes('the note about a new version', 'div[role=status]');
    await other.page.reload();
    await other.expectOpen();
    await expect(other.page).toHaveTitle('Version 3');
    await old.page.keyboard.press('?');
    await expect(old.dialog).toHaveAccessibleName('Help');
    await expect(old.page).toHaveTitle('Version 1');

    expect(host.missed).toEqual([]);
    expect([...old.app.watched.problems, ...other.app.watched.problems]).toEqual([]);
    await host.close();
  });
});

test.describe('as one file', () => {
  // It is built once.
  test.describe.configure({ mode: 'serial' });
  let file = '';
  test.beforeAll(({ browserName: _ }, info) => {
    const folder = info.outputPath('one-file');
    const { NODE_ENV: __, ...env } = process.env;
    execFileSync(process.execPath, ['--import', 'tsx', 'tools/single.ts', folder], {
      cwd: join(import.meta.dirname, '..'),
      env,
    });
    expect(readdirSync(folder)).toEqual(['livepatch-explorer.html']);
    file = pathToFileURL(join(folder, 'livepatch-explorer.html')).href;
  });

  test('opens a link from a disk, with everything in it, and asks for nothing else', async ({ page, baseURL }) => {
    const workbench = new Workbench(new App(page, watch(page, baseURL ?? '')));
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url().split('#')[0] ?? ''));

    await page.goto(`${file}#/sticky-refuses-disable/4`);
    await workbench.expectOpen();
    await workbench.expectAt(4, LAST);
    await expect(workbench.region('Why')).toContainText('refused with -EPERM');
    for (const name of REGIONS) await expect(workbench.region(name), name).toHaveText(/\S{4}/);
    expect(await page.evaluate(() => [...document.fonts].map(({ family, status }) => `${family} ${status}`))).toEqual([
      expect.stringMatching(/Inter Variable"? loaded/),
      expect.stringMatching(/JetBrains Mono Variable"? loaded/),
      // What has their measures until they are there: a font of the machine.
      expect.stringMatching(/^"?Inter Stand-in/),
    ]);

    await page.keyboard.press('PageUp');
    await workbench.expectAddress('#/sticky-refuses-disable/3');
    expect(await workbench.share()).toBe(`${file}#/sticky-refuses-disable/3`);
    await workbench.button('Tick').click();
    const branch = await workbench.share();
    await workbench.choose(workbench.scenario, 'Version 0 opts out');
    await workbench.expectAt(0);
    await page.goto('about:blank');
    await page.goto(branch);
    await workbench.expectOpen();
    await workbench.expectAt(4, 4);
    await page.reload();
    await workbench.expectOpen();
    await expect(page.getByText('Branch from step 3')).toBeVisible();

    await workbench.tool(/^Export/);
    const png = page.waitForEvent('download');
    await workbench.dialog.getByRole('button', { name: 'Download PNG' }).click();
    expect((await png).suggestedFilename()).toMatch(/^sticky-refuses-disable.*\.png$/);
    // With its words and their faces drawn in; without them it is much smaller.
    expect(statSync(await (await png).path()).size).toBeGreaterThan(60_000);

    expect(new Set(requests.filter((url) => !/^(data:|about:|blob:)/.test(url)))).toEqual(new Set([file]));
    expect(workbench.app.watched.problems).toEqual([]);
  });

  test('does without storage where a browser gives a file none, and says so', async ({ page, baseURL }) => {
    const workbench = new Workbench(new App(page, watch(page, baseURL ?? '')));
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
      }
    });
    await page.goto(`${file}#/first-patch/2`);
    await workbench.expectOpen();
    await workbench.expectAt(2);
    await workbench.button('Tick').click();
    await workbench.expectAt(3, 3);
    await expect(workbench.alert).toContainText('This browser keeps nothing: ');
    expect(workbench.app.watched.problems).toEqual([]);
  });
});
