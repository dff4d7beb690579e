import type { Reading } from '../../kernel/readings';
import type { Compared, Refusal, Verdict } from '../../kernel/verdict';
import { Badge } from '../../parts/Badge';
import { Mono } from '../../parts/Mono';
import { Unbroken } from '../../parts/Unbroken';
import { ReadingNote } from '../../words/ReadingNote';
import styles from './answer.module.css';

/** What the rule looked at: `1 > 2? no`, and what the two sides are. */
const Comparisons = ({ compared }: { readonly compared: readonly Compared[] }) => (
  <ul className={styles.comparisons} aria-label="What the rule compared" data-about="values">
    {compared.map(({ left, leftValue, relation, right, rightValue, holds }) => (
      <li key={`${left} ${relation} ${right}`}>
        <strong className={styles.value}>
          {leftValue} {relation} {rightValue}?
        </strong>{' '}
        <Badge tone={holds ? 'ok' : 'stop'}>{holds ? 'yes' : 'no'}</Badge>{' '}
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

const Source = ({ source }: Pick<Refusal, 'source'>) => (
  <dl className={styles.more}>
    {source.rfc !== undefined && (
      <>
        <dt>The RFC, in our words</dt>
        <dd>{source.rfc}</dd>
      </>
    )}
    {source.mail !== undefined && (
      <>
        <dt>Proposed in</dt>
        <dd>{source.mail}. No kernel has this rule.</dd>
      </>
    )}
    {source.kernel !== undefined && (
      <>
        <dt>In the kernel</dt>
        <dd>
          <Mono>{source.kernel}</Mono>
        </dd>
      </>
    )}
  </dl>
);

/** What the rule said: yes or no, because of which values, after a refusal the way out; then its name and where it comes from. */
export const Answer = ({ answer, reading }: Props) => (
  <div className={styles.answer} data-refused={answer.refused || undefined}>
    <p className={styles.verdict} data-about="verdict">
      {answer.refused ? (
        <Badge tone="stop">refused{answer.errno === null ? '' : ` with -${answer.errno}`}</Badge>
      ) : (
        <Badge tone="ok">allowed</Badge>
      )}{' '}
      {answer.refused ? 'by the rule ' : 'The rule '}
      <Mono className={styles.rule}>{answer.rule}</Mono>
      {!answer.refused && ' does not refuse this:'}
    </p>
    {answer.refused && (
      <p className={styles.because} data-about="because">
        <Unbroken>{answer.because}</Unbroken>
      </p>
    )}
    {answer.compared.length > 0 && <Comparisons compared={answer.compared} />}
    {answer.refused && (
      <>
        <p className={styles.way} data-about="way">
          <strong className={styles.lead}>Way out</strong> <Unbroken>{answer.wayOut}</Unbroken>
        </p>
        <Source source={answer.source} />
      </>
    )}
    {reading && <ReadingNote reading={reading} />}
  </div>
);
