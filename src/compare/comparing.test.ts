import { describe, expect, it, vi } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { loadNow } from '../session/session.testkit';
import { view } from '../viewer/selectors';
import { createViewer } from '../viewer/store';
import { comparedPolicies, comparingOf } from './comparing';

const tick: KernelEvent = { type: 'tick' };

/** The small scenario, whose last step only the RFC refuses. */
const open = () => {
  const viewer = createViewer({ loadScenario: loadNow });
  viewer.verbs.openScenario('small');
  viewer.verbs.compare(['rfc-2019', 'atomic-replace', 'system-state']);
  const { under, comparison } = comparingOf(viewer);
  const other = under('system-state');
  return { ...viewer, other, under, comparison: () => comparison(viewer.store.getState()) };
};

describe('the viewer of one policy', () => {
  it('shows the same step of the same events under its own rules', () => {
    const { verbs, other, store } = open();
    verbs.goto(5);
    expect(view(other.store.getState())).toMatchObject({ policy: { id: 'system-state' }, cursor: { step: 5 } });
    expect(view(other.store.getState()).step.refusal).toBeNull();
    expect(view(store.getState()).step.refusal?.rule).toBe('versionNotNewer');
  });

  it('of the policy that leads shows what the reader’s own viewer shows', () => {
    const { under, store } = open();
    expect(under('rfc-2019').store.getState()).toBe(store.getState());
  });

  it('gives the same state again until something happens, and tells when it does', () => {
    const { verbs, other } = open();
    const heard = vi.fn();
    const stop = other.store.subscribe(heard);
    const before = other.store.getState();
    expect(other.store.getState()).toBe(before);
    verbs.stepOver();
    expect(heard).toHaveBeenCalledExactlyOnceWith(other.store.getState(), before);
    stop();
    verbs.stepOver();
    expect(heard).toHaveBeenCalledOnce();
  });

  it('answers under its own rules what would be allowed', () => {
    const { verbs, other } = open();
    verbs.goto(4);
    const older: KernelEvent = { type: 'insmod', module: 'test_klp_version_1' };
    expect(verbs.preview(older)).toMatchObject({ refused: true, rule: 'versionNotNewer' });
    expect(other.verbs.preview(older)).toMatchObject({ refused: false });
  });

  it('acts on the history that all policies share', () => {
    const { other, store, verbs } = open();
    verbs.goto(4);
    other.verbs.act(tick);
    expect(store.getState()).toMatchObject({ policy: 'rfc-2019', line: 1, cursor: { step: 5, micro: null } });
    expect(other.store.getState().trace.steps.at(-1)?.event).toEqual(tick);
  });

  it('lets its policy lead when the reader steps into an event there, and not otherwise', () => {
    const { other, store } = open();
    other.verbs.goto(5);
    expect(store.getState()).toMatchObject({ policy: 'rfc-2019', cursor: { step: 5, micro: null } });
    // The RFC refuses at its third microstep; under system-state the livepatch goes on to load.
    other.verbs.goto(5, 4);
    expect(store.getState()).toMatchObject({ policy: 'system-state', cursor: { step: 5, micro: 4 } });
  });

  it('has its step over where it comes to the end of the event before the one that leads', () => {
    const { verbs, other, under } = open();
    other.verbs.goto(5, 4);
    expect(under('rfc-2019').store.getState().cursor).toEqual({ step: 5, micro: null });
    verbs.goto(5, 0);
    expect(under('rfc-2019').store.getState().cursor).toEqual({ step: 5, micro: 0 });
  });
});

describe('a comparison', () => {
  it('is in the order of history, whichever policy leads', () => {
    const { store, verbs, comparison } = open();
    verbs.setPolicy('system-state');
    expect(comparedPolicies(store.getState()).map(({ id }) => id)).toEqual([
      'rfc-2019',
      'atomic-replace',
      'system-state',
    ]);
    expect(comparison().policies).toEqual(['rfc-2019', 'atomic-replace', 'system-state']);
    expect(comparedPolicies(store.getState())).toBe(comparedPolicies(store.getState()));
  });

  it('finds the step that only the RFC refuses', () => {
    const { comparison } = open();
    expect(comparison().differences).toEqual([5]);
    expect(comparison().steps[5]?.refusals.map((refusal) => refusal?.rule)).toEqual([
      'versionNotNewer',
      undefined,
      undefined,
    ]);
  });

  it('is the same again while the reader only moves', () => {
    const { verbs, comparison } = open();
    const before = comparison();
    verbs.goto(5);
    expect(comparison()).toBe(before);
    verbs.act(tick);
    expect(comparison()).not.toBe(before);
  });
});
