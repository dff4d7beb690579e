import { catalogue } from './modules';
import { expect, type Texts, test, type Workbench } from './workbench.page';

/** A challenge has no steps to walk but those that lead to it; see `learn.spec.ts`. */
const walked = catalogue.titles.filter(({ group }) => group !== 'Challenges');
const scenarios = await Promise.all(walked.map(({ id }) => catalogue.loadScenario(id)));

test('the catalogue has the scenarios that were asked for, and the self-tests', () => {
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  const selfTests = scenarios.filter(({ group }) => group === 'Kernel self-tests').length;
  process.stdout.write(
    `${scenarios.length} scenarios, ${selfTests} of them self-tests, ${steps} steps, each forwards and backwards\n`,
  );
  expect(scenarios.length - selfTests).toBeGreaterThanOrEqual(18);
  expect(selfTests).toBeGreaterThanOrEqual(19);
  expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
  expect(scenarios.every((scenario) => scenario.steps.length > 0 && scenario.opening !== '')).toBe(true);
});

// The smallest screen with all columns: the walk is the longest part of the tests, and half of it is painting.
test.use({ viewport: { width: 1120, height: 640 } });

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
