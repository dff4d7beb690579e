import { expect, it } from 'vitest';
import { createViewer } from '../viewer/store';
import { follow, followerOf } from './follower';
import { loadNow, small } from './session.testkit';

const opened = () => {
  const viewer = createViewer({ loadScenario: loadNow });
  viewer.verbs.openScenario(small.id);
  const frames: (() => void)[] = [];
  const behind = follow(viewer.store, (then) => void frames.push(then));
  const paint = (): void => {
    for (const then of frames.splice(0)) then();
  };
  return { ...viewer, behind, paint, frames };
};

it('shows a step once something has been painted, however many there were, and says so once', () => {
  const { store, verbs, behind, paint, frames } = opened();
  const told: number[] = [];
  behind.subscribe(({ cursor }) => told.push(cursor.step));
  verbs.stepOver();
  verbs.stepOver();
  expect(store.getState().cursor.step).toBe(2);
  expect(behind.getState().cursor.step).toBe(0);
  expect(frames).toHaveLength(1);
  paint();
  expect(behind.getState()).toBe(store.getState());
  expect(told).toEqual([2]);
});

it('falls behind again with the next step', () => {
  const { verbs, behind, paint } = opened();
  behind.subscribe(() => undefined);
  verbs.stepOver();
  paint();
  verbs.stepOver();
  expect(behind.getState().cursor.step).toBe(1);
  paint();
  expect(behind.getState().cursor.step).toBe(2);
});

it('is not behind while nobody looks', () => {
  const { verbs, behind, paint } = opened();
  verbs.stepOver();
  expect(behind.getState().cursor.step).toBe(1);
  const leave = behind.subscribe(() => undefined);
  verbs.stepOver();
  leave();
  expect(behind.getState().cursor.step).toBe(2);
  paint();
  expect(behind.getState().cursor.step).toBe(2);
});

it('is the same one for the same viewer', () => {
  const { store } = opened();
  expect(followerOf(store)).toBe(followerOf(store));
});
