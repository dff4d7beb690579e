import { catalogue, lastStepOf } from './modules';
import { expect, REGIONS, type Region, test, type Workbench } from './workbench.page';

const LAST = await lastStepOf('first-patch');

/** The step of the first scenario whose completion moves the counter. */
const COMPLETES =
  (await catalogue.loadScenario('first-patch')).steps.findIndex(({ expect: then }) => then?.latestVersion === 1) + 1;

const NUMBERED: readonly (readonly [key: string, name: Region])[] = [
  ['1', 'Loaded patches'],
  ['2', 'Module library'],
  ['3', 'Tasks'],
  ['4', 'Why'],
  ['5', 'Kernel log'],
  ['6', 'Version counter'],
  ['7', 'Functions'],
  ['8', 'Sysfs'],
  ['9', 'Timeline'],
  ['0', 'Statechart'],
];

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const;

test('every region and control is there by its name, works, and nothing scrolls sideways, at three sizes', async ({
  workbench,
}) => {
  const { page } = workbench;
  for (const viewport of SIZES) {
    const size = `${viewport.width}×${viewport.height}`;
    await page.setViewportSize(viewport);
    await workbench.open('first-patch', 2);

    await test.step(`every region and control is there by its name (${size})`, async () => {
      for (const name of REGIONS) {
        const region = page.getByRole('region', { name, exact: true });
        await expect(region, name).toBeVisible();
        await expect(region.and(workbench.region(name)), name).toHaveCount(1);
      }
      await expect(page.getByRole('region')).toHaveCount(REGIONS.length);

      for (const name of ['Step over', 'Step back', 'Step into', 'Step out', 'Play', 'Share']) {
        const button = page.getByRole('button', { name, exact: true });
        await expect(button, name).toBeInViewport({ ratio: 1 });
        await expect(button.and(workbench.button(name)), name).toHaveCount(1);
        const box = await button.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(24);
      }
      for (const [name, box] of [
        ['Scenario', workbench.scenario],
        ['Policy', workbench.policy],
      ] as const) {
        await expect(box).toBeInViewport({ ratio: 1 });
        await expect(page.getByRole('combobox', { name, exact: true }).and(box), name).toHaveCount(1);
      }
    });

    await test.step(`the page does not scroll sideways, and every button works (${size})`, async () => {
      await workbench.stepInto();
      await workbench.expectAddress('#/first-patch/3.0');
      await workbench.stepOut();
      await workbench.expectAddress('#/first-patch/3');
      await workbench.stepOver();
      await workbench.expectAt(4, LAST);
      await workbench.stepBack();
      await workbench.expectAt(3, LAST);
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(overflow).toBe(0);
      await workbench.button('Play').click();
      await expect(workbench.button('Pause')).toBeInViewport({ ratio: 1 });
      await expect(workbench.button('Play')).toBeHidden();
    });
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the panels stack into one column, and the timeline stays within reach of the thumb', async ({ workbench }) => {
    await workbench.open('first-patch', 2);
    const timeline = await workbench.region('Timeline').boundingBox();
    expect((timeline?.y ?? 0) + (timeline?.height ?? 0)).toBeGreaterThan(840);
    expect((timeline?.y ?? 0) + (timeline?.height ?? 0)).toBeLessThanOrEqual(844);

    for (const name of REGIONS) {
      const box = await workbench.region(name).boundingBox();
      expect([box?.x, box?.width], name).toEqual([0, 390]);
      await workbench.region(name).scrollIntoViewIfNeeded();
      await expect(workbench.button('Step over'), name).toBeInViewport({ ratio: 1 });
    }
    await workbench.button('Step over').tap();
    await workbench.expectAt(3, LAST);
  });
});

