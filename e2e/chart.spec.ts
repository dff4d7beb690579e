import { readFileSync } from 'node:fs';
import type { Download } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.page';

const chartOf = (workbench: Workbench) => workbench.region('Statechart');

/** Opens a scenario, and in the Statechart the drawing of the whole core. */
const openCore = async (workbench: Workbench, scenario: string, step = 0): Promise<void> => {
  await workbench.open(scenario, step);
  await chartOf(workbench).getByRole('tab', { name: 'Core', exact: true }).click();
  await press(workbench, 'Drawing');
  await expect(sentence(workbench)).toBeVisible();
};

/** What the picture says to those who do not see it. */
const sentence = (workbench: Workbench) => chartOf(workbench).getByRole('img', { name: /^Statechart of / });

const press = (workbench: Workbench, name: string) =>
  chartOf(workbench).getByRole('button', { name, exact: true }).click();

test('a click on an edge shows its rule, its values and the scenarios that pass through it, and a link leads there', async ({
  workbench,
}) => {
  const chart = chartOf(workbench);
  await openCore(workbench, 'sticky-refuses-disable', 4);
  await expect(sentence(workbench)).toHaveAccessibleName(/Active phase: idle\. Edges taken in this step: 4, through/);
  // The drawing follows: the phase that refused is in sight.
  await chart.getByText('✕ stickyMayNotBeDisabled', { exact: true }).click();
  const details = chart.getByRole('complementary', { name: 'Details of ✕ stickyMayNotBeDisabled' });
  await expect(details).toContainText('RFC of 11 February 2019');
  await expect(details).toContainText('Taken in this step, as edge 3.');
  await expect(details).toContainText('refused with -EPERM');
  await expect(details).toContainText('1 = 0?');
  await expect(details.getByText(/^Scenarios that pass through: [1-9]/)).toBeVisible({ timeout: 30_000 });
  await test.step('axe finds nothing in the drawn chart and its details, in three themes', () =>
    workbench.app.axeInThemes('drawing', '[data-panel=Statechart]'));
  await expect(details).toContainText('A sticky livepatch may not be disabled (directly).');
  await details.getByRole('link', { name: /^An unsafe change, with sticky, step/ }).click();
  await expect(workbench.scenario).toHaveText('An unsafe change, with sticky');
  await expect(details).toContainText('Taken in this step');

  await press(workbench, 'Enlarge Statechart');
  await chart.getByRole('img').getByText('__klp_disable_patch', { exact: true }).first().click();
  const phase = chart.getByRole('complementary', { name: 'Details of __klp_disable_patch' });
  await expect(phase).toContainText('kernel/livepatch/core.c: __klp_disable_patch()');
  await expect(phase.getByText(/^Scenarios that pass through: [1-9]/)).toBeVisible();
  await press(workbench, 'Close the details');
  await expect(phase).toBeHidden();
});

test('first the way of the step: what each phase asked and took, where it led, and the details of an edge', async ({
  workbench,
}) => {
  const chart = chartOf(workbench);
  await workbench.open('sticky-refuses-disable', 4);
  await chart.getByRole('tab', { name: 'Core', exact: true }).click();
  const way = chart.getByRole('list', { name: /^Statechart of / });
  await expect(way).toHaveAccessibleName(/Edges taken in this step: 4, through/);
  const stops = way.getByRole('listitem');
  await expect(stops).toHaveCount(5);
  await expect(stops.nth(2)).toBeInViewport();
  await expect(stops.last()).toHaveAttribute('aria-current', 'step');
  await way.getByRole('button', { name: /^3 ✕ stickyMayNotBeDisabled, 1 = 0/ }).click();
  const details = chart.getByRole('complementary', { name: 'Details of ✕ stickyMayNotBeDisabled' });
  await expect(details).toContainText('Taken in this step, as edge 3.');
  await expect(details.getByText(/^Scenarios that pass through: [1-9]/)).toBeVisible({ timeout: 30_000 });
  await workbench.app.axeInThemes('the way of a step', '[data-panel=Statechart]');

  await workbench.stepBack();
  await workbench.stepInto();
  await expect(stops).toHaveCount(2);
});

test('the list has the same by keyboard: the active phase, what closes an edge, and its details', async ({
  workbench,
}) => {
  const chart = chartOf(workbench);
  const { keyboard } = workbench.page;
  await openCore(workbench, 'sticky-refuses-disable', 3);
  await keyboard.press('0');
  await expect(chart).toBeFocused();
  await chart.getByRole('button', { name: 'List', exact: true }).focus();
  await keyboard.press('Enter');
  await expect(sentence(workbench)).toBeHidden();
  await expect(chart.getByRole('heading', { name: 'idle active' })).toBeVisible();
  await expect(chart.getByRole('heading', { level: 3 })).toHaveCount(7);
  await expect(chart.getByRole('heading', { level: 4 })).toHaveCount(27);
  const edges = chart.getByRole('list', { name: 'Edges of __klp_disable_patch, in the order they are asked' });
  const closed = edges.getByRole('button', { name: /^otherwise → klp_pre_unpatch_callback closed by sticky/ });
  await closed.focus();
  await keyboard.press('Enter');
  await expect(closed).toHaveAttribute('aria-pressed', 'true');
  await expect(chart.getByRole('complementary')).toContainText('Closed: stickyMayNotBeDisabled comes first');

  // Another policy: the rule is not asked, and the edge is open.
  await workbench.choose(workbench.policy, /^Atomic replace/);
  await expect(edges.getByRole('button')).toHaveCount(2);
  await expect(edges.getByRole('button', { name: /open/ })).toHaveCount(1);
});

