import { Badge } from '../parts/Badge';
import { useViewer } from '../session/useViewer';
import { leavesScriptAt } from '../viewer/lines';
import type { ViewerState } from '../viewer/state';
import styles from './badges.module.css';
import type { TalkState } from './presentation';
import { useTalkState } from './useTalk';

const forkOf = ({ lines, line }: ViewerState): number | null => leavesScriptAt(lines, line);
const refusedOf = ({ refused }: TalkState): number => refused;

/** Said in every window while what is shown is not the scenario. */
export const OffScript = () => {
  const fork = useViewer(forkOf);
  return (
    fork !== null && (
      <Badge tone="wait">
        Off the script since step {fork}. <kbd className={styles.key}>R</kbd> returns.
      </Badge>
    )
  );
};

/** What to do when a button that acts on the machine was pressed while it is locked. */
export const LockedNotice = () => {
  const refused = useTalkState(refusedOf);
  return (
    <div role="alert" className={styles.notice}>
      {refused > 0 && (
        <p key={refused} className={styles.says}>
          The machine is locked while you present. Press <kbd className={styles.key}>L</kbd> to unlock it.
        </p>
      )}
    </div>
  );
};
