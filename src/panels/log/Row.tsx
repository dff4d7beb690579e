import type { LogLine } from '../../dmesg/log';
import { VisuallyHidden } from '../../parts/VisuallyHidden';
import styles from './row.module.css';

interface Props {
  readonly line: LogLine;
  /** Printed by the current step. */
  readonly isNew: boolean;
  readonly onGo: (step: number) => void;
}

/** One line of the kernel log; pressing it leads to the step that printed it. */
export const Row = ({ line, isNew, onGo }: Props) => (
  <button
    type="button"
    className={styles.row}
    data-level={line.level}
    data-changed={isNew || undefined}
    data-look={isNew ? `line ${line.text}` : undefined}
    title={`Step ${line.step}, ${line.source}`}
    onClick={() => onGo(line.step)}
  >
    {isNew && <VisuallyHidden>new: </VisuallyHidden>}
    <span className={styles.level}>{line.level}</span>
    <span className={styles.stamp}>{line.stamp}</span>
    <span className={styles.text}>{line.text}</span>
  </button>
);
