/** The clock of a talk: set going by the first step, whatever the window shows of it; survives a reload. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SafeStorage } from '../session/storage';
import { placeOf } from '../viewer/script';
import type { Viewer } from '../viewer/store';
import { readClock, type TalkClock, toggled, writeClock } from './stopwatch';

export interface ClockOfTalk extends Pick<StoreApi<TalkClock>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly change: (clock: TalkClock) => void;
  readonly stop: () => void;
}

export const createClock = ({ store: viewed }: Viewer, tab: SafeStorage, now = Date.now): ClockOfTalk => {
  const { setState, ...store } = createStore<TalkClock>()(() => readClock(tab));
  const change = (clock: TalkClock): void => {
    setState(clock);
    writeClock(tab, clock);
  };
  const stop = viewed.subscribe((state, before) => {
    const { since, passed } = store.getState();
    if (since !== null || passed > 0 || placeOf(state) === placeOf(before)) return;
    // What is opened has not been stepped yet, unless another window of the talk did.
    const isStep = state.opening.serial === before.opening.serial || state.opening.by === 'address';
    if (isStep) change(toggled(store.getState(), now()));
  });
  return { ...store, change, stop };
};
