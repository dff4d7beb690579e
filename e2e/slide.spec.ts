import { TalkWindow } from './talk.page';
import { expect, test } from './workbench.page';

test('the audience’s page is a slide: no control on it, a head that keeps its height, nobody it does not speak of', async ({
  workbench,
}) => {
  const { page, app } = workbench;
  const audience = new TalkWindow(app);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto('./?audience#/first-patch/1');
  await audience.expectDrawn();
  const stage = page.getByRole('main');
  const heights = new Set<number>();
  for (const step of Array.from({ length: 14 }, (_, at) => at + 1)) {
    await audience.expectAt(step, /./);
    await expect(
      stage.getByRole('button', { name: /^(Attempt|Tick|Reverse|Force|Disable|rmmod|What .* does next)/ }),
    ).toHaveCount(0);
    await expect(stage.getByText(/^Edges taken|simplifications? of this model/).filter({ visible: true })).toHaveCount(
      0,
    );
    heights.add(Math.round((await stage.boundingBox())?.y ?? 0));
    await audience.press('PageDown');
  }
  expect([...heights]).toHaveLength(1);

  await page.goto('about:blank');
  await page.goto('./?audience#/first-patch/3');
  await expect(stage.getByText('and 7 more: patched')).toBeVisible();
  await expect(stage.getByText('cruncher:520')).toBeVisible();
  await expect(stage.getByText('systemd:1')).toHaveCount(0);
});

test('the sentence of a slide is one run of words, in the lines that the head has for it', async ({ workbench }) => {
  const { page, app } = workbench;
  const audience = new TalkWindow(app);
  for (const [width, height] of [
    [1920, 1080],
    [1280, 720],
    [844, 390],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('about:blank');
    await page.goto('./?audience#/stale-version-refused/2');
    await audience.expectAt(2, /so it is the running transition that refuses: -EBUSY\. That/);
    const cut = await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
      const words = document.createRange();
      words.selectNodeContents(heading);
      const [around, inside] = [heading.getBoundingClientRect(), words.getBoundingClientRect()];
      return Math.max(around.top - inside.top, inside.bottom - around.bottom);
    });
    expect(cut, `${width}`).toBeLessThan(8);
  }
});

test.describe('on a phone held upright', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the sentence stays in sight, and the statechart can be seen', async ({ workbench }) => {
    const { page, app } = workbench;
    const audience = new TalkWindow(app);
    await page.goto('./?audience#/stale-version-refused/2');
    await audience.expectAt(2, /the running transition that refuses/);
    await expect(audience.region('Statechart').getByRole('img').first()).toBeInViewport({ ratio: 0.5 });
    await audience.region('Tasks').scrollIntoViewIfNeeded();
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 1 });
  });

  test('the speaker begins at the notes', async ({ workbench }) => {
    const { page } = workbench;
    await page.goto('./?speaker#/stale-version-refused/2');
    await expect(page.getByRole('main')).toBeFocused();
    await expect(page.getByText(/^Notes A good place to stop/)).toBeInViewport({ ratio: 1 });
  });

  test('everything is shown at a height of its own, the statechart too', async ({ workbench }) => {
    await workbench.open('stale-version-refused', 2);
    await workbench.tool(/^Show everything/);
    await workbench.region('Statechart').scrollIntoViewIfNeeded();
    await expect(workbench.region('Statechart').getByRole('img').first()).toBeInViewport({ ratio: 0.5 });
    const library = workbench.region('Module library');
    await expect(library.getByRole('button', { name: /^insmod/ }).first()).toBeVisible();
    expect((await library.boundingBox())?.height).toBeLessThan(844);
  });
});

test('a comparison is a page of its own, with what each policy answers', async ({ workbench }) => {
  const { page } = workbench;
  await page.goto('./?audience#/sticky-refuses-disable/4/rfc-2019-vs-system-state');
  const stage = page.getByRole('main');
  await expect(stage.getByRole('heading', { level: 2, name: /rfc-2019/ })).toBeVisible();
  await expect(stage.getByText('refused with -EPERM').first()).toBeInViewport();
  await expect(stage.getByRole('heading', { level: 2, name: /system-state/ })).toBeVisible();
  await expect(stage.getByText('allowed').first()).toBeInViewport();
});

test('the notes say what the next key does, off the script too, and show the slide that comes', async ({
  workbench,
}) => {
  const { page, app } = workbench;
  const alone = new TalkWindow(app);
  await page.goto('./?present#/talk/first-patch.stuck-force/2/2');
  await alone.expectAt(2, /./);
  await alone.press('n');
  const next = page.getByRole('region', { name: 'Next step' });
  await expect(next.getByRole('img')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Clock' })).toContainText('0:00');
  // On a laptop, too, the other panels are to be seen.
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const name of ['Statechart', 'Kernel log'])
    await expect(page.getByRole('region', { name })).toBeInViewport({ ratio: 1 });
  await alone.press('l');
  await page.getByRole('region', { name: 'Tasks' }).getByRole('button', { name: 'Attempt', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(next).toContainText('Back to the script at step 2');
  await alone.press('PageDown');
  await alone.expectAt(2, /./);
  await alone.press('End');
  await expect(next).toContainText('The talk ends here.');
});

test('the speaker has the steps in sight on a small laptop, the one that is shown among them', async ({
  workbench,
}) => {
  const { page } = workbench;
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto('./?speaker#/stuck-force/5');
  const steps = page.getByRole('list', { name: 'Steps' });
  for (const step of [5, 6, 7]) {
    const current = steps.getByRole('button', { name: new RegExp(`^${step} `) });
    await expect(current).toHaveAttribute('aria-current', 'step');
    await expect(current).toBeInViewport({ ratio: 1 });
    // Long notes leave the slide that comes in sight, above the list.
    const picture = page.getByRole('region', { name: 'Next step' }).getByRole('img');
    await expect(picture).toBeVisible();
    const [slide, list] = await Promise.all([picture.boundingBox(), steps.boundingBox()]);
    expect((slide?.y ?? 720) + (slide?.height ?? 0)).toBeLessThanOrEqual(list?.y ?? 0);
    await page.keyboard.press('PageDown');
  }
});

test('a talk stays in sight outside of its presentation', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.openLink('#/talk/first-patch.stuck-force/1/2');
  const strip = page.getByRole('navigation', { name: 'Talk' });
  await expect(strip).toContainText('Talk, 1 of 2');
  await strip.getByRole('button', { name: /^Next: A stuck transition: force/ }).click();
  await expect(strip).toContainText('Talk, 2 of 2');
  await expect(page).toHaveURL(/talk\/first-patch\.stuck-force\/2\/0/);
});

test('a file that is dropped is nothing for an audience, nor for the browser, which would leave the talk for it', async ({
  workbench,
}) => {
  const { page, app } = workbench;
  const alone = new TalkWindow(app);
  await page.goto('./?present#/first-patch/2');
  await alone.expectAt(2, /./);
  const isLeft = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['int x;'], 'fix.c'));
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    return document.body.dispatchEvent(event);
  });
  expect(isLeft).toBe(false);
  await alone.expectAt(2, /./);
  await alone.press('Escape');
  await workbench.expectAt(2);
  await expect(page.getByText('fix.c came while the talk was presented: drop it again.')).toBeVisible();
});
