import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { policies } from '../kernel/policies';
import { decode, encode, withoutLink } from '../link/link';
import { createViewer } from '../viewer/store';
import { bindAddress, linkOf } from './address';
import { atHand } from './fetched.testkit';
import { fakeBar, loadNow, scenarioIds } from './session.testkit';

const tick: KernelEvent = { type: 'tick' };
const known = { scenarioIds, policyIds: policies.map(({ id }) => id) };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The small scenario is on the screen, and in the address. */
const open = (isLed = () => false) => {
  const viewer = createViewer({ loadScenario: loadNow });
  const { store, verbs } = viewer;
  const bar = fakeBar();
  const codec = atHand({ decode, encode, withoutLink });
  const address = bindAddress({ viewer, bar, known, codec, openLink: verbs.openLink, isLed });
  verbs.openScenario('small', 'start');
  return { ...verbs, ...address, get: store.getState, bar };
};

const settle = () => vi.advanceTimersByTime(150);

describe('the history of the browser', () => {
  it.each<readonly [string, (viewer: ReturnType<typeof open>) => void]>([
    ['leaving the script', (viewer) => viewer.act(tick)],
    ['another policy', (viewer) => viewer.setPolicy('system-state')],
    ['a comparison', (viewer) => viewer.compare(['rfc-2019', 'system-state'])],
  ])('has an entry for %s, and Back leads to the step before it', (_, act) => {
    const viewer = open();
    for (let step = 0; step < 3; step += 1) viewer.stepOver();
    const before = linkOf(viewer.get());
    act(viewer);
    settle();
    viewer.stepBack();
    settle();
    expect(viewer.bar.entries).toHaveLength(2);
    viewer.bar.goBack();
    settle();
    expect(linkOf(viewer.get())).toEqual(before);
    expect(viewer.bar.entries).toEqual(['#/small/3']);
  });

  it('has one entry for a branch however long it grows, and another for the way back to the script', () => {
    const viewer = open();
    for (const move of [() => viewer.act(tick), () => viewer.act(tick), viewer.stepBack, viewer.stepOver]) {
      move();
      settle();
    }
    expect(viewer.bar.entries).toHaveLength(2);
    viewer.backToScript();
    settle();
    expect(viewer.bar.entries.map((entry) => entry.includes('~'))).toEqual([false, true, false]);
    viewer.bar.goBack();
    settle();
    expect([viewer.get().line, viewer.get().cursor.step]).toEqual([1, 2]);
  });

  it('has no entries for what a link changes, nor for what another window does', () => {
    const viewer = open();
    viewer.bar.paste('#/small/3/system-state');
    settle();
    expect(viewer.bar.entries).toEqual(['#/small/0', '#/small/3/system-state']);
    const led = open(() => true);
    led.act(tick);
    led.setPolicy('system-state');
    settle();
    expect(led.bar.entries).toHaveLength(1);
  });
});
