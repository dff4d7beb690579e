import { Button } from '../parts/Button';
import { IconButton } from '../parts/IconButton';
import { CloseIcon } from '../parts/icons';
import styles from './problemBanner.module.css';

interface Props {
  /** What went wrong, in a few words. */
  readonly what: string;
  /** Where and why, in a sentence. */
  readonly says: string;
  /** What became of the reader's work, and what to do when `says` does not tell. */
  readonly advice: string;
  /** A link to what was probably meant. */
  readonly instead?: string | undefined;
  /** Brings back what was there before. */
  readonly onPutBack?: (() => void) | undefined;
  readonly onDismiss: () => void;
}

/** Something outside of the kernel went wrong: a link, the browser's storage, a history on another machine. */
export const ProblemBanner = ({ what, says, advice, instead, onPutBack, onDismiss }: Props) => (
  <div className={styles.banner} role="alert">
    <p className={styles.words}>
      <strong>{what}</strong> {says} {instead !== undefined && <a href={instead}>Open {instead}</a>} {advice}
    </p>
    {onPutBack && <Button onClick={onPutBack}>Put it back</Button>}
    <IconButton className={styles.dismiss} label="Dismiss" onClick={onDismiss}>
      <CloseIcon />
    </IconButton>
  </div>
);
