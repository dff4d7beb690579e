import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenarios/scenario';
import { loadNow, small } from '../../session/session.testkit';
import { createViewer } from '../../viewer/store';
import { answeredGuess, currentGuess } from './current';

const asking: Scenario = {
  ...small,
  steps: small.steps.map((step, index) => (index === 0 || index === 3 ? { ...step, ask: 'counter' } : step)),
};

const opened = () => {
  const viewer = createViewer({ loadScenario: (id) => (id === asking.id ? asking : loadNow(id)) });
  viewer.verbs.openScenario(asking.id);
  return { ...viewer, asked: () => currentGuess(viewer.store.getState()) };
};

describe('the question before the next step', () => {
  it('is the one the scenario has there, the same object each time', () => {
    const { verbs, asked } = opened();
    expect(asked()?.guess.answer).toBe('0');
    expect(asked()).toBe(asked());
    verbs.goto(3);
    expect(asked()?.guess.answer).toBe('2');
  });

  it('is not there where nothing is asked, inside an event, and at the end', () => {
    const { verbs, asked } = opened();
    verbs.goto(1);
    expect(asked()).toBeNull();
    verbs.goto(3);
    verbs.stepInto();
    expect(asked()).toBeNull();
    verbs.end();
    expect(asked()).toBeNull();
  });

  it('is known again at the step that answers it, and only there', () => {
    const { verbs, store, asked } = opened();
    const before = asked();
    const answered = [0, 1, 2].map((step) => {
      verbs.goto(step);
      return answeredGuess(store.getState());
    });
    expect(answered).toEqual([null, before, null]);
    expect(answered[1]).toBe(before);
    verbs.goto(1, 0);
    expect(answeredGuess(store.getState())).toBeNull();
  });

  it('is not there on a branch, whose next step is the reader’s own', () => {
    const { verbs, asked } = opened();
    verbs.goto(3);
    verbs.act({ type: 'tick' });
    expect(asked()).toBeNull();
    verbs.stepBack();
    expect(asked()).toBeNull();
    verbs.goto(0);
    expect(asked()?.guess.answer).toBe('0');
  });

  it('is answered by the policy in force', () => {
    const { verbs, asked } = opened();
    verbs.goto(3);
    verbs.setPolicy('atomic-replace');
    expect(asked()?.guess.answer).toBe('0');
  });
});
