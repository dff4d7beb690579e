/** The ways in which a link that holds a whole history can fail; see `errors.ts`. */
import { askAgain, error, failures, quoted } from './errors';

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
} as const;

export type CodeError = ReturnType<(typeof codeFailures)[keyof typeof codeFailures]>;

/** Every way in which a link can fail. */
export const allFailures = { ...failures, ...codeFailures } as const;