test.describe('the keyboard', () => {
  test('steps over, back, to the end and home, into an event and out of it', async ({ workbench }) => {
    const { keyboard } = workbench.page;
    await workbench.open('first-patch');
    const course: readonly (readonly [key: string, step: number])[] = [
      ['ArrowRight', 1],
      ['PageDown', 2],
      ['ArrowRight', 3],
      ['ArrowLeft', 2],
      ['PageUp', 1],
      ['End', LAST],
      ['ArrowRight', LAST],
      ['ArrowLeft', LAST - 1],
      ['Home', 0],
      ['ArrowLeft', 0],
    ];
    for (const [key, step] of course) {
      await keyboard.press(key);
      await workbench.expectAt(step, LAST);
    }

    await keyboard.press('ArrowDown');
    await workbench.expectAddress('#/first-patch/1.0');
    await keyboard.press('ArrowDown');
    await workbench.expectAddress('#/first-patch/1.1');
    await keyboard.press('ArrowLeft');
    await workbench.expectAddress('#/first-patch/1.0');
    await keyboard.press('ArrowUp');
    await workbench.expectAddress('#/first-patch/1');
  });

  test('plays and pauses, shares, and explains itself', async ({ workbench }) => {
    const { page, dialog } = workbench;
    await workbench.open('first-patch');
    await page.keyboard.press('Space');
    await expect(workbench.button('Pause')).toBeVisible();
    await page.keyboard.press('Space');
    await expect(workbench.button('Play')).toBeVisible();

    await page.keyboard.press('?');
    await expect(dialog).toHaveAccessibleName('Help');
    for (const key of ['→', '←', '↓', '↑', 'Home', 'End', 'Space', 'Page Down', 'Page Up', 'S', 'P', '/', '?']) {
      await expect(dialog.getByText(key, { exact: true }).first(), key).toBeVisible();
    }
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await workbench.expectAt(0, LAST);

    await page.keyboard.press('s');
    await expect(dialog).toHaveAccessibleName('Share');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  test('goes to each region by its number, and is left to whoever types', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.open('first-patch', 2);
    for (const [key, name] of NUMBERED) {
      await page.keyboard.press(key);
      await expect(workbench.region(name), `by ${key}`).toBeFocused();
      await expect(workbench.region(name)).toBeInViewport();
      await expect(workbench.region(name).getByRole('button', { name, exact: true, expanded: false })).toHaveCount(0);
    }

    const filter = (await workbench.show('Module library')).getByRole('searchbox');
    await filter.click();
    await filter.pressSequentially('sticky s? 1');
    for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Space', 'ArrowDown']) await page.keyboard.press(key);
    await expect(filter).toHaveValue('sticky s? 1 ');
    await expect(workbench.dialog).toBeHidden();
    await workbench.expectAt(2, LAST);
    await filter.fill('sticky');
    await expect(workbench.button('insmod test_klp_sticky_0')).toBeVisible();
    await expect(workbench.button('insmod test_klp_version_1')).toBeHidden();
  });
});

test('stepping into the load walks through the kernel’s functions, each with its phase, and out again', async ({
  workbench,
}) => {
  await workbench.open('first-patch');
  const why = workbench.region('Why');
  const edges = why.getByRole('list', { name: 'Edges taken' });
  const phases: string[] = [];
  await workbench.stepInto();
  const moves = Number(/microstep 1 of (\d+)/.exec((await workbench.texts()).Why)?.[1]);
  expect(moves).toBeGreaterThan(5);

  for (let micro = 0; micro < moves; micro += 1) {
    await workbench.expectAddress(`#/first-patch/1.${micro}`);
    await expect(why).toContainText(`microstep ${micro + 1} of ${moves}`);
    await expect(workbench.region('Timeline')).toContainText(`${micro + 1} of ${moves}`);
    const current = edges.getByRole('listitem').and(workbench.page.locator('[aria-current=step]'));
    await expect(current).toHaveCount(1);
    const { Why } = await workbench.texts();
    phases.push(/Phase: (?:\w+ → )?(\w+)\./.exec(Why)?.[1] ?? '');
    await workbench.stepInto();
  }
  await workbench.expectAddress('#/first-patch/1');
  const order = ['klp_enable_patch', 'klp_init_patch', '__klp_enable_patch', 'klp_start_transition', 'patching'];
  expect(phases.filter((phase) => order.includes(phase))).toEqual(order);

  await workbench.stepInto();
  await workbench.stepBack();
  await workbench.expectAddress('#/first-patch/1');
  await workbench.stepBack();
  await workbench.stepInto();
  await workbench.stepInto();
  await workbench.stepOut();
  await workbench.expectAddress('#/first-patch/1');
  await expect(workbench.button('Step out')).toBeDisabled();

  await test.step('an edge in the list of “Why” leads into that microstep', async () => {
    await why.getByText(/^Edges taken: \d+$/).click();
    await edges.getByRole('button').nth(2).click();
    await workbench.expectAddress('#/first-patch/1.2');
  });
});

test('scrubbing: the timeline follows the pointer, and so does everything else', async ({ workbench }) => {
  const { page, slider } = workbench;
  await workbench.open('first-patch');
  const places = new Map<number, number>();
  let y = 0;
  for (const step of [0, 2, 4, 5, 7, LAST]) {
    const number = await workbench.region('Timeline').getByText(String(step), { exact: true }).last().boundingBox();
    places.set(step, (number?.x ?? 0) + (number?.width ?? 0) / 2);
    // The line runs above its numbers.
    y = (number?.y ?? 0) - 8;
  }
  const xOf = (step: number) => places.get(step) ?? 0;

  await page.mouse.move(xOf(0), y);
  await page.mouse.down();
  for (const step of [2, 5, LAST, 4]) {
    await page.mouse.move(xOf(step), y, { steps: 4 });
    await workbench.expectAt(step, LAST);
  }
  await page.mouse.up();
  await workbench.expectAddress('#/first-patch/4');
  const scrubbed = await workbench.texts();

  await page.mouse.click(xOf(7), y);
  await workbench.expectAt(7, LAST);
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`^Step 7 of ${LAST}: `));
  await slider.press('ArrowLeft');
  await workbench.expectAt(6, LAST);
  await workbench.open('first-patch', 4);
  expect(await workbench.texts()).toEqual(scrubbed);
});

