import { catalogue } from './modules';
import { expect, REGIONS, type Region, test } from './workbench.page';

test.use({ viewport: { width: 1366, height: 768 } });

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
