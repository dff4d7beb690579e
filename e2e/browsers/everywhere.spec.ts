/** What must work in any browser, in Chromium, Firefox and WebKit. */
import { expect } from '@playwright/test';
import { policies } from '../../src/kernel/policies';
import { catalogue, decode } from '../modules';
import { type Reader, until } from './reader';
import { test } from './test';

/** A first visit begins with an introduction; whoever has closed it is not asked again. */
const openPast = async (reader: Reader, address: string): Promise<void> => {
  await reader.open(address);
  await reader.key('Escape');
};

const why = (reader: Reader, text: string) => reader.see({ role: 'region', name: 'Why', text });

test('a scenario is stepped through, scrubbed, chosen from the menus, and dressed in another theme', async ({
  reader,
  host,
}) => {
  await openPast(reader, `${host.address}#/sticky-refuses-disable/3`);
  await reader.key('ArrowRight');
  await reader.expectAt('#/sticky-refuses-disable/4');
  await why(reader, 'stickyMayNotBeDisabled');
  await reader.key('ArrowLeft');
  await reader.expectAt('#/sticky-refuses-disable/3');

  const { x, y, width, height } = await reader.see({ role: 'slider', name: 'Step' });
  const across = (part: number) => ({ x: x + width * part, y: y + height / 2 });
  await reader.window.drag([across(0.5), across(0.8), across(0.995)]);
  await reader.expectAt('#/sticky-refuses-disable/7');
  await reader.key('Home');
  await reader.expectAt('#/sticky-refuses-disable/0');

  await reader.press({ role: 'combobox', name: 'Scenario' });
  await reader.press({ role: 'option', text: 'Sticky reversed in mid-transition' });
  await reader.expectAt('#/sticky-reversed/0');
  await reader.press({ role: 'combobox', name: 'Policy' });
  await reader.press({ role: 'option', text: 'Atomic replace' });
  await reader.expectAt('#/sticky-reversed/0/atomic-replace');

  const colour = `getComputedStyle(document.documentElement).colorScheme + getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).color`;
  const light = await reader.evaluate(colour);
  await reader.press({ role: 'button', name: 'Theme' });
  await reader.press({ role: 'menuitem', text: 'Dark' });
  await until(
    'The dark theme',
    () => reader.evaluate(colour),
    (seen) => seen !== light,
  );
});

test('the words of a first visit stand apart from each other and from every dialog', async ({ reader, host }) => {
  // Whoever follows a link has come for that, and is not introduced.
  await reader.open(host.address);
  const introduction = { role: 'dialog', name: 'Introduction' } as const;
  await reader.see(introduction);
  await reader.key('s');
  await reader.see({ role: 'dialog', name: 'Share' });
  await reader.seeNo(introduction);
  await reader.press({ role: 'button', name: 'Close' });
  await reader.see(introduction);
  await reader.press({ role: 'button', name: 'Skip' });
  await reader.seeNo(introduction);
  await reader.key('ArrowRight');
  await reader.expectAt('#/first-patch/1');

  // Kernel words can be pressed, and are underlined to say so.
  const lines = await reader.evaluate(`[...document.querySelectorAll('main *')].map((part) => getComputedStyle(part))
    .filter(({ cursor }) => cursor === 'help').map(({ textDecorationLine }) => textDecorationLine)`);
  expect(lines).not.toEqual([]);
  expect(new Set(lines as readonly string[])).toEqual(new Set(['underline']));
});

test('every dialog opens with its words in sight, and closes with Escape', async ({ reader, host }) => {
  await openPast(reader, `${host.address}#/sticky-refuses-disable/4`);
  const dialogs = [
    ['Share', 'Copy'],
    ['Help', 'Step over'],
    ['Present', 'Open the audience window'],
    ['Own world', 'Open this world'],
    ['Guided reading', 'A first patch'],
    ['Glossary', 'transition'],
    ['Readings', 'version'],
    ['Export', 'Download PNG'],
  ] as const;
  for (const [name, words] of dialogs) {
    if (name === 'Share') await reader.press({ role: 'button', name });
    else {
      await reader.press({ role: 'button', name: 'Tools' });
      await reader.press({ role: 'menuitem', text: name });
    }
    const dialog = await reader.see({ role: 'dialog', text: words });
    // What a dialog holds is not cut off while the window has room for it.
    const cut = `[...document.querySelectorAll('[role=dialog] *')].some((part) =>
      getComputedStyle(part).overflowY === 'auto' && part.scrollHeight > part.clientHeight + 1 && part.clientHeight < 300)`;
    const roomy = await until(
      name,
      () => reader.evaluate(cut),
      (seen) => seen === false,
    );
    expect({ name, roomy }).toEqual({ name, roomy: false });
    expect(dialog.height, name).toBeGreaterThan(180);
    await reader.key('Escape');
    await reader.seeNo({ role: 'dialog' });
  }
});

test('Back leaves a branch and another policy, Ctrl+Z steps back', async ({ reader, host }) => {
  await openPast(reader, `${host.address}#/first-patch/2`);
  await reader.press({ role: 'button', name: 'Attempt' });
  await until(
    'A branch',
    () => reader.hash(),
    (seen) => seen.startsWith('#/first-patch/3~'),
  );
  await reader.key('z', 'Control');
  await until(
    'A step back',
    () => reader.hash(),
    (seen) => seen.startsWith('#/first-patch/2~'),
  );
  await reader.evaluate('void history.back()');
  await reader.expectAt('#/first-patch/2');
  await reader.press({ role: 'combobox', name: 'Policy' });
  await reader.press({ role: 'option', text: 'Atomic replace' });
  await reader.expectAt('#/first-patch/2/atomic-replace');
  await reader.evaluate('void history.back()');
  await reader.expectAt('#/first-patch/2');
});

