import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Download, Locator } from '@playwright/test';
import { fullest } from './figures';
import { catalogue } from './modules';
import { expect, test, type Workbench } from './workbench.page';

const LINK = 'https://talks.example.org/klp/';

const open = async (workbench: Workbench, scenario: string, step: number): Promise<Locator> => {
  await workbench.open(scenario, step);
  await workbench.tool(/^Export/);
  await expect(workbench.dialog).toBeVisible();
  return workbench.dialog;
};

const saved = async (workbench: Workbench, button: string): Promise<Download> => {
  const arriving = workbench.page.waitForEvent('download');
  await workbench.dialog.getByRole('button', { name: button, exact: true }).click();
  return arriving;
};

const contentOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

/** Width and height as a PNG's first chunk has them. */
const pngSize = (png: Buffer): readonly number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

/** What a browser reads in an SVG file; fails on a file that is no XML. */
const read = (workbench: Workbench, svg: string) =>
  workbench.page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    const words = [...file.querySelectorAll('text')].map(({ textContent }) => textContent);
    return { root: file.documentElement.nodeName, errors: file.querySelectorAll('parsererror').length, words };
  }, svg);

test('a step becomes a figure, SVG that parses and PNG of 1920 × 1080; a scenario a film strip and a moving figure', async ({
  workbench,
}) => {
  const dialog = await open(workbench, 'sticky-refuses-disable', 4);
  await dialog.getByRole('radio', { name: 'Dark' }).check();
  await expect(dialog.getByRole('img', { name: 'Sticky refuses to be disabled' })).toBeVisible();

  const svg = await saved(workbench, 'Download SVG');
  expect(svg.suggestedFilename()).toBe('sticky-refuses-disable-step-4.svg');
  const { root, errors, words } = await read(workbench, String(await contentOf(svg)));
  expect({ root, errors }).toEqual({ root: 'svg', errors: 0 });
  expect(words).toEqual(expect.arrayContaining(['Step 4 of 7', 'stickyMayNotBeDisabled', 'latest_version 1']));
  expect(words.at(-1)).toMatch(/\/any\/path\/#\/sticky-refuses-disable\/4$/);

  const png = await saved(workbench, 'Download PNG');
  expect(png.suggestedFilename()).toBe('sticky-refuses-disable-step-4.png');
  const picture = await contentOf(png);
  expect(pngSize(picture)).toEqual([1920, 1080]);
  // A picture without its words is much smaller.
  expect(picture.length).toBeGreaterThan(60_000);

  // A scenario becomes a film strip and a moving figure.
  await dialog.getByRole('tab', { name: 'Film strip' }).click();
  const strip = await saved(workbench, 'Download SVG');
  expect(strip.suggestedFilename()).toBe('sticky-refuses-disable-film-strip.svg');
  const film = await read(workbench, String(await contentOf(strip)));
  expect(film.errors).toBe(0);
  expect(film.words.filter((word) => /^Step \d+$/.test(word ?? ''))).toHaveLength(7);

  await workbench.page.emulateMedia({ reducedMotion: 'no-preference' });
  await dialog.getByRole('radio', { name: 'Animated' }).check();
  const shown = dialog.locator('svg > g:visible');
  await expect(shown).toHaveCount(1);
  // What follows a scroller is another thing.
  const moving = () =>
    workbench.page.evaluate(
      () => document.getAnimations().filter(({ timeline }) => timeline === document.timeline).length,
    );
  expect(await moving()).toBeGreaterThan(0);
  await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);
  await expect(shown).toHaveAttribute('class', 's3');
  expect((await saved(workbench, 'Download SVG')).suggestedFilename()).toBe('sticky-refuses-disable-animated.svg');
});

