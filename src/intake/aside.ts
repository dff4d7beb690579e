/** Lines of a text that say nothing of a task, and are no C: named, for one of them may have been meant to. */
import { counted, plural } from '../phrases/plural';
import { logLine } from '../source/logLine';

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

/** A sentence; those first that no kernel has printed into its log, for they stand in the text for a reason. */
export function asideWords(aside: readonly Aside[]): string {
  const strangers: Aside[] = [];
  const logged: Aside[] = [];
  for (const each of aside.toSorted((a, b) => a.line - b.line))
    (logLine(each.text).isLogged ? logged : strangers).push(each);
  const some = [...strangers, ...logged].slice(0, MOST_NAMED).map(named);
  const more = aside.length - some.length;
  const last = more > 0 ? `${counted(more)} more` : some.pop();
  const list = some.length === 0 ? last : `${some.join(', ')} and ${last}`;
  return `${aside.length === 1 ? 'One line is' : `${plural(aside.length, 'line')} are`} not about a task: ${list}.`;
}
