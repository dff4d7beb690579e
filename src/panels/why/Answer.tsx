import type { Reading } from '../../kernel/readings';
import type { Compared, Verdict } from '../../kernel/verdict';
import { Badge } from '../../parts/Badge';
import { Mono } from '../../parts/Mono';
import { ReadingNote } from '../../words/ReadingNote';
import styles from './answer.module.css';

/** What the rule looked at: `1 > 2? no`, and under it what the two sides are. */
const Comparisons = ({ compared }: { readonly compared: readonly Compared[] }) => (
  <ul className={styles.comparisons} aria-label="What the rule compared">
    {compared.map(({ left, leftValue, relation, right, rightValue, holds }) => (
      <li key={`${left} ${relation} ${right}`}>
        <strong className={styles.value}>
          {leftValue} {relation} {rightValue}?
        </strong>{' '}
        <Badge tone={holds ? 'ok' : 'stop'}>{holds ? 'yes' : 'no'}</Badge>
        <span className={styles.sides}>
          {left} {relation} {right}
        </span>
      </li>
    ))}
  </ul>
);

interface Props {
  readonly answer: Verdict;
  readonly reading: Reading | undefined;
}

/** What the rule said: its name, the values it compared, where it comes from, and, after a refusal, the way out. */
export const Answer = ({ answer, reading }: Props) => (
  <div className={styles.answer} data-refused={answer.refused || undefined}>
    <p className={styles.verdict}>
      {answer.refused ? (
        <Badge tone="stop">refused{answer.errno === null ? '' : ` with −${answer.errno}`}</Badge>
      ) : (
        <Badge tone="ok">allowed</Badge>
      )}{' '}
      {answer.refused ? 'by the rule ' : 'The rule '}
      <Mono className={styles.rule}>{answer.rule}</Mono>
      {!answer.refused && ' found nothing to refuse:'}
    </p>
    {answer.refused && <p className={styles.because}>{answer.because}</p>}
    {answer.compared.length > 0 && <Comparisons compared={answer.compared} />}
    {answer.refused && (
      <dl className={styles.more}>
        {answer.source.rfc !== undefined && (
          <>
            <dt>The RFC, in our words</dt>
            <dd>{answer.source.rfc}</dd>
          </>
        )}
        {answer.source.kernel !== undefined && (
          <>
            <dt>In the kernel</dt>
            <dd>
              <Mono>{answer.source.kernel}</Mono>
            </dd>
          </>
        )}
        <dt>Way out</dt>
        <dd>{answer.wayOut}</dd>
      </dl>
    )}
    {reading && <ReadingNote reading={reading} />}
  </div>
);
