import { lazy, Suspense, useState } from 'react';
import type { Policy } from '../kernel/policies';
import type { ScenarioTitle } from '../scenarios/scenario';
import type { ViewerState } from '../viewer/state';
import { useKeys, useViewer } from './hooks';
import { Panels } from './panels/Panels';
import { focusRegion, focusStage, STAGE } from './regions';
import { Timeline } from './timeline/Timeline';
import { Narrator } from './toolbar/Narrator';
import { Problem } from './toolbar/Problem';
import { Toolbar } from './toolbar/Toolbar';
import styles from './workbench.module.css';

const Share = lazy(async () => ({ default: (await import('./dialogs/Share')).Share }));
const Help = lazy(async () => ({ default: (await import('./dialogs/Help')).Help }));
const OwnWorld = lazy(async () => ({ default: (await import('./dialogs/OwnWorld')).OwnWorld }));

/** What can be opened, and under which rules. */
export interface Catalogue {
  /** In the order of the menu; groups in the order of their first scenario. */
  readonly titles: readonly ScenarioTitle[];
  readonly policies: readonly Policy[];
}

export type DialogName = 'share' | 'help' | 'world';

/** Until the first scenario has come there is nothing to show, unless it cannot come at all. */
const isOpening = ({ opening, problem }: ViewerState): boolean => opening.serial === 0 && problem === null;

const nothingYet = <main className={styles.main} aria-busy={true} />;

/** One screen: what can be chosen, and the stage that shows it. */
export const Workbench = ({ titles, policies }: Catalogue) => {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const opening = useViewer(isOpening);
  const close = () => setDialog(null);
  useKeys({ onShare: () => setDialog('share'), onHelp: () => setDialog('help'), onPanel: focusRegion });

  return (
    <div className={styles.workbench}>
      <header>
        {/* Not a link: what follows `#` in the address is the reader's place in the history. */}
        <button type="button" className={styles.skip} onClick={focusStage}>
          Skip to the panels
        </button>
        <Toolbar titles={titles} policies={policies} onDialog={setDialog} />
        <Problem />
      </header>
      {opening ? (
        nothingYet
      ) : (
        <>
          <main id={STAGE} className={styles.main} tabIndex={-1} aria-busy={false}>
            <Narrator policies={policies} />
            <Panels />
          </main>
          <Timeline />
        </>
      )}
      <Suspense>
        {dialog === 'share' && <Share onClose={close} />}
        {dialog === 'help' && <Help onClose={close} />}
        {dialog === 'world' && <OwnWorld onClose={close} />}
      </Suspense>
    </div>
  );
};
