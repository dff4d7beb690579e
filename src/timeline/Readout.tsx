import { Badge } from '../parts/Badge';
import { Mono } from '../parts/Mono';
import styles from './readout.module.css';

/** More moves than this are counted, not drawn. */
const MOST_DOTS = 24;

interface Props {
  readonly step: number;
  readonly last: number;
  /** The event in words, `insmod test_klp_version_1.ko`. */
  readonly words: string;
  readonly refused: boolean;
  /** While inside the event: which of how many moves, and where that is in the kernel. */
  readonly inside: { readonly micro: number; readonly moves: number; readonly where: string } | null;
}

const Moves = ({ micro, moves }: { readonly micro: number; readonly moves: number }) => (
  <span className={styles.moves}>
    {moves <= MOST_DOTS && (
      <span className={styles.dots} aria-hidden="true">
        {Array.from({ length: moves }, (_, move) => move).map((move) => (
          <span
            key={move}
            className={styles.dot}
            data-now={move === micro || undefined}
            data-done={move < micro || undefined}
          />
        ))}
      </span>
    )}
    <span>
      {micro + 1} of {moves}
    </span>
  </span>
);

/** Where the reader is, large: the step, its event, and the microstep when inside. */
export const Readout = ({ step, last, words, refused, inside }: Props) => (
  <div className={styles.readout}>
    <p className={styles.step}>
      Step <strong>{step}</strong> of {last}
    </p>
    <p className={styles.event}>
      {inside === null ? (
        <>
          <Mono className={styles.words}>{words}</Mono>
          {refused && <Badge tone="stop">refused</Badge>}
        </>
      ) : (
        <>
          <span className={styles.where}>
            inside <Mono>{words}</Mono>: <Mono className={styles.function}>{inside.where}</Mono>
          </span>
          <Moves micro={inside.micro} moves={inside.moves} />
        </>
      )}
    </p>
  </div>
);
