import { Button } from '../parts/Button';
import { IconButton } from '../parts/IconButton';
import { join } from '../parts/join';
import { CloseIcon } from '../parts/laterIcons';
import { Quoted } from '../parts/Quoted';
import { Lines } from './Lines';
import styles from './noticeBanner.module.css';

export type Tone = 'good' | 'warning';

interface Props {
  /** What happened, in a few words. */
  readonly what: string;
  /** Where and why, in a sentence. */
  readonly says: string;
  /** `warning`: something went wrong. */
  readonly tone?: Tone;
  /** What is to be known besides, a sentence each. */
  readonly lines?: readonly string[] | undefined;
  /** Steps that are left out, a sentence each. */
  readonly leftOut?: readonly string[] | undefined;
  /** What became of the reader's work, and what to do when `says` does not tell. */
  readonly advice?: string;
  /** A link to what was probably meant. */
  readonly instead?: string | undefined;
  /** To what was there before, or to what was meant. */
  readonly way?: { readonly label: string; readonly go: () => void } | undefined;
  readonly onDismiss: () => void;
}

/** What lies below it should still be seen. */
const MOST_LINES = 5;

/** What became of something outside of the kernel: a link, the browser's storage, a history on another machine. */
export const NoticeBanner = ({
  what,
  says,
  tone = 'warning',
  lines = [],
  leftOut = [],
  advice = '',
  instead,
  way,
  onDismiss,
}: Props) => (
  <div
    className={tone === 'good' ? join(styles.banner, styles.good) : styles.banner}
    role={tone === 'good' ? 'status' : 'alert'}
  >
    <div className={styles.words}>
      <p>
        <strong>{what}</strong> <Quoted says={says} />{' '}
        {instead !== undefined && (
          <>
            <a href={instead}>Open {instead}</a>.
          </>
        )}{' '}
        {advice}
      </p>
      <Lines lines={leftOut} most={MOST_LINES} />
      {lines.length > 0 && <p>Lines that need another look:</p>}
      <Lines lines={lines} most={MOST_LINES} />
    </div>
    {way && <Button onClick={way.go}>{way.label}</Button>}
    <IconButton className={styles.dismiss} label="Dismiss" onClick={onDismiss}>
      <CloseIcon />
    </IconButton>
  </div>
);
