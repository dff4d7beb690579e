import type { ViewerState } from '../../viewer/state';
import { useViewer } from '../hooks';
import { Panels } from '../panels/Panels';
import { STAGE } from '../regions';
import { Timeline } from '../timeline/Timeline';
import { Problem } from '../toolbar/Problem';
import type { Catalogue } from '../Workbench';
import { LockedNotice } from './Badges';
import { Clock } from './Clock';
import { Script } from './Script';
import { Status } from './Status';
import styles from './speaker.module.css';

interface Props extends Catalogue {
  readonly onLeave: () => void;
}

const isOpening = ({ opening, problem }: ViewerState): boolean => opening.serial === 0 && problem === null;

/** What only the speaker sees: the script with its notes, the clock, and every panel. */
export const Speaker = ({ onLeave }: Props) => {
  const opening = useViewer(isOpening);
  if (opening) return <main aria-busy={true} />;
  return (
    <div className={styles.page}>
      <header>
        <Status onLeave={onLeave} />
        <Problem />
      </header>
      <div className={styles.columns}>
        <aside className={styles.rail} aria-label="Script">
          <Clock />
          <Script />
        </aside>
        <main id={STAGE} className={styles.main} tabIndex={-1} aria-busy={false}>
          <Panels />
        </main>
      </div>
      <Timeline />
      <LockedNotice />
    </div>
  );
};
