import { type ButtonHTMLAttributes, useId } from 'react';
import type { Refusal, Verdict } from '../kernel/verdict';
import buttonStyles from '../parts/button.module.css';
import { join } from '../parts/join';
import { Tooltip } from '../parts/Tooltip';
import { Unbroken } from '../parts/Unbroken';
import { VisuallyHidden } from '../parts/VisuallyHidden';
import styles from './verbButton.module.css';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> {
  readonly label: string;
  /** What the rules would say to it now; `null` when nobody asked them. */
  readonly verdict: Verdict | null;
  readonly onAct: () => void;
  readonly small?: boolean;
}

/** The values a rule looked at, in one line: `1 > 2? no`. */
const comparedInWords = (refusal: Refusal): string =>
  refusal.compared
    .map(
      ({ leftValue, relation, rightValue, holds }) => `${leftValue} ${relation} ${rightValue}? ${holds ? 'yes' : 'no'}`,
    )
    .join(' · ');

const Why = ({ refusal }: { readonly refusal: Refusal }) => (
  <>
    <span className={styles.rule}>
      Would be refused{refusal.errno === null ? '' : ` with ${refusal.errno}`}: <code>{refusal.rule}</code>
    </span>
    <span className={styles.because}>
      <Unbroken>{refusal.because}</Unbroken>
    </span>
    {refusal.compared.length > 0 && <code className={styles.compared}>{comparedInWords(refusal)}</code>}
    <span className={styles.wayOut}>{refusal.wayOut}</span>
  </>
);

/**
 * A verb that shows before the click whether the rules allow it. A refused one is dashed, carries a crossed circle and
 * is described by the rule and its values. It stays clickable, so that the refusal can be seen happening.
 */
export const VerbButton = ({ label, verdict, onAct, small = false, className, ...rest }: Props) => {
  const id = useId();
  const refusal = verdict?.refused === true ? verdict : null;
  const button = (
    <button
      type="button"
      data-control=""
      {...rest}
      className={join(buttonStyles.button, small && styles.small, refusal !== null && styles.refused, className)}
      aria-describedby={refusal === null ? undefined : id}
      data-refused={refusal?.rule}
      onClick={onAct}
    >
      {refusal !== null && (
        <svg className={styles.glyph} viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="M3.6 12.4 12.4 3.6" stroke="currentColor" strokeWidth="2" />
        </svg>
      )}
      {label}
    </button>
  );
  if (refusal === null) return button;
  return (
    <>
      <Tooltip content={<Why refusal={refusal} />}>{button}</Tooltip>
      <VisuallyHidden id={id}>
        Would be refused{refusal.errno === null ? '' : ` with ${refusal.errno}`} by {refusal.rule}: {refusal.because}{' '}
        {refusal.wayOut}
      </VisuallyHidden>
    </>
  );
};
