import { plural } from '../phrases/plural';
import type { Step } from '../trace/trace';
import { AllSimplifications } from './AllSimplifications';
import { SimplificationList } from './Simplifications';
import styles from './simplifications.module.css';
import { simplifiedIn } from './simplified';

interface Props {
  readonly step: Step;
  readonly policy: string;
}

/** The simplifications that can matter to this step, folded. */
export const SimplificationNote = ({ step, policy }: Props) => {
  const listed = simplifiedIn(step, policy);
  if (listed.length === 0) return null;
  return (
    <details className={styles.note} data-control="">
      <summary>{plural(listed.length, 'simplification')} of this model could matter here</summary>
      <SimplificationList listed={listed} />
      <AllSimplifications />
    </details>
  );
};
