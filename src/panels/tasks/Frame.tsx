import { join } from '../../parts/join';
import { lookMark } from '../../words/lookMarks';
import type { LaneFrame } from '../../words/tasks';
import styles from './frame.module.css';

interface Props {
  readonly shown: LaneFrame;
  /** Index of the implementation's colour. */
  readonly impl: number;
  /** The stack check has found it, or would find it once the task is off the CPU. */
  readonly blocks: boolean;
}

/** One frame of a kernel stack: the function, and the implementation of it that runs there until it returns. */
export const Frame = ({ shown, impl, blocks }: Props) => (
  <li
    className={join(
      styles.frame,
      !shown.patched && styles.plain,
      shown.affected && styles.affected,
      shown.leftBehind && styles.leftBehind,
    )}
    data-impl={impl}
    data-look={lookMark.frame(shown.frame.func)}
  >
    <code className={styles.name}>{shown.name}</code>
    {shown.module !== null && <span className={styles.runs}>[{shown.module}]</span>}
    {shown.patched && shown.frame.impl === null && <span className={styles.runs}>original</span>}
    {shown.affected && <strong className={styles.blocks}>{blocks ? 'blocks' : 'affected'}</strong>}
    {shown.leftBehind && <strong className={styles.left}>left behind</strong>}
  </li>
);
