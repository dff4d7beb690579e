import type { Verdict } from '../../kernel/verdict';
import { join } from '../../parts/join';
import { Mono } from '../../parts/Mono';
import { Breakable } from '../../words/Breakable';
import { comparedNames, comparedWords, decidingComparison, isAbout } from '../../words/verdicts';
import styles from './verdictLine.module.css';

interface Props {
  readonly subject: string;
  readonly verdict: Verdict;
  /** Where the comparison says enough. */
  readonly brief?: boolean;
}

/**
 * What the rules say to loading a module, before the click: yes or no, its own value in the comparison that decides, and
 * for a no the rule's name.
 */
export const VerdictLine = ({ subject, verdict, brief = false }: Props) => {
  const deciding = decidingComparison(verdict);
  const compared = deciding !== null && isAbout(subject, deciding) ? deciding : null;
  return (
    <p className={join(styles.line, verdict.refused ? styles.no : styles.yes)}>
      <b>{verdict.refused ? 'no' : 'yes'}</b>{' '}
      {compared !== null && <Mono title={comparedNames(compared)}>{comparedWords(compared)}</Mono>}{' '}
      {verdict.refused && !(brief && compared !== null) && (
        <Mono className={styles.rule} title={verdict.because}>
          <Breakable>{verdict.rule}</Breakable>
        </Mono>
      )}
    </p>
  );
};
