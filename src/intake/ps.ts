/** The table that `ps` prints, with any of its columns, also that of `crash`. */
import { type Heading, ofParent, ofState } from './headings';
import { commOf, isNameOfKthread } from './kthreads';

/** The names of the columns, in their order; the last takes what is left of a line. */
export type Columns = readonly string[];

export interface Row {
  readonly heading: Heading;
  /** The function that it waits in. */
  readonly waitsIn: string | null;
}

const TID: Columns = ['LWP', 'TID', 'SPID', 'PID'];
const STATE: Columns = ['S', 'STAT', 'STATE', 'ST'];
const NAME: Columns = ['COMMAND', 'CMD', 'COMM', 'ARGS', 'NAME'];

const wordsOf = (line: string): readonly string[] => line.trim().split(/\s+/);

/** `null`: the line is no head of such a table. */
export function columnsIn(line: string): Columns | null {
  if (!/\b(?:PID|LWP|TID|SPID)\b/.test(line) || line !== line.toUpperCase() || line.length > 300) return null;
  const columns = wordsOf(line);
  const last = columns.at(-1) ?? '';
  return columns.length > 1 && NAME.includes(last) && columns.every((each) => /^[A-Z%_+-]+$/.test(each))
    ? columns
    : null;
}

/** A `comm` as it is, or the first word of a command line. */
function nameIn(text: string): Pick<Heading, 'comm' | 'kind'> {
  const [, thread] = /^\[(.{1,64})\](?: <defunct>)?$/.exec(text) ?? [];
  if (thread !== undefined) return { comm: commOf(thread), kind: 'kthread' };
  if (isNameOfKthread(commOf(text))) return { comm: commOf(text) };
  const isCommand = /^[/.-]/.test(text) || text.length > 15 || / -/.test(text);
  const [first = ''] = text.split(' ');
  const comm = isCommand ? commOf(first.replace(/^.*\//, '').replace(/^-|:$/g, '')) : commOf(text).replace(/:$/, '');
  return comm === '' ? {} : { comm };
}

/** `null`: the line has no thread id where the table has one. */
export function rowIn(line: string, columns: Columns): Row | null {
  const words = wordsOf(line.replace(/^>/, ' '));
  if (words.length < columns.length) return null;
  const of = (names: Columns): string | undefined => {
    const name = names.find((each) => columns.includes(each));
    return name === undefined ? undefined : words[columns.indexOf(name)];
  };
  const tid = of(TID);
  if (tid === undefined || !/^\d{1,7}$/.test(tid)) return null;
  const isSpaced = words.slice(columns.length - 1);
  const wchan = of(['WCHAN']);
  // Only threads of the kernel, and the dead, have no memory of their own.
  const hasNoMemory = of(['VSZ', 'VIRT']) === '0' && of(['RSS', 'RES']) === '0';
  return {
    heading: {
      tid: Number(tid),
      ...ofState(stateOf(of(STATE) ?? '')),
      ...ofParent(Number(of(['PPID']) ?? 0)),
      ...(hasNoMemory && { kind: 'kthread' as const }),
      ...nameIn(isSpaced.join(' ')),
    },
    waitsIn: wchan !== undefined && /^[A-Za-z_][\w.]*$/.test(wchan) ? wchan : null,
  };
}

/** `crash` says `UN`, `IN`, `RU`, `ZO` and so on. */
const stateOf = (text: string): string =>
  ({ UN: 'D', IN: 'S', RU: 'R', ZO: 'Z', DE: 'X', ST: 'T', TR: 't', ID: 'I', PA: 'P', NE: 'R' })[text] ?? text;