test('a step becomes a text for a mail, in 72 columns', async ({ workbench }) => {
  const dialog = await open(workbench, 'sticky-refuses-disable', 5);
  await dialog.getByRole('tab', { name: 'Text for a mail' }).click();
  const field = dialog.getByRole('textbox', { name: 'Text for a mail' });
  await expect(field).toHaveValue(/#\/sticky-refuses-disable\/5\n$/);
  const lines = (await field.inputValue()).split('\n');
  expect(lines).toContain('# echo 0 > /sys/kernel/livepatch/test_klp_sticky_0/enabled');
  expect(lines).toContain('bash: echo: write error: Operation not permitted');
  expect(lines).toContain('rmmod: ERROR: Module test_klp_sticky_0 is in use');
  expect(lines.filter((line) => line.length > 72 && !/^(\[ *\d+\.|# |http)/.test(line))).toEqual([]);
  const file = await saved(workbench, 'Download');
  expect(file.suggestedFilename()).toBe('sticky-refuses-disable-step-5.txt');
  expect(String(await contentOf(file))).toBe(lines.join('\n'));
});

test('an address that others can follow is asked for, checked, and kept', async ({ workbench }) => {
  const dialog = await open(workbench, 'first-patch', 2);
  const address = dialog.getByRole('textbox', { name: 'Address of the app for others' });
  await expect(dialog.getByText('which only this machine can follow')).toBeVisible();
  await address.fill('talks');
  await expect(dialog.getByText('Not an address of the web')).toBeVisible();
  await address.fill(`${LINK}?embed#/x`);
  await expect(dialog.getByText(`Links and QR codes begin with ${LINK}`)).toBeVisible();
  await expect(dialog.getByText(`${LINK}#/first-patch/2`)).toBeVisible();
  await open(workbench, 'first-patch', 3);
  await expect(dialog.getByText(`${LINK}#/first-patch/3`)).toBeVisible();
});

/** What a sheet looks like on paper: beyond its edges, and what its QR code says. */
const jsQr = createRequire(import.meta.url).resolve('jsqr');

declare global {
  interface Window {
    readonly jsQR: (pixels: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;
  }
}

test('every scenario is one sheet of the handout, with nothing cut off', async ({ workbench }) => {
  const { page } = workbench;
  const dialog = await open(workbench, 'sticky-refuses-disable', 4);
  await dialog.getByRole('textbox', { name: 'Address of the app for others' }).fill(LINK);
  await dialog.getByRole('tab', { name: 'Handout' }).click();
  await expect(dialog.getByRole('button', { name: 'Print 1 page' })).toBeEnabled();
  const one = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pagesOf(one)).toBe(1);

  await dialog.getByRole('radio', { name: 'All scenarios' }).check();
  const { length } = catalogue.titles;
  await expect(dialog.getByRole('button', { name: `Print ${length} pages` })).toBeEnabled();
  const all = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  expect(pagesOf(all)).toBe(length);
  const headings = all.toString('latin1');
  for (const title of ['A first patch, from load to removal', 'Sticky refuses to be disabled']) {
    expect(headings).toContain(`/Title (${title})`);
  }

  await page.emulateMedia({ media: 'print' });
  const cut = await page.locator('body > div > article').evaluateAll((sheets) =>
    sheets.flatMap((sheet) => {
      const { right, bottom } = sheet.getBoundingClientRect();
      const parts = [...sheet.querySelectorAll('li, header, h2, text')].map((part) => part.getBoundingClientRect());
      const isCut = parts.some((part) => part.right > right - 20 || part.bottom > bottom - 20);
      return isCut ? [sheet.getAttribute('aria-label')] : [];
    }),
  );
  expect(cut).toEqual([]);
});

/** How many pages a PDF says it has. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;

test('a QR code on paper leads to its scenario', async ({ workbench }) => {
  const { page } = workbench;
  const dialog = await open(workbench, 'fake-signal', 1);
  await dialog.getByRole('textbox', { name: 'Address of the app for others' }).fill(LINK);
  await dialog.getByRole('tab', { name: 'Handout' }).click();
  await expect(dialog.getByRole('button', { name: 'Print 1 page' })).toBeEnabled();
  await page.emulateMedia({ media: 'print' });
  const sheet = page.locator('body > div > article');
  await expect(sheet).toBeVisible();
  const picture = await sheet.screenshot();
  await page.evaluate(await readFile(jsQr, 'utf8'));
  const says = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    return window.jsQR(pixels, width, height)?.data ?? null;
  }, picture.toString('base64'));
  expect(says).toBe(`${LINK}#/fake-signal/0`);
});

test('in a browser nothing on a figure overlaps or is cut, whatever the scenario', async ({ workbench }) => {
  const { page } = workbench;
  await page.goto('./');
  await expect(workbench.region('Timeline')).toBeVisible();
  const wrong: string[] = [];
  for (const { id } of catalogue.titles) {
    const svgs = fullest(await catalogue.loadScenario(id));
    wrong.push(...(await page.evaluate(collisions, svgs)).map((what) => `${id}: ${what}`));
  }
  expect(wrong).toEqual([]);
});

/** Runs in the page: texts that reach beyond their figure, or into one another. */
function collisions(svgs: readonly string[]): readonly string[] {
  const host = document.createElement('div');
  host.style.cssText = 'position:absolute;left:0;top:0';
  document.body.append(host);
  const found = svgs.flatMap((svg) => {
    host.innerHTML = svg;
    const whole = host.firstElementChild?.getBoundingClientRect() ?? new DOMRect();
    // From above: what begins below a text is not compared with it.
    const boxes = [...host.querySelectorAll('text')]
      .map((text) => {
        const { left, right, top, bottom, height } = text.getBoundingClientRect();
        return { words: text.textContent, left, right, top, bottom, height };
      })
      .toSorted((a, b) => a.top - b.top);
    const outside = boxes.filter(({ right, bottom }) => right > whole.right - 16 || bottom > whole.bottom - 4);
    const overlaps: string[] = [];
    for (const [index, a] of boxes.entries()) {
      for (let next = index + 1; next < boxes.length; next += 1) {
        const b = boxes[next];
        if (b === undefined || b.top >= a.bottom) break;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - b.top;
        // Lines of one paragraph share the air above and below their letters.
        if (across > 1 && down > Math.min(a.height, b.height) * 0.35) overlaps.push(`${a.words} | ${b.words}`);
      }
    }
    return [...outside.map(({ words }) => `cut: ${words}`), ...overlaps];
  });
  host.remove();
  return found;
}

const TABS = ['Figure', 'Film strip', 'Text for a mail', 'Handout'] as const;

test.describe('on a phone, in the dark', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('every tab fits', async ({ workbench }) => {
    await workbench.open('sticky-refuses-disable', 4);
    await workbench.theme('Dark');
    await workbench.tool(/^Export/);
    const { dialog } = workbench;
    for (const tab of TABS) {
      await dialog.getByRole('tab', { name: tab }).click();
      await expect(dialog.getByRole('tabpanel', { name: tab })).toBeVisible();
      if (tab === 'Handout') {
        await dialog.getByRole('radio', { name: 'Chosen scenarios' }).check();
        await dialog.getByRole('checkbox', { name: 'A version skipped' }).check();
        await expect(dialog.getByRole('button', { name: 'Print 2 pages' })).toBeEnabled();
      }
      const beyond = await dialog.evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth);
      expect.soft(beyond, tab).toBeLessThanOrEqual(0);
    }
  });
});