const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');

test('the chart leaves as an SVG file that stands alone, and as Mermaid text', async ({ workbench }) => {
  const { page } = workbench;
  await openCore(workbench, 'first-patch', 1);
  const fetched = async (what: string): Promise<string> => {
    await press(workbench, 'Export');
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: what }).click();
    return textOf(await coming);
  };
  const svg = await fetched('Download SVG');
  const found = await page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      broken: file.querySelector('parsererror') !== null,
      root: file.documentElement.tagName,
      phases: [...file.querySelectorAll('text')].filter((each) => each.textContent === 'klp_enable_patch').length,
      texts: file.querySelectorAll('text').length,
      unresolved: text.includes('var(--') || text.includes('url(http'),
    };
  }, svg);
  expect(found).toMatchObject({ broken: false, root: 'svg', phases: 1, unresolved: false });
  expect(found.texts).toBeGreaterThan(300);
  expect(await fetched('Download Mermaid')).toContain('stateDiagram-v2');
});

test('enlarged, the chart has the whole stage; Escape gives the others back', async ({ workbench }) => {
  const chart = chartOf(workbench);
  const button = chart.getByRole('button', { name: 'Enlarge Statechart' });
  await openCore(workbench, 'first-patch', 2);
  await test.step('no word of the drawing is wider than its row', async () => {
    const wide = await chartOf(workbench)
      .getByRole('img')
      .evaluate((svg) =>
        [...svg.querySelectorAll<SVGGElement>('[data-edge]:is(g)')].flatMap((row) => {
          const paper = row.querySelector('rect')?.getBBox();
          return [...row.querySelectorAll('text')].flatMap((text) => {
            const ink = text.getBBox();
            const fits = paper && ink.x >= paper.x && ink.x + ink.width <= paper.x + paper.width;
            return fits ? [] : [text.textContent];
          });
        }),
      );
    expect(wide).toEqual([]);
  });
  const before = await chart.boundingBox();
  await button.click();
  await expect(workbench.region('Tasks')).toBeHidden();
  const large = await chart.boundingBox();
  expect(large?.width).toBe(1440);
  expect(large?.height).toBeGreaterThan(500);
  await workbench.stepOver();
  await workbench.expectAt(3);
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await workbench.page.keyboard.press('Escape');
  await expect(workbench.region('Tasks')).toBeVisible();
  expect(await chart.boundingBox()).toEqual(before);
});

test('dragged and zoomed, the drawing stays where the reader put it; Follow takes it back', async ({ workbench }) => {
  const chart = chartOf(workbench);
  const follow = chart.getByRole('button', { name: 'Follow' });
  await openCore(workbench, 'first-patch', 2);
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  // From far away its name is written large instead.
  const name = chart.getByText('patching', { exact: true }).filter({ visible: true });
  await press(workbench, 'Fit');
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await workbench.stepInto();
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await follow.click();
  await expect(name).toBeInViewport();
});

/** How fast time goes for what moves in the page: 1 is as ever, at 0 all of it stands still. */
const clockOf = async ({ page }: Workbench) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Animation.enable');
  return { runAt: (playbackRate: number) => session.send('Animation.setPlaybackRate', { playbackRate }) };
};

/** How long each movement of the drawing takes that is under way, in milliseconds. */
const glides = (svg: Element) => svg.getAnimations().map(({ effect }) => effect?.getTiming().duration);

/** Where the drawing is at this moment, and where it is once nothing moves any more. */
const seen = (svg: Element): string => getComputedStyle(svg).transform;
const destination = (svg: SVGElement | HTMLElement): string => {
  const still = svg.cloneNode(false);
  if (!(still instanceof SVGElement)) return '';
  svg.parentNode?.append(still);
  const { transform } = getComputedStyle(still);
  still.remove();
  return transform;
};

test.describe('where things may move', () => {
  // The clock of a page cannot be set right again when a test stops half way.
  test.use({ contextOptions: { reducedMotion: 'no-preference' }, keeps: false });

  test('the drawing glides to what the step did, long enough to be followed, rests, and is taken on from where it is', async ({
    workbench,
  }) => {
    const drawing = chartOf(workbench).getByRole('img');
    await openCore(workbench, 'first-patch', 1);
    const clock = await clockOf(workbench);
    await clock.runAt(1 / 50);
    await workbench.stepBack();
    await expect.poll(() => drawing.evaluate(glides)).toEqual([360]);
    await clock.runAt(1);
    await expect.poll(() => drawing.evaluate(glides)).toEqual([]);
    const atStart = await drawing.evaluate(seen);

    // The next step takes the drawing on from where it has come to.
    await workbench.stepOver();
    await workbench.expectAt(1);
    await expect.poll(async () => (await drawing.evaluate(seen)) === (await drawing.evaluate(destination))).toBe(true);
    const before = await drawing.evaluate(seen);
    expect(before).not.toBe(atStart);
    await clock.runAt(1 / 10);
    await workbench.stepBack();
    await expect.poll(() => drawing.evaluate(seen)).not.toBe(before);
    await clock.runAt(0);
    const underway = await drawing.evaluate(seen);
    expect(underway).not.toBe(await drawing.evaluate(destination));
    await workbench.stepOver();
    await expect.poll(() => drawing.evaluate(destination)).toBe(before);
    expect(await drawing.evaluate(seen)).toBe(underway);
  });
});
