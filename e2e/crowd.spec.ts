import { longHistory } from '../tools/bench/longHistory';
import { inputToPaint } from '../tools/bench/paint';
import { quantile } from '../tools/bench/statistics';
import { eventsOf, reversalsOf, worldOf } from '../tools/bench/workload';
import { encode, lastStepOf } from './modules';
import { expect, test, type Workbench } from './workbench.page';

/** A world of so many tasks and the idle tasks of its four CPUs, in which everything has already happened. */
const linkTo = (tasks: number, step: number): string =>
  encode({
    policy: 'rfc-2019',
    source: { kind: 'world', world: worldOf(tasks), events: eventsOf(tasks) },
    step,
    micro: null,
  });
const IDLE = 4;

/** Generous: the aims are measured by `npm run bench` on a quiet machine, this only finds what hurts. */
const MOST_MILLISECONDS = 150;
/** Enough for a median: the quantiles are the benchmark’s. */
const STEPS = 15;

const cells = ({ page }: Workbench) => page.getByRole('listbox', { name: /^Tasks as cells/ });

/** The numbers beside the bar, by the word that stands with each. */
const countsOf = async (workbench: Workbench): Promise<Readonly<Record<string, number>>> => {
  const items = workbench.region('Tasks').getByRole('list', { name: 'Tasks by state' }).getByRole('listitem');
  const entries = (await items.allTextContents()).map((text) => {
    const [, count = '', word = ''] = /^\s*(?:changed:)?\s*([\d,]+)\s*(.*)$/.exec(text) ?? [];
    return [word, Number(count.replaceAll(',', ''))] as const;
  });
  return Object.fromEntries(entries);
};

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

test('a thousand tasks converge step by step, and the counts always add up', async ({ workbench }) => {
  await workbench.open('thousand-tasks', 1);
  await expect(cells(workbench)).toBeVisible();
  const last = await lastStepOf('thousand-tasks');
  const pending: number[] = [];
  for (let step = 1; step <= last; step += 1) {
    await workbench.expectAt(step, last);
    // The panels come a frame after the timeline.
    const { Tasks } = await workbench.texts();
    const counts = await countsOf(workbench);
    expect(sum(counts), `step ${step}: ${JSON.stringify(counts)}`).toBeGreaterThan(900);
    const [, switched, all] = /([\d,]+) of (1,\d\d\d) tasks have switched/.exec(Tasks) ?? [];
    if (all !== undefined) {
      const numbers = [switched, all].map((text) => Number(text?.replace(',', '')));
      expect(numbers[1]).toBe(sum(counts));
      pending.push((numbers[1] ?? 0) - (numbers[0] ?? 0));
    }
    if (step < last) await workbench.stepOver();
  }
  expect(pending.length).toBeGreaterThan(3);
  expect(pending).toEqual(pending.toSorted((a, b) => b - a));
  expect(pending[0]).toBeGreaterThan(pending.at(-1) ?? 0);
});

test('a thousand tasks: a cell is found, chosen and explained with the keyboard, or in a list', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.openLink(linkTo(1_000, 1));
  const tasks = workbench.region('Tasks');
  await expect(cells(workbench)).toHaveAccessibleName('Tasks as cells, 1,004');
  const counts = await countsOf(workbench);
  expect(sum(counts)).toBe(1_000 + IDLE);
  expect(counts.blocked).toBe(200);

  await cells(workbench).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const option = cells(workbench).getByRole('option');
  await expect(option).toHaveAccessibleName(/reader:102/);
  await page.keyboard.press('Enter');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(tasks.getByRole('list', { name: /Kernel stack of reader:102/ })).toContainText('cmdline_proc_show');
  await workbench.expectAt(1);

  await tasks.getByRole('combobox', { name: 'Show' }).selectOption('blocked');
  await expect(tasks.getByText('200 of 1,004', { exact: true })).toBeVisible();
  await expect(cells(workbench)).toHaveAccessibleName('Tasks as cells, 200');
  await tasks.getByRole('combobox', { name: 'Show' }).selectOption('all tasks');
  await tasks.getByRole('searchbox', { name: 'Find' }).fill('spinner');
  await expect(tasks.getByText('2 of 1,004', { exact: true })).toBeVisible();
  await tasks.getByRole('searchbox', { name: 'Find' }).fill('');

  await tasks.getByRole('button', { name: 'List' }).click();
  const list = tasks.getByRole('list', { name: 'Tasks as a list' });
  await expect(list).toContainText('reader:100');
  const rows = list.locator(':scope > li');
  expect(await rows.count()).toBeLessThan(60);
  await expect(rows.first()).toHaveAttribute('aria-setsize', '1004');
  await tasks.getByRole('combobox', { name: 'Sort' }).selectOption('tid');
  await expect(list).toContainText('spinner:1');
});

