/** What is said aloud of the questions. Pure. */
import type { Guess } from './guess';

export const turnedWords = (on: boolean): string => `Guess first is ${on ? 'on' : 'off'}.`;

/** @param step that the question stands before. Screen readers spell backticks out. */
export const waitsWords = (step: number, { question }: Pick<Guess, 'question'>): string =>
  `A question waits before step ${step}: ${question.replaceAll('`', '')}`;
