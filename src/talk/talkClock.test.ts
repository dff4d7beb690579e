import { describe, expect, it } from 'vitest';
import { fakeStorage, loadNow } from '../session/session.testkit';
import { createViewer } from '../viewer/store';
import { elapsed, restarted, toggled } from './stopwatch';
import { createClock } from './talkClock';

const open = (tab = fakeStorage()) => {
  const viewer = createViewer({ loadScenario: loadNow });
  viewer.verbs.openScenario('small', 'start');
  return { ...viewer, tab, clock: createClock(viewer, tab, () => 5000) };
};

describe('the clock of a talk', () => {
  it('stands while something is opened, and goes from the first step on', () => {
    const { verbs, clock, tab } = open();
    verbs.openScenario('other');
    expect(clock.getState().since).toBeNull();
    verbs.stepOver();
    expect(clock.getState().since).toBe(5000);
    expect(elapsed(clock.getState(), 7000)).toBe(2000);
    verbs.stepOver();
    expect(clock.getState().since).toBe(5000);
    expect(open(tab).clock.getState().since).toBe(5000);
  });

  it('goes when another window of the talk has stepped', () => {
    const { verbs, clock } = open();
    verbs.openLink(
      { policy: 'rfc-2019', source: { kind: 'scenario', id: 'small', branch: null }, step: 2, micro: null },
      'address',
    );
    expect(clock.getState().since).toBe(5000);
  });

  it('is not set going again where the speaker has stopped it, but is after a reset', () => {
    const { verbs, clock } = open();
    verbs.stepOver();
    clock.change(toggled(clock.getState(), 6000));
    verbs.stepOver();
    expect(clock.getState()).toMatchObject({ since: null, passed: 1000 });
    clock.change(restarted(clock.getState(), 6000));
    verbs.stepOver();
    expect(clock.getState().since).toBe(5000);
  });
});
