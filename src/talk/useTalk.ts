/** The talk of this window, for the components that show and steer it. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useSettings } from '../session/useViewer';
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

const askedOf = ({ show }: TalkState): boolean => show.asked;

/** A question that stands before the next step is on the slide. */
export const useIsAsked = (): boolean => useTalkState(askedOf);

const answeredOf = ({ show }: TalkState): boolean => show.answered === true;

/** The slide is that of a step that the room was asked about. */
export const useIsAnswered = (): boolean => useTalkState(answeredOf);

/** The next key asks the room before it steps, where a question stands. */
export const useAsks = (): boolean => {
  const [{ guess }] = useSettings();
  return !useIsAsked() && guess;
};
