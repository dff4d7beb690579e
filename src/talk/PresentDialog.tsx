import { useState } from 'react';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import type { Opened } from '../parts/opened';
import { useLoadScenario, useRole, useSettings, useVerbs, useViewer, useViewerItself } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { newTalk, openAudience } from './audienceWindow';
import { PlaylistEditor } from './PlaylistEditor';
import { talkStart } from './playlist';
import styles from './presentDialog.module.css';
import { createSteering } from './steering';

const talkOf = ({ talk }: ViewerState) => talk;
const NOTHING: readonly string[] = [];

/** How a talk begins. */
export const PresentDialog = ({ onClose }: Opened) => {
  const [, takePart] = useRole();
  const [{ guess }, change] = useSettings();
  const [blocked, setBlocked] = useState(false);
  const talk = useViewer(talkOf);
  const [ids, setIds] = useState(talk?.ids ?? NOTHING);
  const { openLink } = useVerbs();
  const viewer = useViewerItself();
  const { open } = createSteering(viewer, useLoadScenario());

  /** Where the reader is, unless the talk has been changed: then at its beginning. */
  const openTalk = () => {
    if (ids.join() === (talk?.ids ?? NOTHING).join()) return;
    const first = talkStart(ids);
    if (first !== null) openLink(first, 'reader');
    else if (ids.length > 0) open({ ids, at: 0 });
  };

  const inTwo = () => {
    const name = newTalk();
    if (!openAudience(name)) setBlocked(true);
    else {
      openTalk();
      onClose();
      takePart({ role: 'speaker', talk: name });
    }
  };
  const inOne = () => {
    openTalk();
    onClose();
    takePart({ role: 'alone', talk: '' });
  };

  return (
    <Dialog
      title="Present"
      description="The audience sees the sentence of each step, large, and only the panels that the step calls for."
      onClose={onClose}
    >
      <div className={styles.ways}>
        <section>
          <h3>Two windows</h3>
          <p>
            A second window opens for the projector: drag it there and press <kbd>F11</kbd>. This one keeps your notes,
            the clock and every panel. Both steer.
          </p>
          <Button look="primary" onClick={inTwo}>
            Open the audience window
          </Button>
          {blocked && (
            <p role="alert">The browser does not let the app open a window. Allow pop-ups for this page, or use one.</p>
          )}
        </section>
        <section>
          <h3>This window alone</h3>
          <p>
            For a mirrored screen or a phone. <kbd>N</kbd> shows the notes and hides them again.
          </p>
          <Button onClick={inOne}>Present in this window</Button>
        </section>
      </div>
      <label className={styles.guess}>
        <input type="checkbox" checked={guess} onChange={({ target }) => change({ guess: target.checked })} />
        <span>
          Guess first: where a question stands before a step, <kbd>Page Down</kbd> puts it to the room, and then shows
          the answer.
        </span>
      </label>
      <PlaylistEditor ids={ids} onChange={setIds} />
    </Dialog>
  );
};
