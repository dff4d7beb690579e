import { useState } from 'react';
import { ThemeMenu } from '../app/ThemeMenu';
import { Badge } from '../parts/Badge';
import { Button } from '../parts/Button';
import { useRole, useSettings, useViewer } from '../session/useViewer';
import { scriptInfo } from '../viewer/history';
import { titleOf } from '../viewer/title';
import { openAudience } from './audienceWindow';
import { OffScript } from './Badges';
import type { TalkState } from './presentation';
import styles from './status.module.css';
import { useTalk, useTalkState } from './useTalk';

const showOf = ({ show }: TalkState) => show;
const joinedOf = ({ joined }: TalkState) => joined;
const problemOf = ({ problem }: TalkState) => problem;

const Key = ({ children }: { readonly children: string }) => <kbd className={styles.key}>{children}</kbd>;

/** Whether the audience sees what it should, and what to do when not. */
const Joined = () => {
  const joined = useTalkState(joinedOf);
  const [part] = useRole();
  const [blocked, setBlocked] = useState(false);
  if (joined) return <Badge tone="ok">Audience window in step</Badge>;
  return (
    <>
      <Badge tone="stop">No audience window</Badge>
      <Button onClick={() => setBlocked(!openAudience(part?.talk ?? ''))}>Open it</Button>
      {blocked && (
        <span role="alert">The browser does not let the app open a window. Allow pop-ups for this page.</span>
      )}
    </>
  );
};

interface Props {
  readonly onLeave: () => void;
}

/** How the audience sees it now. Every state is a button that changes it, with its key. */
export const Status = ({ onLeave }: Props) => {
  const talk = useTalk();
  const { blank, locked, panel } = useTalkState(showOf);
  const problem = useTalkState(problemOf);
  const title = titleOf(useViewer(scriptInfo));
  const [{ theme, guess }, change] = useSettings();
  return (
    <div className={styles.bar}>
      <h1 className={styles.title} dir="auto">
        {title}
      </h1>
      {talk.role === 'speaker' && <Joined />}
      {problem !== null && <p role="alert">The audience cannot follow: {problem}</p>}
      <OffScript />
      <div className={styles.buttons}>
        <Button aria-pressed={locked} onClick={talk.toggleLock}>
          {locked ? 'Machine locked' : 'Machine unlocked'} <Key>L</Key>
        </Button>
        <Button aria-pressed={panel === null} onClick={() => talk.lookAt(panel === null ? 'Why' : null)}>
          {panel === null ? 'Camera follows the script' : `Camera on ${panel}`} <Key>C</Key>
        </Button>
        <Button aria-pressed={blank !== null} onClick={() => talk.blank('black')}>
          {blank === null ? 'Blank' : `Blank: ${blank}`} <Key>B</Key>
        </Button>
        <Button aria-pressed={guess} onClick={() => change({ guess: !guess })}>
          Guess first is {guess ? 'on' : 'off'}
        </Button>
        {talk.role === 'alone' && <span className={styles.hint}>N hides the notes</span>}
        <ThemeMenu theme={theme} onChange={(chosen) => change({ theme: chosen })} />
        <Button onClick={onLeave}>
          End <Key>Esc</Key>
        </Button>
      </div>
    </div>
  );
};
