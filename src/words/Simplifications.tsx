import { Dialog } from '../parts/Dialog';
import { Mono } from '../parts/Mono';
import { Prose } from './Prose';
import styles from './simplifications.module.css';
import { type Simplification, simplifications } from './simplified';

/** What is said, why, and the file whose code says so. */
export const SimplificationList = ({ listed }: { readonly listed: readonly Simplification[] }) => (
  <ul className={styles.list}>
    {listed.map(({ file, says, reason }) => (
      <li key={says}>
        <p>
          <Prose>{says}</Prose>
        </p>
        <p className={styles.reason}>
          <strong>Why</strong> <Prose>{reason}</Prose> <Mono className={styles.file}>{file}</Mono>
        </p>
      </li>
    ))}
  </ul>
);

/** Everything that the code marks as simplified. */
export const Simplifications = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog
    wide
    title="What this model leaves out"
    description={`${simplifications.length} places where the model does less than a kernel, each with its reason and the file of the code that says so. Where one could matter to a step, Why names it.`}
    onClose={onClose}
  >
    <SimplificationList listed={simplifications} />
  </Dialog>
);
