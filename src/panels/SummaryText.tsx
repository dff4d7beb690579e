import { Changed } from '../parts/Changed';
import type { Summary } from './summaries';
import styles from './tab.module.css';

/** A summary as it stands beside the name of a tab. */
export const SummaryText = ({ says, changed }: Summary) => (
  <p className={styles.says} title={says}>
    <Changed as="span" when={changed}>
      {says}
    </Changed>
  </p>
);
