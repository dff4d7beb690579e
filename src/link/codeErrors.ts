/** The ways in which a link that holds a whole history can fail; see `errors.ts`. */
import { askAgain, error, failures, type LinkError, quoted } from './errors';
import { LIMITS } from './limits';

const newerApp = 'It may come from a newer version of this app: reload the page, or ask for a link to a scenario.';

/** Positions are counted from 1, at the `#`. */
export const codeFailures = {
  damaged: () =>
    error(
      'damaged',
      `The link was changed or cut on the way: its last three characters do not match the rest. ${askAgain}`,
    ),
  unknownForm: (form: string) =>
    error('unknownForm', `The link is of form ${quoted(form)}, which this version does not know. ${newerApp}`),
  stepOutOfRange: (step: number, last: number) =>
    error('stepOutOfRange', `The link points at step ${step}, but its history ends at step ${last}. ${askAgain}`),
  unreadable: (at: number, expected: string) =>
    error('unreadable', `The link cannot be read at character ${at}: ${expected} was expected there. ${askAgain}`),
  unknownEvent: (at: number, letter: string) =>
    error('unknownEvent', `The link has an event ${quoted(letter)} at character ${at} that is not known. ${newerApp}`),
  unknownWord: (at: number, token: string) =>
    error(
      'unknownWord',
      `The link uses the short name ${quoted(token)} at character ${at}, which is not in the dictionary. ${newerApp}`,
    ),
  unknownReference: (at: number, to: string) =>
    error(
      'unknownReference',
      `The link refers back to ${to} at character ${at}, but nothing before it has that place. ${askAgain}`,
    ),
  badName: (at: number, what: string, rule: string) =>
    error('badName', `The ${what} before character ${at} cannot be used: ${rule}. Rename it and make the link again.`),
  badNumber: (at: number, what: string, max: number) =>
    error('badNumber', `The ${what} before character ${at} is too large: the maximum is ${max}. ${askAgain}`),
  impossibleWorld: (because: string) =>
    error(
      'impossibleWorld',
      `The link describes a machine that cannot be: ${because}. Correct it and make the link again.`,
    ),
  notInTalk: (text: string, count: number) =>
    error(
      'notInTalk',
      `${quoted(text)} is no scenario of this talk. Write a number from 1 to ${count} before the step.`,
    ),
} as const;

export type CodeError = ReturnType<(typeof codeFailures)[keyof typeof codeFailures]>;

/** Every way in which a link can fail. */
export const allFailures = { ...failures, ...codeFailures } as const;

/** What whoever wants a link is told when no link can hold what is on the screen: a file holds a history of any length. */
export const withoutLink = ({ name, sentence }: LinkError, characters: number): string =>
  name === 'tooLong'
    ? `This does not fit in a link: it would take ${characters} characters, and at most ${LIMITS.characters} are read. A file holds all of it.`
    : sentence;
