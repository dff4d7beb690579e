import { useCallback, useDeferredValue, useState } from 'react';
import { explainWord } from '../learn/glossary/explainWord';
import { Panels } from '../panels/Panels';
import { focusRegion, focusStage, STAGE } from '../panels/regions';
import { Fetching } from '../parts/Fetching';
import { later } from '../parts/later';
import { OpensOver } from '../parts/OpensOver';
import { Pending } from '../parts/Pending';
import { Quietly } from '../parts/Quietly';
import type { Catalogue } from '../session/catalogue';
import { MachineEditor } from '../session/useMachineEditor';
import { useKeys, useRole, useVerbs, useViewer } from '../session/useViewer';
import { Timeline } from '../timeline/Timeline';
import type { MachinePart } from '../viewer/machineRows';
import { isComparing, isOpening } from '../viewer/selectors';
import type { ViewerState } from '../viewer/state';
import type { CommandName } from './commands';
import { Learning } from './Learning';
import { Narrator } from './Narrator';
import { Notice } from './Notice';
import { OpenedCommand } from './OpenedCommand';
import { Toolbar } from './Toolbar';
import { TypedEarly } from './TypedEarly';
import styles from './workbench.module.css';

const Compare = later(async () => (await import('../compare/Compare')).Compare);
const FindCommand = later(async () => (await import('./FindCommand')).FindCommand);

const Drops = later(async () => (await import('../files/Drops')).Drops);
const TalkStrip = later(async () => (await import('../talk/TalkStrip')).TalkStrip);
const Swipes = later(async () => (await import('./Swipes')).Swipes);

const isInTalk = ({ talk }: ViewerState): boolean => talk !== null;

/** Is there anything that could be touched? */
const touches = navigator.maxTouchPoints > 0;

const nothingYet = <main className={styles.main} aria-busy={true} />;

/** One screen: what can be chosen, and the stage that shows it. */
export const Workbench = ({ policies }: Catalogue) => {
  const [command, setCommand] = useState<CommandName | null>(null);
  /** What was typed of a name before there was a field for it. */
  const [finding, setFinding] = useState<string | null>(null);
  const notFinding = () => setFinding(null);
  const [part, setPart] = useState<MachinePart>();
  const changeMachine = useCallback((of?: MachinePart) => {
    setPart(of);
    setCommand('world');
  }, []);
  const opening = useViewer(isOpening);
  const comparing = useViewer(isComparing);
  // The panels stay until what takes their place has been fetched.
  const compared = useDeferredValue(comparing) && comparing;
  const inTalk = useViewer(isInTalk);
  const [, takePart] = useRole();
  const { home } = useVerbs();
  useKeys({
    onShare: () => setCommand('share'),
    onPrint: () => setCommand('print'),
    onHelp: () => setCommand('help'),
    onFind: () => setFinding(''),
    onPanel: focusRegion,
    onExplain: explainWord,
    onTalk: (key) => {
      if (key === 'present') setCommand('present');
      else {
        if (key === 'start') home();
        takePart({ role: 'alone', talk: '' });
      }
    },
  });

  return (
    <MachineEditor value={changeMachine}>
      <div className={styles.workbench}>
        <header>
          {/* Not a link: what follows `#` in the address is the reader's place in the history. */}
          <button type="button" className={styles.skip} onClick={focusStage}>
            Skip to the panels
          </button>
          <Toolbar policies={policies} onCommand={setCommand} />
          <Notice />
        </header>
        {opening ? (
          nothingYet
        ) : (
          <>
            <main id={STAGE} className={styles.main} tabIndex={-1} aria-busy={false}>
              <Narrator policies={policies} onTell={() => setCommand('telling')} />
              <Pending>{inTalk && <TalkStrip />}</Pending>
              <Learning />
              <Quietly>
                <Drops />
                {touches && <Swipes />}
              </Quietly>
              <Pending>
                {compared ? (
                  <Fetching>
                    <Compare />
                  </Fetching>
                ) : (
                  <Panels />
                )}
              </Pending>
            </main>
            <Timeline />
          </>
        )}
        <OpenedCommand
          command={command}
          part={part}
          onClose={() => {
            setCommand(null);
            setPart(undefined);
          }}
        />
        <OpensOver onClose={notFinding} before={<TypedEarly typed={finding ?? ''} onType={setFinding} />}>
          {finding !== null && <FindCommand typed={finding} onClose={notFinding} onTool={setCommand} />}
        </OpensOver>
      </div>
    </MachineEditor>
  );
};
