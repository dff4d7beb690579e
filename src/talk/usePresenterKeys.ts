import { REGIONS } from '../panels/regions';
import { type KeyHandlers, useKeys, useStarted } from '../session/useViewer';
import type { TalkKey } from '../viewer/keys';
import { talkTable } from '../viewer/talkKeys';
import { cameraLook, panelNamed } from './camera';
import type { Talk } from './start';

export const toggleFullScreen = (): void => {
  const done =
    document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen();
  // Refused by the browser: F11 still works.
  done.catch(() => undefined);
};

interface Handlers {
  readonly onLeave: () => void;
  readonly onNotes: () => void;
  /** Only where the notes are: the audience is shown nothing that nobody meant to show. */
  readonly aside: Partial<Pick<KeyHandlers, 'onShare' | 'onHelp' | 'onExplain'>> | null;
}

/** The keys of a slide program, in whichever window of the talk they are pressed. */
export const usePresenterKeys = (talk: Talk, { onLeave, onNotes, aside }: Handlers): void => {
  const { viewer } = useStarted();

  const toggleCamera = (): void => {
    const { panel } = talk.store.getState().show;
    talk.lookAt(panel === null ? cameraLook(viewer.store.getState()).panel : null);
  };

  const does: Readonly<Record<TalkKey, () => void>> = {
    present: () => undefined,
    start: talk.start,
    startHere: () => talk.lookAt(null),
    next: talk.next,
    previous: talk.previous,
    black: () => talk.blank('black'),
    white: () => talk.blank('white'),
    lock: talk.toggleLock,
    camera: toggleCamera,
    notes: onNotes,
    fullScreen: toggleFullScreen,
    leave: onLeave,
  };
  useKeys(
    {
      onShare: () => aside?.onShare?.(),
      onHelp: () => aside?.onHelp?.(),
      onExplain: (back) => aside?.onExplain?.(back),
      onPanel: (number) => {
        const panel = panelNamed(REGIONS[number - 1]);
        if (panel !== null) talk.lookAt(panel);
      },
      onTalk: (key) => does[key](),
    },
    'presenting',
    talkTable,
  );
};
