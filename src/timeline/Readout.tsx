import { Badge } from '../parts/Badge';
import { Mono } from '../parts/Mono';
import styles from './readout.module.css';

/** More microsteps than this are counted, not drawn. */
const MOST_DOTS = 24;

interface Props {
  readonly step: number;
  readonly last: number;
  /** The event in words, `insmod test_klp_version_1.ko`. */
  readonly words: string;
  readonly refused: boolean;
  /** After it a step is left out. */
  readonly gap: boolean;
  /** While inside the event: which of how many microsteps, and where that is in the kernel. */
  readonly inside: { readonly micro: number; readonly microsteps: number; readonly where: string } | null;
}

const Microsteps = ({ micro, microsteps }: { readonly micro: number; readonly microsteps: number }) => (
  <span className={styles.moves}>
    {microsteps <= MOST_DOTS && (
      <span className={styles.dots} aria-hidden="true">
        {Array.from({ length: microsteps }, (_, at) => at).map((at) => (
          <span
            key={at}
            className={styles.dot}
            data-now={at === micro || undefined}
            data-done={at < micro || undefined}
          />
        ))}
      </span>
    )}
    <span>
      {micro + 1} of {microsteps}
    </span>
  </span>
);

/** Where the reader is, large: the step, its event, and the microstep when inside. */
export const Readout = ({ step, last, words, refused, gap, inside }: Props) => (
  <div className={styles.readout}>
    <p className={styles.step}>
      Step <strong>{step}</strong> of {last}
    </p>
    <p className={styles.event}>
      {inside === null ? (
        <>
          <Mono className={styles.words}>{words}</Mono>
          {refused && <Badge tone="stop">refused</Badge>}
          {gap && <Badge tone="stop">next left out</Badge>}
        </>
      ) : (
        <>
          <span className={styles.where}>
            <Mono className={styles.function}>{inside.where}</Mono> inside <Mono>{words}</Mono>
          </span>
          <Microsteps micro={inside.micro} microsteps={inside.microsteps} />
        </>
      )}
    </p>
  </div>
);
