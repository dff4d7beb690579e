import { Notice } from '../app/Notice';
import { Explainer } from '../learn/glossary/Explainer';
import { Panels } from '../panels/Panels';
import { STAGE } from '../panels/regions';
import type { Catalogue } from '../session/catalogue';
import { useViewer } from '../session/useViewer';
import { Timeline } from '../timeline/Timeline';
import { placeOf } from '../viewer/script';
import { isOpening } from '../viewer/selectors';
import { LockedNotice } from './Badges';
import { Clock } from './Clock';
import { cameraLook } from './camera';
import { Pointer } from './Pointer';
import type { TalkState } from './presentation';
import { Script } from './Script';
import { Status } from './Status';
import styles from './speaker.module.css';
import { useTalkState } from './useTalk';

interface Props extends Catalogue {
  readonly onLeave: () => void;
}

const panelOf = ({ show }: TalkState) => show.panel;

/** See `.rail`. */
const BESIDE_THE_RAIL = 0.76;

/** Where the audience is looking. */
const Looking = () => {
  const look = useViewer(cameraLook);
  const at = useViewer(placeOf);
  const panel = useTalkState(panelOf);
  return panel === null && <Pointer look={look} at={at} follows={false} />;
};

/** What only the speaker sees: the script with its notes, the clock, and every panel. */
export const Speaker = ({ onLeave }: Props) => {
  const opening = useViewer(isOpening);
  if (opening) return <main aria-busy={true} />;
  return (
    <div className={styles.page}>
      <header>
        <Status onLeave={onLeave} />
        <Notice />
      </header>
      <div className={styles.columns}>
        <aside className={styles.rail} aria-label="Script">
          <Clock />
          <Script />
        </aside>
        <main id={STAGE} className={styles.main} tabIndex={-1} aria-busy={false}>
          <Panels share={BESIDE_THE_RAIL} />
        </main>
      </div>
      <Timeline />
      <Looking />
      <LockedNotice />
      <Explainer />
    </div>
  );
};
