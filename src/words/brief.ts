/** A step in two lines for a mail, above its link: what was done, and what the kernel answered to it. */
import type { Verdict } from '../kernel/verdict';
import { ascii } from './ascii';
import { comparedNames, decidingComparison } from './verdicts';
import type { Why } from './why';

const ruleWords = (verdict: Verdict): string => {
  const values = decidingComparison(verdict);
  return `${verdict.rule}${values === null ? '' : `: ${comparedNames(values)}`}`;
};

const answerWords = ({ answer, refusal, headline, meaning }: Why): string => {
  if (refusal !== null) {
    const errno = refusal.errno === null ? '' : ` with -${refusal.errno}`;
    return `refused${errno} by ${ruleWords(refusal)}`;
  }
  return answer === null ? (headline[0] ?? meaning) : `allowed by ${ruleWords(answer)}`;
};

/** In characters that everybody can type; each is one line. At the boot nothing was asked, so nothing answered. */
export const brief = (why: Why): readonly string[] => {
  const asked = why.command === null ? why.asked : `# ${why.command}`;
  const answered = answerWords(why).replaceAll('`', '').replace(/\s+/g, ' ');
  return [asked, answered].filter(Boolean).map(ascii);
};
