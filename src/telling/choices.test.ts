/** What can be chosen beside what is written: questions that fit a step, and what there is to look at. */
import { describe, expect, it } from 'vitest';
import { loadScenario, titles } from '../scenarios';
import { PANEL_NAMES } from '../scenarios/look';
import type { Scenario } from '../scenarios/scenario';
import { isThere } from '../talk/looks.testkit';
import { view } from '../viewer/selectors';
import { createViewer } from '../viewer/store';
import { asksAt, guessAt } from './asks';
import { looksIn } from './looks';

/** One of each group. */
const some = titles.filter(({ group }, at) => titles.findIndex((each) => each.group === group) === at);
const scenarios: readonly Scenario[] = await Promise.all(some.map(({ id }) => loadScenario(id)));

const opened = (scenario: Scenario) => {
  const { store, verbs } = createViewer({ loadScenario });
  verbs.openFile(scenario);
  return { state: store.getState, verbs };
};

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const { state, verbs } = opened(scenario);

  it('offers each question that it asks itself among those that fit the step', () => {
    for (const [index, { ask }] of scenario.steps.entries()) {
      const fit = asksAt(state().trace, index + 1, undefined).map((each) => each.ask);
      if (ask !== undefined) expect(fit, `step ${index + 1}`).toContain(ask);
      for (const each of fit) {
        const guess = guessAt(state().trace, index + 1, each);
        expect(guess?.choices.map(({ id }) => id)).toContain(guess?.answer);
        expect(guess?.choices.length).toBeGreaterThan(1);
      }
    }
  });

  it('offers only what is there to look at, and all that it looks at itself', () => {
    for (const [index, { look }] of scenario.steps.entries()) {
      verbs.goto(index + 1);
      const at = view(state());
      for (const panel of PANEL_NAMES)
        for (const choice of looksIn(panel, at, undefined)) expect(isThere(choice.look, at), choice.label).toBe(true);
      // Of a line of the log a scenario may name the beginning only: that stays, as the last choice.
      if (look !== undefined) expect(looksIn(look.panel, at, look).map((choice) => choice.look)).toContainEqual(look);
    }
  });
});

describe('choices', () => {
  it('have nothing to ask at the boot, and keep what is asked already', () => {
    const { state } = opened({ ...(scenarios[0] as Scenario) });
    expect(asksAt(state().trace, 0, undefined)).toEqual([]);
    expect(asksAt(state().trace, 0, 'runs').map(({ ask }) => ask)).toEqual(['runs']);
    expect(guessAt(state().trace, 0, 'runs')).toBeNull();
    expect(guessAt(state().trace, 1, undefined)).toBeNull();
  });

  it('keep what is looked at and is not there, and say so', () => {
    const { state } = opened({ ...(scenarios[0] as Scenario) });
    const gone = { panel: 'Tasks', task: 4_000_000 } as const;
    expect(looksIn('Tasks', view(state()), gone).at(-1)).toEqual({
      label: '4000000, which is not there after this step',
      look: gone,
    });
    expect(looksIn('Why', view(state()), gone)).toEqual([{ label: 'The whole panel', look: { panel: 'Why' } }]);
  });
});
