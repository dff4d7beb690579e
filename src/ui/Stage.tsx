import type { Policy } from '../kernel/policies';
import { Panels } from './panels/Panels';
import { STAGE } from './regions';
import { Timeline } from './timeline/Timeline';
import { Narrator } from './toolbar/Narrator';
import styles from './workbench.module.css';

interface Props {
  readonly policies: readonly Policy[];
}

/** Everything that shows the machine: what to notice, the panels, and the history along the bottom. */
export const Stage = ({ policies }: Props) => (
  <>
    <main id={STAGE} className={styles.main} tabIndex={-1} aria-busy={false}>
      <Narrator policies={policies} />
      <Panels />
    </main>
    <Timeline />
  </>
);
