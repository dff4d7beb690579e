/** A replay in words: how it compares with the log that the vector expects. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { differenceText, type Replay } from './replay';
import type { Vector } from './vector';

export interface Report {
  readonly ok: boolean;
  /** The unified diff of the log; empty when it is as expected, or nothing is. */
  readonly diff: string;
  /** What else is not as the steps demand. */
  readonly differences: readonly string[];
}

const text = (log: readonly string[]): string => log.map((line) => `${line}\n`).join('');

export const reportOf = ({ expect }: Vector, { log, differences }: Replay): Report => {
  const expected = expect === null ? text(log) : text(expect);
  const diff =
    expected === text(log)
      ? ''
      : createTwoFilesPatch('expected', 'result', expected, text(log), undefined, undefined, {
          context: 3,
          headerOptions: FILE_HEADERS_ONLY,
        });
  return { ok: diff === '' && differences.length === 0, diff, differences: differences.map(differenceText) };
};