test('a thousand tasks: what the grid shows follows every step, forwards and back', async ({ workbench }) => {
  await workbench.openLink(linkTo(1_000, 0));
  await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(cells(workbench)).toBeVisible();
  const picture = async (): Promise<string> => {
    await workbench.texts();
    return (await cells(workbench).screenshot()).toString('base64');
  };
  const forward = [await picture()];
  for (let step = 1; step <= 10; step += 1) {
    await workbench.stepOver();
    forward.push(await picture());
  }
  expect(new Set(forward).size).toBeGreaterThan(3);
  for (let step = 9; step >= 0; step -= 1) {
    await workbench.stepBack();
    expect((await picture()) === forward[step], `the grid at step ${step}`).toBe(true);
  }
});

test('ten thousand tasks are usable', async ({ workbench }) => {
  await workbench.openLink(linkTo(10_000, 1));
  await expect(cells(workbench)).toHaveAccessibleName('Tasks as cells, 10,004');
  expect(sum(await countsOf(workbench))).toBe(10_000 + IDLE);
  await workbench.page.keyboard.press('End');
  await workbench.expectAt(62, 62);
  await workbench.page.keyboard.press('Home');
  await workbench.expectAt(0, 62);
  await workbench.stepOver();
  await workbench.stepOver();
  await workbench.expectAt(2, 62);
  await workbench.button('Tick').click();
  await workbench.expectAt(3);
  await workbench.region('Tasks').getByRole('searchbox', { name: 'Find' }).fill('reader:2099');
  await expect(workbench.region('Tasks').getByText('1 of 10,004', { exact: true })).toBeVisible();
});

for (const tasks of [1_000, 10_000]) {
  test(`a step of ${tasks.toLocaleString('en')} tasks is on the screen soon after the key`, async ({
    browser,
    baseURL,
  }) => {
    const { paints } = await inputToPaint(browser, `${baseURL}${linkTo(tasks, 0)}`, STEPS);
    expect(paints).toHaveLength(STEPS);
    const samples = paints.map(({ shown }) => shown);
    const [median, slow] = [quantile(samples, 0.5), quantile(samples, 0.95)];
    process.stdout.write(`${tasks} tasks: median ${median.toFixed(1)} ms, p95 ${slow.toFixed(1)} ms\n`);
    expect(median).toBeLessThan(MOST_MILLISECONDS);
  });
}

test('ten thousand tasks and two thousand events are shown before they are computed, and fit', async ({
  browser,
  baseURL,
}) => {
  const source = { kind: 'world', world: worldOf(10_000), events: reversalsOf(2_000) } as const;
  const hash = encode({ policy: 'rfc-2019', source, step: 0, micro: null });
  const found = await longHistory(browser, `${baseURL}${hash}`, 2_000);
  process.stdout.write(`long history: ${JSON.stringify(found)}\n`);
  expect(found.firstStep).toBeGreaterThan(0);
  // The step is there long before the rest of them.
  expect(found.firstStep).toBeLessThan(found.whole);
  expect(found.heap).toBeLessThan(300);
  expect(found.steps.every((milliseconds) => milliseconds > 0)).toBe(true);
});

test('a long log keeps its end in sight until the reader scrolls away from it', async ({ workbench }) => {
  const source = { kind: 'world', world: worldOf(10), events: reversalsOf(100) } as const;
  await workbench.openLink(encode({ policy: 'rfc-2019', source, step: 90, micro: null }));
  const log = await workbench.show('Kernel log');
  const lines = log.getByRole('list', { name: 'Log lines, oldest first' }).getByRole('listitem');
  const toEnd = log.getByRole('button', { name: 'To the end' });
  const expectNewest = async () => {
    await expect(lines.filter({ hasText: 'new: ' }).last()).toBeInViewport();
    await expect(toEnd).toBeHidden();
  };
  await expectNewest();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) {
    await workbench.page.keyboard.press(key);
    await expectNewest();
  }
  await lines.first().hover();
  await workbench.page.mouse.wheel(0, -600);
  await expect(toEnd).toBeVisible();
  await workbench.page.keyboard.press('ArrowRight');
  await expect(lines.filter({ hasText: 'new: ' })).toHaveCount(0);
  await toEnd.click();
  await expectNewest();
});
