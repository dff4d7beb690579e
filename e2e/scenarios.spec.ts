import { catalogue } from './modules';
import { expect, type Texts, test, type Workbench } from './workbench.page';

/**
 * The first scenario of each group: what only a browser can show is what a component keeps from one step to the next. What the
 * panels say at every step of all scenarios is read without one, in `src/app/everyStep.test.tsx`. A challenge has no steps to
 * walk but those that lead to it; see `learn.spec.ts`.
 */
const offered = catalogue.titles.filter(({ group }) => group !== 'Challenges');
const walked = offered.filter(({ group }, at) => offered[at - 1]?.group !== group);
const scenarios = await Promise.all(walked.map(({ id }) => catalogue.loadScenario(id)));

test('every group of the catalogue is walked once', () => {
  expect(scenarios.map(({ group }) => group)).toEqual([...new Set(offered.map(({ group }) => group))]);
  expect(scenarios.length).toBeGreaterThanOrEqual(8);
});

// The smallest screen with all columns: the walk is the longest part of the tests, and half of it is painting.
// What is compared is every panel.
test.use({ board: 'everything', viewport: { width: 1120, height: 640 } });

for (const { id, title, group, opening, steps } of scenarios) {
  const last = steps.length;
  const addressOf = (step: number) => `#/${id}/${step}`;

  /** Address, timeline and narration agree on where the reader is. */
  const look = async (workbench: Workbench, step: number): Promise<Texts> => {
    const texts = await workbench.texts(addressOf(step));
    expect(workbench.hash()).toBe(addressOf(step));
    expect(texts.Timeline.replace(/\s+/g, ' ')).toMatch(new RegExp(`^Step ${step} of ${last} `));
    const says = step === 0 ? opening : (steps[step - 1]?.says ?? '');
    await expect(workbench.main.getByText(says, { exact: true }).first(), `narration of step ${step}`).toBeVisible();
    return texts;
  };

  test(`${group}: ${title}`, async ({ workbench }) => {
    await workbench.openLink(addressOf(0));
    await expect(workbench.scenario).toHaveText(title);

    const forward = [await look(workbench, 0)];
    for (let step = 1; step <= last; step += 1) {
      await workbench.page.keyboard.press('PageDown');
      forward.push(await look(workbench, step));
    }
    await expect(workbench.button('Step over')).toHaveAttribute('aria-disabled', 'true');

    for (let step = last - 1; step >= 0; step -= 1) {
      await workbench.page.keyboard.press('PageUp');
      expect(await look(workbench, step), `step ${step}, reached from the step after it`).toEqual(forward[step]);
    }
    await expect(workbench.button('Step back')).toHaveAttribute('aria-disabled', 'true');
  });
}