test('two windows of a talk are in step', async ({ reader, host }) => {
  await openPast(reader, `${host.address}#/first-patch/0`);
  await reader.key('p');
  const audience = await reader.another(() => reader.press({ role: 'button', name: 'Open the audience window' }));
  await reader.see({ role: 'any', text: 'Audience window in step' });
  await reader.key('PageDown');
  await audience.expectAt('#/first-patch/1');
  await audience.key('PageDown');
  await reader.expectAt('#/first-patch/2');
});

/** Instead of asking where to keep a file, the page says what it was offered. */
const NOTE_DOWNLOADS = `void (() => {
  window.offered = [];
  HTMLAnchorElement.prototype.click = function () {
    const name = this.download;
    fetch(this.href).then((file) => file.arrayBuffer()).then((content) => window.offered.push({
      name, size: content.byteLength, begins: [...new Uint8Array(content.slice(0, 4))] }));
  };
})()`;

test('a step is exported as a picture', async ({ reader, host }) => {
  await openPast(reader, `${host.address}#/sticky-refuses-disable/4`);
  // An address of the page’s own making may be drawn and saved, but not fetched: so it is read where it is made.
  await reader.evaluate(NOTE_DOWNLOADS.replace('fetch(this.href)', 'Promise.resolve(window.made.get(this.href))'));
  await reader.evaluate(`void (() => {
    window.made = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { const address = make.call(URL, blob); window.made.set(address, blob); return address; };
  })()`);
  await reader.press({ role: 'button', name: 'Tools' });
  await reader.press({ role: 'menuitem', text: 'Export' });
  await reader.press({ role: 'button', name: 'Download PNG' });
  const offered = (await until(
    'The PNG',
    () => reader.evaluate('window.offered'),
    (seen) => Array.isArray(seen) && seen.length > 0,
  )) as readonly { readonly name: string; readonly size: number; readonly begins: readonly number[] }[];
  expect(offered[0]).toMatchObject({ name: 'sticky-refuses-disable-step-4.png', begins: [0x89, 0x50, 0x4e, 0x47] });
  // A picture without its words is much smaller.
  expect(offered[0]?.size).toBeGreaterThan(60_000);
});

test.describe('with a service worker', () => {
  test.use({ keepsAll: true });

  test('after one visit everything is there without a network', async ({ reader, host }) => {
    await openPast(reader, `${host.address}#/first-patch/2`);
    await until(
      'The service worker',
      // It keeps everything before it takes the page over; Firefox does not always tell the page that this is done.
      () => reader.evaluate('navigator.serviceWorker?.controller?.state ?? null'),
      (state) => state === 'activating' || state === 'activated',
    );
    await host.close();
    await reader.open(`${host.address}#/sticky-refuses-disable/4`);
    await why(reader, 'stickyMayNotBeDisabled');
    await reader.press({ role: 'button', name: 'Tools' });
    await reader.press({ role: 'menuitem', text: 'Help' });
    await reader.see({ role: 'dialog', name: 'Help' });
  });
});

test('a link that a mail has damaged opens on a fresh page', async ({ reader, host }) => {
  const damaged = [
    ['#/sticky-refuses-disable/4%3E', '#/sticky-refuses-disable/4'],
    ['#/sticky-refuses-disable/4>.', '#/sticky-refuses-disable/4'],
    ['#/sticky-refuses-disable/4#c1', '#/sticky-refuses-disable/4'],
    ['#/sticky-refuses-%0D%0Adisable/4),', '#/sticky-refuses-disable/4'],
    [
      '#/sticky-refuses-disable/7.2/atomic-replace%7E1b4/iMtaeMs0/plc',
      '#/sticky-refuses-disable/7.2/atomic-replace~1b4/iMtaeMs0/plc',
    ],
    ['#/own/2%7E1c4t101Tb/ib0M1a/64j>', '#/own/2~1c4t101Tb/ib0M1a/64j'],
  ] as const;
  const known = { scenarioIds: catalogue.titles.map(({ id }) => id), policyIds: policies.map(({ id }) => id) };
  for (const [hash, meant] of damaged) {
    // What a browser makes of it, it makes of it at any page; what the app reads in that is the same everywhere.
    await reader.window.open(`${host.address}favicon.svg${hash}`);
    expect(decode(await reader.hash(), known)).toEqual(decode(meant, known));
    expect(decode(meant, known)).toMatchObject({ ok: true });
  }
  for (const [hash, meant] of [damaged[3], damaged[5], ['#/sticky-refuses-disable/99', '#/sticky-refuses-disable/7']]) {
    await reader.open(host.address + hash);
    await reader.expectAt(meant);
  }
  await reader.see({ role: 'alert', text: 'asks for step 99' });
});

test('Ctrl+P prints the page of the scenario', async ({ reader, host }) => {
  await openPast(reader, `${host.address}#/sticky-refuses-disable/4`);
  await reader.evaluate(`void (window.print = () => {
    window.printed = [...document.querySelectorAll('body > div > article')].map((page) => page.getAttribute('aria-label'));
    dispatchEvent(new Event('afterprint'));
  })`);
  await reader.key('p', 'Control');
  await until(
    'The printed page',
    () => reader.evaluate('window.printed ?? null'),
    (seen) => JSON.stringify(seen) === '["Sticky refuses to be disabled"]',
  );
  await reader.seeNo({ role: 'any', text: 'Policy: ' });
});
