/** What the speaker reads under "Next". */
import type { ViewerState } from '../viewer/state';
import { type TitleOf, titleOf } from './playlist';
import { nextMove } from './steering';

/** The sentence of a step of the script; at the boot its opening. */
const sentenceOf = ({ scenario }: ViewerState, step: number): string | null =>
  (step === 0 ? scenario?.opening : scenario?.steps[step - 1]?.says) ?? null;

/** The speaker's "Next": what the next key does, in the words of the slide that it brings; all of it says the same as the key. */
export const nextLine = (state: ViewerState, called: TitleOf = titleOf, asks = false): string => {
  const move = nextMove(state, asks);
  switch (move?.kind) {
    case 'step':
      return (state.line === 0 && sentenceOf(state, move.step)) || '';
    case 'ask':
      return `Asks the room: ${move.question.replaceAll('`', '')}`;
    case 'out':
      return 'Out of this event, to the end of its step.';
    case 'script':
      return `Back to the script at step ${move.step}: ${sentenceOf(state, move.step) ?? ''}`;
    case 'scenario':
      return `Then: ${called(move.id)}`;
    default:
      return state.talk === null ? 'The scenario ends here.' : 'The talk ends here.';
  }
};
