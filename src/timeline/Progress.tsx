import { useState } from 'react';
import { Button } from '../parts/Button';
import { VisuallyHidden } from '../parts/VisuallyHidden';
import type { Computing } from '../viewer/state';
import styles from './progress.module.css';
import { progressSaid, progressWords } from './progressWords';

interface Props {
  readonly computing: Computing | null;
  readonly onStop: () => void;
  readonly onGoOn: () => void;
}

/** How far a long history is, and how to have it stopped or gone on with. Says nothing of a short one. */
export const Progress = ({ computing, onStop, onGoOn }: Props) => {
  const [wasLong, setWasLong] = useState(false);
  const shown = computing !== null && (computing.isLong || computing.stopped);
  if (shown && !wasLong) setWasLong(true);
  return (
    <>
      {shown && (
        <div className={styles.progress}>
          <p className={styles.words}>{progressWords(computing)}</p>
          <progress className={styles.bar} aria-label="Steps computed" max={computing.of} value={computing.done} />
          {/* One button, so that it keeps the focus. */}
          <Button onClick={computing.stopped ? onGoOn : onStop}>{computing.stopped ? 'Go on' : 'Stop'}</Button>
        </div>
      )}
      <VisuallyHidden role="status">{progressSaid(computing, wasLong)}</VisuallyHidden>
    </>
  );
};
