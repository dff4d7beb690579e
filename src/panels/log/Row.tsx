import { memo } from 'react';
import type { LogLine } from '../../dmesg/log';
import { VisuallyHidden } from '../../parts/VisuallyHidden';
import { lookMark } from '../../words/lookMarks';
import styles from './row.module.css';

interface Props {
  readonly line: LogLine;
  /** Printed by the current step. */
  readonly isNew: boolean;
  readonly onGo: (step: number) => void;
}

/** One line of the kernel log, as text that can be selected. Its time leads to the step that printed it. */
export const Row = memo(({ line, isNew, onGo }: Props) => (
  <div
    className={styles.row}
    data-level={line.level}
    data-changed={isNew || undefined}
    data-look={isNew ? lookMark.line(line.text) : undefined}
  >
    {isNew && <VisuallyHidden>new: </VisuallyHidden>}
    <span className={styles.level}>{line.level}</span>
    <button
      type="button"
      className={styles.stamp}
      title={`To step ${line.step}, which printed this: ${line.source}`}
      onClick={() => onGo(line.step)}
    >
      {line.stamp}
    </button>
    <span className={styles.text}>{line.text}</span>
  </div>
));
