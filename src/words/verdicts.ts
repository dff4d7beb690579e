/** A verdict in words, short enough to stand beside a button. */
import type { Compared, Verdict } from '../kernel/verdict';

const answer = (holds: boolean): string => (holds ? 'yes' : 'no');

/** `1 > 2? no`. An equality that holds names what the value means: `0 = opted out? yes`. */
export const comparedWords = ({ leftValue, relation, right, rightValue, holds }: Compared): string =>
  `${leftValue} ${relation} ${holds && leftValue === rightValue ? right : rightValue}? ${answer(holds)}`;

/** The same beside the thing that is asked about, which need not be named again: `refcnt 1 = 0? no`. */
export const comparedOf = (subject: string, { left, leftValue, relation, rightValue, holds }: Compared): string =>
  `${left.replace(` of ${subject}`, '')} ${leftValue} ${relation} ${rightValue}? ${answer(holds)}`;

/** The same with the names of both sides, for those who ask what the numbers are. */
export const comparedNames = ({ left, leftValue, relation, right, rightValue, holds }: Compared): string =>
  `${left} (${leftValue}) ${relation} ${right} (${rightValue})? ${answer(holds)}`;

/** A comparison of the module's own values, not of something that holds for every module alike. */
export const isAbout = (subject: string, { left }: Compared): boolean => left.includes(subject);

/** The comparison that decided: the first that does not hold, else the first. */
export const decidingComparison = ({ compared }: Verdict): Compared | null =>
  compared.find(({ holds }) => !holds) ?? compared[0] ?? null;

/** The values of that comparison, to stand behind what was asked: `, 1 > 2`; empty when nothing was compared. */
export const valuesOf = (verdict: Verdict): string => {
  const compared = decidingComparison(verdict);
  return compared === null ? '' : `, ${compared.leftValue} ${compared.relation} ${compared.rightValue}`;
};
