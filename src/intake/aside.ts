/** Lines of a text that say nothing of a task, and are no C: named, for one of them may have been meant to. */
import { counted, plural } from '../phrases/plural';
import { logLine } from '../source/logLine';
import { OF_LIVEPATCH } from './lineKinds';

export interface Aside {
  /** From 1 on. */
  readonly line: number;
  readonly text: string;
}

/** A whole log has hundreds that nobody misses. */
const MOST_NAMED = 3;
const MOST_LETTERS = 60;

const shortened = (text: string): string => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);
const named = ({ line, text }: Aside): string => `line ${line} “${shortened(logLine(text).words)}”`;

/** What the livepatch core prints. */
const isOfCore = ({ text }: Aside): boolean => OF_LIVEPATCH.test(logLine(text).words);

/** A sentence for those that the livepatch core has printed, which say what has happened already, and one for the others. */
export function asideWords(aside: readonly Aside[]): readonly string[] {
  const [others, ofCore] = [aside.filter((each) => !isOfCore(each)), aside.filter(isOfCore)];
  return [
    ...(others.length === 0 ? [] : [`${areIs(others, 'are not', 'is not')} about a task: ${listOf(others)}.`]),
    ...(ofCore.length === 0
      ? []
      : [`${areIs(ofCore, 'are', 'is')} of livepatching, and not played again: ${listOf(ofCore)}.`]),
  ];
}

const areIs = ({ length }: readonly Aside[], several: string, one: string): string =>
  length === 1 ? `One line ${one}` : `${plural(length, 'line')} ${several}`;

/** Those first that no kernel has printed into its log, for they stand in the text for a reason. */
function listOf(aside: readonly Aside[]): string {
  const strangers: Aside[] = [];
  const logged: Aside[] = [];
  for (const each of aside.toSorted((a, b) => a.line - b.line))
    (logLine(each.text).isLogged ? logged : strangers).push(each);
  const some = [...strangers, ...logged].slice(0, MOST_NAMED).map(named);
  const more = aside.length - some.length;
  const last = more > 0 ? `${counted(more)} more` : some.pop();
  return some.length === 0 ? `${last}` : `${some.join(', ')} and ${last}`;
}
