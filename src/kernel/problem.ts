/** What the judges of a description have in common. */
import { LIMITS } from './limits';

/** What was probably meant, or what would make it possible. */
export type Instead =
  | { readonly is: 'frame'; readonly task: number; readonly index: number; readonly frame: string }
  | { readonly is: 'module'; readonly name: string; readonly functions: readonly string[] }
  | { readonly is: 'function'; readonly module: string; readonly func: string }
  | { readonly is: 'loaded'; readonly module: string };

/** Something wrong in a description, and where: `tasks[3].cpu`. */
export interface Problem {
  readonly at: string;
  /** The part of a sentence that says what is wrong. */
  readonly says: string;
  /** The other one of two that cannot both be, with what is to be said there. */
  readonly also?: Problem;
  readonly instead?: Instead;
}

export const problem = (at: string, says: string, also?: Problem): Problem => ({ at, says, ...(also && { also }) });

const counted = (count: number): string => count.toLocaleString('en');

export const most = (at: string, count: number, limit: number, what: string): readonly Problem[] =>
  count > limit ? [problem(at, `${counted(count)} ${what}; at most ${counted(limit)}`)] : [];

/** Names become keys of records: one that every object has already would not be found missing. */
export const reserved = (at: string, name: string): readonly Problem[] =>
  name in Object.prototype
    ? [problem(at, `every object of JavaScript has something called ${name}: give this another name`)]
    : [];

export const namedTwice = (
  at: string,
  what: string,
  named: readonly { readonly name: string }[],
): readonly Problem[] => {
  const seen = new Map<string, number>();
  return named.flatMap(({ name }, index) => {
    const first = seen.get(name);
    const says = `two ${what} are called ${name}`;
    if (first !== undefined) return [problem(`${at}[${index}].name`, says, problem(`${at}[${first}].name`, says))];
    seen.set(name, index);
    return [];
  });
};

/** What a module prints. */
export const lineProblems = (at: string, lines: readonly string[] = []): readonly Problem[] => [
  ...most(at, lines.length, LIMITS.list, 'lines'),
  ...lines.flatMap((line, index) => [
    ...most(`${at}[${index}]`, line.length, LIMITS.value, 'characters in one line'),
    ...(/[\n\r\0]/.test(line) ? [problem(`${at}[${index}]`, 'a line of the log cannot contain a line break')] : []),
  ]),
];
