/** What a field of words can hold, and what is said where it cannot. */
import { MOST_WORDS } from '../file/shapes';
import { LIMITS } from '../kernel/limits';
import { titleFrom, UNTITLED } from '../mine/editing';
import { counted } from '../phrases/plural';

const tooLong = (length: number, most: number): string =>
  `At most ${counted(most)} characters; these are ${counted(length)}. Until it is shorter, what was there before stays.`;

/** Why a text is not taken; `undefined`: it is. */
export const wordsProblem = (text: string): string | undefined =>
  text.length > MOST_WORDS ? tooLong(text.length, MOST_WORDS) : undefined;

export const titleProblem = (text: string): string | undefined => {
  if (text.length > LIMITS.note) return tooLong(text.length, LIMITS.note);
  return titleFrom(text) === null ? UNTITLED : undefined;
};
