import { describe, expect, it } from 'vitest';
import { finishCleanly } from '../scenarios/challenges/transitions';
import { loadNow } from '../session/session.testkit';
import { createViewer } from '../viewer/store';
import { currentAttempt } from './attempts';
import { solutions } from './solutions';

const way = solutions[finishCleanly.id] ?? [];

const opened = () => {
  const viewer = createViewer({ loadScenario: (id) => (id === finishCleanly.id ? finishCleanly : loadNow(id)) });
  viewer.verbs.openScenario(finishCleanly.id);
  return { ...viewer, now: () => currentAttempt(viewer.store.getState()) };
};

describe('a challenge', () => {
  it('opens where it is up to the reader, also when it is chosen again', () => {
    const { verbs, store, now } = opened();
    expect(store.getState().cursor).toEqual({ step: 2, micro: null });
    expect(now()).toEqual({
      id: finishCleanly.id,
      begin: 2,
      steps: 0,
      solved: false,
      shortest: 3,
      otherPolicy: false,
    });
    expect(now()).toBe(now());
    verbs.home();
    expect(now()?.steps).toBeNull();
    verbs.openScenario(finishCleanly.id);
    expect(store.getState().cursor.step).toBe(2);
  });

  it('is solved by the step that reaches the goal, and counts one’s own steps', () => {
    const { verbs, now } = opened();
    for (const event of way.slice(0, -1)) verbs.act(event);
    expect(now()).toMatchObject({ steps: 2, solved: false });
    verbs.act({ type: 'attempt' });
    expect(now()).toMatchObject({ steps: 3, solved: true });
    verbs.stepBack();
    expect(now()).toMatchObject({ steps: 2, solved: false });
    verbs.stepInto();
    expect(now()?.solved).toBe(false);
  });

  it('does not count a branch that left before the situation was there', () => {
    const { verbs, now } = opened();
    verbs.goto(1);
    for (const event of way) verbs.act(event);
    expect(now()).toMatchObject({ steps: null, solved: false });
  });

  it('is not solved under rules it is not meant for', () => {
    const { verbs, now } = opened();
    for (const event of way) verbs.act(event);
    verbs.setPolicy('atomic-replace');
    expect(now()).toMatchObject({ solved: false, otherPolicy: true });
  });

  it('is no scenario', () => {
    const { verbs, now } = opened();
    verbs.openScenario('small');
    expect(now()).toBeNull();
  });
});
