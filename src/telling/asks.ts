/** Which questions can stand before a step, and how the list of them calls each. */
import { canAsk, type Guess, guessAbout, type Moment, momentAfter } from '../learn/guess/guess';
import type { Ask } from '../scenarios/scenario';
import type { Trace } from '../trace/trace';

/** In the order of the list. */
const ASKS: Readonly<Record<Ask, string>> = {
  loads: 'Does the module load?',
  refusedBy: 'What does the kernel answer?',
  whichTaskBlocks: 'Which tasks have not switched afterwards?',
  phaseAfter: 'Is a transition running afterwards?',
  enabledAfter: 'Which livepatches are enabled afterwards?',
  counter: 'What does latest_version show afterwards?',
  runs: 'Which implementation does it run?',
  callbacks: 'Which callbacks run?',
};

const isAsk = (text: string): text is Ask => text in ASKS;

export interface AskChoice {
  readonly ask: Ask;
  readonly label: string;
}

/** `null`: nothing stands before the boot. */
const momentBefore = (trace: Trace, step: number): Moment | null => (step === 0 ? null : momentAfter(trace, step - 1));

/** The questions that fit the step, and the one that is asked already. */
export const asksAt = (trace: Trace, step: number, asked: Ask | undefined): readonly AskChoice[] => {
  const moment = momentBefore(trace, step);
  return Object.keys(ASKS)
    .filter(isAsk)
    .filter((ask) => ask === asked || (moment !== null && canAsk(ask, moment)))
    .map((ask) => ({ ask, label: ASKS[ask] }));
};

/** The question as it will be asked, with its choices and its answer; `null` where none is, or nothing has happened yet. */
export const guessAt = (trace: Trace, step: number, ask: Ask | undefined): Guess | null => {
  const moment = momentBefore(trace, step);
  return ask === undefined || moment === null ? null : guessAbout(ask, moment);
};
