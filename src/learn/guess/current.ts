/** The question before the next step of the script, and the one before the step on the screen. */
import type { Ask } from '../../scenarios/scenario';
import type { Trace } from '../../trace/trace';
import { atStep } from '../../viewer/cursor';
import { memoize } from '../../viewer/memoize';
import { openAsk } from '../../viewer/script';
import type { ViewerState } from '../../viewer/state';
import { type Guess, guessAbout, type Moment, momentAfter } from './guess';

export interface Asked {
  readonly moment: Moment;
  readonly guess: Guess;
}

const askedAfter = memoize((trace: Trace, at: number, ask: Ask): { readonly asked: Asked | null } => {
  const moment = momentAfter(trace, at);
  return { asked: moment && { moment, guess: guessAbout(ask, moment) } };
});

type Placed = Pick<ViewerState, 'scenario' | 'trace' | 'cursor' | 'lines' | 'line'>;

/** `null` inside an event, on a branch, at the end, and where the scenario asks nothing. A stable reference. */
export const currentGuess = (state: Placed): Asked | null => {
  const ask = openAsk(state);
  return ask === null ? null : askedAfter(state.trace, state.cursor.step, ask).asked;
};

/** The question that stood before the step on the screen; `null` where none did. */
export const answeredGuess = (state: Placed): Asked | null => {
  const { step, micro } = state.cursor;
  return step === 0 || micro !== null ? null : currentGuess({ ...state, cursor: atStep(step - 1) });
};
