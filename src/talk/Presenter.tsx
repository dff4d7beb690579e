import { useEffect, useMemo, useState } from 'react';
import type { CommandName } from '../app/commands';
import { OpenedCommand } from '../app/OpenedCommand';
import { explainWord } from '../learn/glossary/explainWord';
import { STAGE } from '../panels/regions';
import { useDropped } from '../parts/useDropped';
import type { Catalogue } from '../session/catalogue';
import type { Part } from '../session/part';
import { useStarted, useVerbs, ViewerProvider } from '../session/useViewer';
import { Audience } from './Audience';
import { audienceWindow, closeAudience } from './audienceWindow';
import { Blank } from './Blank';
import { Speaker } from './Speaker';
import { startTalk, type Talk } from './start';
import { usePresenterKeys } from './usePresenterKeys';
import { TalkContext } from './useTalk';

interface Props extends Catalogue {
  readonly part: Part;
}

interface ScreenProps extends Catalogue {
  readonly talk: Talk;
  readonly onLeave: () => void;
}

/** What began the talk is gone, and so is what had the focus when the notes come or go. A dialog gives it back by itself. */
const TakesFocus = () => {
  useEffect(() => {
    // On a phone the speaker’s notes stand above it.
    if (document.activeElement === document.body) document.getElementById(STAGE)?.focus({ preventScroll: true });
  }, []);
  return null;
};

const Screen = ({ talk, onLeave, ...catalogue }: ScreenProps) => {
  const { role } = talk;
  const [notes, setNotes] = useState(role === 'speaker');
  const [command, setCommand] = useState<CommandName | null>(null);
  const { report } = useVerbs();
  // The browser would leave the page for the file, and with it the talk.
  useDropped(([first]) => {
    if (first?.name === undefined) return;
    report({ kind: 'dropped', says: `${first.name} came while the talk was presented: drop it again.` });
  });
  usePresenterKeys(talk, {
    onLeave,
    onNotes: () => role === 'alone' && setNotes(!notes),
    // Where the audience looks only help comes, for who is alone with the keys.
    aside: notes
      ? { onShare: () => setCommand('share'), onHelp: () => setCommand('help'), onExplain: explainWord }
      : role === 'alone'
        ? { onHelp: () => setCommand('help') }
        : null,
  });
  return (
    <>
      {notes ? <Speaker {...catalogue} onLeave={onLeave} /> : <Audience onLeave={onLeave} />}
      <TakesFocus key={notes ? 'speaker' : 'audience'} />
      {role !== 'speaker' && <Blank />}
      <OpenedCommand command={command} onClose={() => setCommand(null)} />
    </>
  );
};

/** One window of a talk, instead of the workbench. What acts on the machine asks the lock first. */
export const Presenter = ({ part, ...catalogue }: Props) => {
  const started = useStarted();
  const [talk, setTalk] = useState<Talk | null>(null);

  useEffect(() => {
    const leave = () => {
      // A window that a script has opened may close itself; any other becomes a workbench.
      if (part.role === 'audience') window.close();
      started.part.setState(null, true);
    };
    const begun = startTalk({ started, part, window, audience: audienceWindow, onEnd: leave });
    setTalk(begun);
    return begun.stop;
  }, [started, part]);

  const locked = useMemo(() => {
    if (talk === null) return started;
    const { viewer } = started;
    const { act } = viewer.verbs;
    return {
      ...started,
      viewer: {
        ...viewer,
        verbs: {
          ...viewer.verbs,
          act: (event: Parameters<typeof act>[0]) => {
            if (talk.mayAct()) act(event);
          },
        },
      },
    };
  }, [started, talk]);

  if (talk === null) return <main aria-busy={true} />;
  const leave = () => {
    talk.end();
    closeAudience();
    if (part.role === 'audience') window.close();
    started.part.setState(null, true);
  };
  return (
    <ViewerProvider started={locked}>
      <TalkContext value={talk}>
        <Screen talk={talk} onLeave={leave} {...catalogue} />
      </TalkContext>
    </ViewerProvider>
  );
};