/** Begins to write down each step that the timeline shows, however shortly. */
const stepsSeen = async (workbench: Workbench): Promise<() => Promise<readonly number[]>> => {
  const timeline = workbench.region('Timeline');
  const list = await timeline.evaluateHandle((region) => {
    const seen: number[] = [];
    const look = () => {
      const step = Number(/Step\s*(\d+) of/.exec(region.textContent ?? '')?.[1]);
      if (seen.at(-1) !== step) seen.push(step);
    };
    look();
    new MutationObserver(look).observe(region, { subtree: true, childList: true, characterData: true });
    return seen;
  });
  return () => list.jsonValue();
};

test('playing: at the chosen speed, until paused or at the end, and then from the start', async ({ workbench }) => {
  const last = await lastStepOf('version-0-opts-out');
  // What is played in full takes as long as reading it.
  const from = last - 4;
  await workbench.open('version-0-opts-out', from);
  const speed = workbench.region('Timeline').getByRole('combobox', { name: 'Speed' });
  await workbench.choose(speed, '4×');
  const seen = await stepsSeen(workbench);
  await workbench.button('Play').click();
  await expect.poll(seen).toContain(from + 1);
  await workbench.button('Pause').click();
  const [, paused] = /Step (\d+) of/.exec((await workbench.texts()).Timeline) ?? [];
  await workbench.page.waitForTimeout(1_000);
  await workbench.expectAt(Number(paused), last);

  await workbench.button('Play').click();
  await workbench.expectAt(last, last);
  await expect(workbench.button('Play')).toBeVisible();
  await workbench.button('Play').click();
  await expect.poll(async () => (await seen()).join(' ')).toContain(`${last} 0 1`);
  await workbench.stepBack();
  await expect(workbench.button('Play')).toBeVisible();

  await workbench.page.reload();
  await workbench.expectOpen();
  await expect(speed).toHaveText('4×');
});

const refusedIn = async (workbench: Workbench, ...words: readonly string[]): Promise<void> => {
  for (const word of words) await expect(workbench.region('Why'), word).toContainText(word);
  await expect(workbench.region('Timeline')).toContainText('refused');
  await expect(workbench.slider).toHaveAttribute('aria-valuetext', /refused/);
};

test('a refused verb says so before the click, and the click shows the refusal happening', async ({ workbench }) => {
  await workbench.open('sticky-refuses-disable', 3);
  const disable = workbench.button('Disable test_klp_sticky_0');
  await expect(disable).toHaveAccessibleDescription(/^Would be refused with EPERM by stickyMayNotBeDisabled: /);
  await disable.click();
  await workbench.expectAt(4, 4);
  await refusedIn(workbench, 'refused with -EPERM', 'stickyMayNotBeDisabled', 'The RFC, in our words', 'Way out');
  await expect(workbench.region('Why').getByRole('list', { name: 'What the rule compared' })).toContainText(/1/);

  const once = await workbench.texts();
  await disable.click();
  await workbench.expectAt(5, 5);
  const twice = await workbench.texts();
  for (const name of ['Loaded patches', 'Tasks', 'Functions', 'Sysfs'] as const) {
    expect(twice[name], `a refusal changes nothing: ${name}`).toBe(once[name]);
    expect(twice[name]).not.toContain('changed:');
  }

  await test.step('a stale version: the library shows the comparison before the click, and “Why” after it', async () => {
    await workbench.editAddress(`#/first-patch/${COMPLETES}`);
    await workbench.expectAt(COMPLETES, LAST);
    const row = (await workbench.show('Module library')).getByRole('listitem').filter({
      has: workbench.button('insmod test_klp_sticky_0'),
    });
    await expect(row).toContainText('no');
    await expect(row).toContainText('1 > 1? no');
    await workbench.button('insmod test_klp_sticky_0').click();
    await refusedIn(workbench, 'refused with -EINVAL', 'versionNotNewer', 'latest_version', 'Way out');
  });
});
