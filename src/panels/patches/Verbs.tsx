import type { Refusal, Verdict } from '../../kernel/verdict';
import { Mono } from '../../parts/Mono';
import { usePreview } from '../../session/usePreview';
import { useVerbs } from '../../session/useViewer';
import { VerbButton } from '../../words/VerbButton';
import { comparedOf, decidingComparison } from '../../words/verdicts';
import type { Offer } from './offers';
import styles from './verbs.module.css';

interface Asked {
  readonly offer: Offer;
  readonly verdict: Verdict | null;
}

const isRefusal = (verdict: Verdict | null): verdict is Refusal => verdict?.refused === true;

interface RefusalProps {
  readonly label: string;
  readonly subject: string;
  readonly refusal: Refusal;
}

/** Which rule would refuse a verb and by which values, in sight of those who cannot hover. */
export const RefusalLine = ({ label, subject, refusal }: RefusalProps) => {
  const compared = decidingComparison(refusal);
  return (
    <span className={styles.refusal} title={`${refusal.because} ${refusal.wayOut}`}>
      <b>{label}: no.</b> {compared === null ? refusal.because : <Mono>{comparedOf(subject, compared)}</Mono>}{' '}
      <Mono className={styles.rule}>{refusal.rule}</Mono>
    </span>
  );
};

interface Props {
  /** The module that the verbs act on; it completes their names for screen readers. */
  readonly subject: string;
  readonly offers: readonly Offer[];
}

/** The verbs of a card, each with what the rules say to it before it is used. */
export const Verbs = ({ subject, offers }: Props) => {
  const { act } = useVerbs();
  const preview = usePreview();
  const asked: readonly Asked[] = offers.map((offer) => ({ offer, verdict: preview(offer.event) }));
  if (asked.length === 0) return null;
  return (
    <div className={styles.verbs} data-control="">
      <div className={styles.row}>
        {asked.map(({ offer, verdict }) => (
          // The same button before and after: what had the focus keeps it when "Disable" becomes "Reverse".
          <VerbButton
            key={offer.event.type}
            small
            label={offer.label}
            aria-label={`${offer.label} ${subject}`}
            verdict={verdict}
            onAct={() => act(offer.event)}
          />
        ))}
      </div>
      <ul className={styles.refusals}>
        {asked.map(
          ({ offer, verdict }) =>
            isRefusal(verdict) && (
              <li key={offer.event.type}>
                <RefusalLine label={offer.label} subject={subject} refusal={verdict} />
              </li>
            ),
        )}
      </ul>
    </div>
  );
};
