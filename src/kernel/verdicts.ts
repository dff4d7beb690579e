import type { Compared, Refusal, Verdict } from './verdict';

/** The two answers of a rule. */
export const permitted = (rule: string, ...compared: readonly Compared[]): Verdict => ({
  refused: false,
  rule,
  compared,
});

export const refused = (
  rule: string,
  refusal: Omit<Refusal, 'refused' | 'rule' | 'compared'> & { readonly compared?: readonly Compared[] },
): Refusal => ({ refused: true, rule, compared: [], ...refusal });

/** `compare('version of x', 1, '>', 'latest_version', 2, false)` */
export const compare = (
  left: string,
  leftValue: string | number | boolean,
  relation: string,
  right: string,
  rightValue: string | number | boolean,
  holds: boolean,
): Compared => ({
  left,
  leftValue: String(leftValue),
  relation,
  right,
  rightValue: String(rightValue),
  holds,
});
