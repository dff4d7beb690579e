import { catalogue } from './modules';
import { expect, REGIONS, type Region, test } from './workbench.page';

test.use({ viewport: { width: 1366, height: 768 } });

/** Runs in the page: how far each of the things that a step is about reaches out of what can be seen. */
function outOfSight(): string[] {
  const beyond = (element: Element): number => {
    const { top, bottom } = element.getBoundingClientRect();
    let [first, last] = [0, innerHeight];
    for (let at = element.parentElement; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).overflowY === 'visible') continue;
      const around = at.getBoundingClientRect();
      [first, last] = [Math.max(first, around.top), Math.min(last, around.bottom)];
    }
    return Math.round(Math.max(0, first - top) + Math.max(0, bottom - last));
  };
  const parts = document.querySelectorAll('[data-panel="Why"] [data-about]');
  return [...parts].flatMap((part) => {
    const pixels = beyond(part);
    return pixels > 2 ? [`${part.getAttribute('data-about')}: ${pixels} px`] : [];
  });
}

test('at 1366 × 768 the verdict, the values and the way out of every refused step are in sight', async ({
  workbench,
}) => {
  test.setTimeout(240_000);
  const { titles, loadScenario } = catalogue;
  let looked = 0;
  await workbench.open('sticky-refuses-disable', 4);
  for (const { id, group } of titles) {
    if (group === 'Challenges' || group === 'Kernel self-tests') continue;
    const { steps, title } = await loadScenario(id);
    for (const [at, { expect: expected }] of steps.entries()) {
      if (typeof expected?.refusedBy !== 'string') continue;
      await workbench.editAddress(`#/${id}/${at + 1}`);
      await expect(workbench.scenario).toHaveText(title);
      await workbench.isAt(at + 1);
      await expect(workbench.region('Why').locator('[data-about=way]')).toBeVisible();
      expect.soft(await workbench.page.evaluate(outOfSight), `${id}/${at + 1}`).toEqual([]);
      looked += 1;
    }
  }
  expect(looked).toBeGreaterThan(20);
});

test('what is folded says what is in it, and opens by its key', async ({ workbench }) => {
  await workbench.open('sticky-refuses-disable', 4);
  const log = workbench.region('Kernel log');
  await expect(log).toContainText('1 new line, 9 in all');
  await workbench.page.keyboard.press('5');
  await expect(log).toContainText('is sticky and cannot be disabled');
  await expect(log).toBeFocused();
  await workbench.button('Kernel log').click();
  await expect(log).toContainText('1 new line, 9 in all');
});

/** The step of the first scenario whose completion moves the counter. */
const COMPLETES =
  (await catalogue.loadScenario('first-patch')).steps.findIndex(({ expect: then }) => then?.latestVersion === 1) + 1;

test.describe('with everything on the screen', () => {
  test.use({ board: 'everything' });

  test('what a step changed is marked in every panel, in a word', async ({ workbench }) => {
    const marked = async (expected: readonly Region[]): Promise<void> => {
      const texts = await workbench.texts();
      const found = REGIONS.filter((name) => /\b(changed|new):/.test(texts[name]));
      expect(found.toSorted()).toEqual(expected.toSorted());
    };
    await workbench.open('first-patch');
    await marked([]);
    await workbench.stepOver();
    await marked(['Loaded patches', 'Module library', 'Tasks', 'Functions', 'Kernel log', 'Sysfs']);
    await workbench.open('first-patch', COMPLETES);
    await marked(['Loaded patches', 'Tasks', 'Functions', 'Kernel log', 'Sysfs', 'Version counter']);
    // An attempt that fails counts towards the fake signal, and says so in the log.
    await workbench.open('fake-signal', 4);
    await marked(['Tasks', 'Kernel log']);
    // Among many tasks the cells are a picture; the numbers beside it say it in a word.
    await workbench.open('thousand-tasks', 2);
    await marked(['Tasks', 'Functions']);
  });
});
