/** The ways a link can fail. Each has a name for programs and a sentence for people: what, where, what to do. */
import type { CodeError } from './codeErrors';
import { LIMITS } from './limits';

/** `instead` is a readable link to what was probably meant. */
export const error = <N extends string>(name: N, sentence: string, instead: string | null = null) =>
  ({ name, sentence, instead }) as const;

/** What came from the link, made harmless and short enough to stand in a sentence. */
export const quoted = (text: string): string => {
  const plain = text.replace(/[^A-Za-z0-9_.:/#~-]/g, '?');
  return `'${plain.length > 40 ? `${plain.slice(0, 40)}…` : plain}'`;
};

export const askAgain = 'Ask for the link again, or open a scenario from the list.';

/** Those of readable links, and of any link before it is read. */
export const failures = {
  tooLong: (characters: number) =>
    error(
      'tooLong',
      `The link has ${characters} characters; at most ${LIMITS.characters} are read. Ask for a link to fewer steps or a smaller world.`,
    ),
  foreign: (text: string) =>
    error(
      'foreign',
      `${quoted(text)} is not a link of this app: its links look like '#/scenario/step'. Open a scenario from the list.`,
    ),
  truncated: (characters: number) =>
    error(
      'truncated',
      `The link breaks off after character ${characters}: its end, a slash and a check of three characters, is missing. Copy the whole link, or ask for it again.`,
    ),
  unknownScenario: (id: string, near: string | undefined, instead: string | null = null) =>
    error(
      'unknownScenario',
      `There is no scenario ${quoted(id)}. ${near === undefined ? 'Open one from the list.' : `The nearest name is ${quoted(near)}.`}`,
      instead,
    ),
  unknownPolicy: (id: string, known: readonly string[], instead: string | null = null) =>
    error(
      'unknownPolicy',
      `There is no policy ${quoted(id)}. Known are ${known.join(', ')}: put one of them there, or leave it out for the default.`,
      instead,
    ),
  comparedTwice: (id: string) =>
    error(
      'comparedTwice',
      `The link compares the policy ${quoted(id)} with itself. Name each policy once, at most ${LIMITS.policies} in all.`,
    ),
  badPosition: (text: string) =>
    error(
      'badPosition',
      `${quoted(text)} is not a step. Write a number up to ${LIMITS.step}, such as 4, or 4.2 for microstep 2 of step 4.`,
    ),
  tooMany: (what: string, max: number) =>
    error('tooMany', `The link has too many ${what}: at most ${max} are read. Ask for a link to a smaller history.`),
} as const;

export type LinkError = ReturnType<(typeof failures)[keyof typeof failures]> | CodeError;
export type LinkErrorName = LinkError['name'];
