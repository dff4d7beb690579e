/**
 * Guess first. A scenario says only what kind of question stands before a step. The answer is what the chart does when it takes
 * the step, the choices come from the state before it, and the reason is what the rules said.
 */
import type { Ask } from '../../scenarios/scenario';
import type { Choice, Kind, Moment } from './moment';
import { callbacks, loads, phaseAfter, refusedBy } from './outcomes';
import { inShort, type Reason, reasonFor } from './reason';
import { counter, enabledAfter, runs, whichTaskBlocks } from './states';

export type { Choice, Moment } from './moment';
export { momentAfter } from './moment';

const kinds: Readonly<Record<Ask, Kind>> = {
  loads,
  refusedBy,
  whichTaskBlocks,
  counter,
  enabledAfter,
  phaseAfter,
  runs,
  callbacks,
};

/** The answer and at most this many others. */
const MOST_OTHERS = 4;

export interface Guess {
  readonly ask: Ask;
  /** Kernel words in backticks. */
  readonly question: string;
  /** Two at least, no two alike. Their order says nothing about the answer. */
  readonly choices: readonly Choice[];
  /** The id of the choice that the chart makes true. */
  readonly answer: string;
}

/** The question of this kind about this moment. */
export const guessAbout = (ask: Ask, moment: Moment): Guess => {
  const kind = kinds[ask];
  const right = kind.answer(moment);
  const others = new Map(kind.others(moment).map((choice) => [choice.id, choice]));
  others.delete(right.id);
  const choices = [...[...others.values()].slice(0, MOST_OTHERS), right].sort(kind.order);
  return { ask, question: kind.question(moment), choices, answer: right.id };
};

/** Whether the step can answer it, and in more than one way. */
export const canAsk = (ask: Ask, moment: Moment): boolean => {
  const { about = moment.event.type } = kinds[ask];
  return about === moment.event.type && guessAbout(ask, moment).choices.length > 1;
};

export interface Judgement {
  readonly right: boolean;
  /** The choice that is true, as the list of choices calls it. */
  readonly answer: string;
  /** In full after a wrong guess, short after a right one. */
  readonly reason: Reason;
}

/** A choice as the list of choices calls it. */
export const labelOf = ({ choices }: Guess, chosen: string): string =>
  choices.find(({ id }) => id === chosen)?.label ?? chosen;

/** What is to be said to who has chosen the choice with this id. */
export const judge = (moment: Moment, guess: Guess, chosen: string): Judgement => {
  const { ask, answer } = guess;
  const right = chosen === answer;
  const reason = reasonFor(ask, moment);
  return {
    right,
    answer: labelOf(guess, answer),
    reason: right ? inShort(reason) : reason,
  };
};
