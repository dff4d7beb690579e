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

// The smallest screen with all columns: the walk is the longest part of the tests, and most of it is painting.
test.use({ viewport: { width: 1120, height: 640 } });

for (const { id, title, group, opening, steps } of scenarios) {
  const last = steps.length;
  const addressOf = (step: number) => `#/${id}/${step}`;

  /** Each step is passed; every third one and the last are read word by word. */
  const isRead = (step: number): boolean => step % 3 === 0 || step === last;

  /** Address, timeline and narration agree on where the reader is. */
  const look = async (workbench: Workbench, step: number): Promise<Texts> => {
    await workbench.isAt(step, last);
    // The address follows in its own time, so it is waited for at the ends only.
    const atEnd = step === 0 || step === last;
    const texts = await workbench.texts(atEnd ? addressOf(step) : null);
    if (atEnd) expect(workbench.hash()).toBe(addressOf(step));
    expect(texts.Timeline.replace(/\s+/g, ' ')).toMatch(new RegExp(`^Step ${step} of ${last} `));
    const says = step === 0 ? opening : (steps[step - 1]?.says ?? '');
    await expect(workbench.main.getByText(says, { exact: true }).first(), `narration of step ${step}`).toBeVisible();
    return texts;
  };

  test(`${group}: ${title}`, async ({ workbench }) => {
    await workbench.openLink(addressOf(0));
    await expect(workbench.scenario).toHaveText(title);

    const forward = new Map([[0, await look(workbench, 0)]]);
    for (let step = 1; step <= last; step += 1) {
      await workbench.page.keyboard.press('PageDown');
      await workbench.isAt(step, last);
      if (isRead(step)) forward.set(step, await look(workbench, step));
    }
    await expect(workbench.button('Step over')).toHaveAttribute('aria-disabled', 'true');

    for (let step = last - 1; step >= 0; step -= 1) {
      await workbench.page.keyboard.press('PageUp');
      await workbench.isAt(step, last);
      if (isRead(step))
        expect(await look(workbench, step), `step ${step}, reached from the step after it`).toEqual(forward.get(step));
    }
    await expect(workbench.button('Step back')).toHaveAttribute('aria-disabled', 'true');
  });
}
