/** The talk of this window, for the components that show and steer it. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { TalkState } from './presentation';
import type { Talk } from './start';

export const TalkContext = createContext<Talk | null>(null);

export const useTalk = (): Talk => {
  const talk = useContext(TalkContext);
  if (talk === null) throw new Error('A part of the presenter is outside of its talk.');
  return talk;
};

/** Selectors must give stable references. */
export const useTalkState = <T>(selector: (state: TalkState) => T): T => useStore(useTalk().store, selector);
