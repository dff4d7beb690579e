import { Button } from '../parts/Button';
import type { Computing } from '../viewer/state';
import styles from './progress.module.css';
import { progressWords } from './progressWords';

interface Props {
  readonly computing: Computing;
  readonly onStop: () => void;
  readonly onGoOn: () => void;
}

/** How far a long history is, and how to have it stopped or gone on with. */
export const ProgressBar = ({ computing, onStop, onGoOn }: Props) => (
  <div className={styles.progress}>
    <p className={styles.words}>{progressWords(computing)}</p>
    <progress className={styles.bar} aria-label="Steps computed" max={computing.of} value={computing.done} />
    {/* One button, so that it keeps the focus. */}
    <Button onClick={computing.stopped ? onGoOn : onStop}>{computing.stopped ? 'Go on' : 'Stop'}</Button>
  </div>
);
