import { Quoted } from '../parts/Quoted';
import styles from './noticeBanner.module.css';

interface Props {
  /** A sentence each. */
  readonly lines: readonly string[];
  /** So many at the most; all of them when left out. */
  readonly most?: number;
}

/** What is to be known besides. Nothing where there is nothing. */
export const Lines = ({ lines, most = lines.length }: Props) =>
  lines.length > 0 && (
    <ul className={styles.lines}>
      {lines.slice(0, most).map((line) => (
        <li key={line}>
          <Quoted says={line} />
        </li>
      ))}
      {lines.length > most && <li>and {lines.length - most} more</li>}
    </ul>
  );
