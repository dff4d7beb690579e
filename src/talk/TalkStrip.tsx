import { useMemo } from 'react';
import { talkTitle } from '../mine/talkTitle';
import { Button } from '../parts/Button';
import { isMine } from '../session/mine';
import { useLoadScenario, useLocal, useRole, useViewer, useViewerItself } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { createSteering } from './steering';
import styles from './talkStrip.module.css';
import { useTitleOf } from './useTitleOf';

const talkOf = ({ talk }: ViewerState) => talk;

/** A talk outside of its presentation: where it is, what comes next, and how to present it. */
export const TalkStrip = () => {
  const viewer = useViewerItself();
  const talk = useViewer(talkOf);
  const [, takePart] = useRole();
  const local = useLocal();
  const titleOf = useTitleOf();
  const loadScenario = useLoadScenario();
  const { open } = useMemo(() => createSteering(viewer, loadScenario), [viewer, loadScenario]);
  if (talk === null) return null;
  const before = talk.ids[talk.at - 1];
  const after = talk.ids[talk.at + 1];
  return (
    <nav className={styles.strip} aria-label="Talk">
      <p className={styles.place}>
        <bdi>{talk.ids.every(isMine) ? talkTitle(local) : 'Talk'}</bdi>, {talk.at + 1} of {talk.ids.length}
      </p>
      {before !== undefined && (
        <Button look="quiet" onClick={() => open({ ...talk, at: talk.at - 1 })}>
          Before: {titleOf(before)}
        </Button>
      )}
      {after !== undefined && (
        <Button look="quiet" onClick={() => open({ ...talk, at: talk.at + 1 })}>
          Next: {titleOf(after)}
        </Button>
      )}
      <Button onClick={() => takePart({ role: 'alone', talk: '' })}>Present</Button>
    </nav>
  );
};
