import { useState } from 'react';
import { Appearance } from '../app/Appearance';
import type { CommandName } from '../app/commands';
import { FocusKeeper } from '../app/FocusKeeper';
import { Narrator } from '../app/Narrator';
import { Notice } from '../app/Notice';
import { NoticeBanner } from '../app/NoticeBanner';
import { OpenedCommand } from '../app/OpenedCommand';
import { Swipes } from '../app/Swipes';
import type { Policy } from '../kernel/policies';
import { explainWord } from '../learn/glossary/explainWord';
import { OnDemand, type PanelName, panelNames } from '../panels/OnDemand';
import { focusRegion, REGION_KEYS, STAGE } from '../panels/regions';
import { ErrorBoundary } from '../parts/ErrorBoundary';
import '../parts/forcedColors.css';
import '../parts/scrollEdges.css';
import { PanelKeys } from '../parts/Panel';
import type { Started } from '../session/start';
import { useKeys, useViewer, ViewerProvider } from '../session/useViewer';
import { Timeline } from '../timeline/Timeline';
import { isOpening } from '../viewer/selectors';
import styles from './embed.module.css';
import { Head } from './Head';
import { readEmbed } from './options';

const USUAL: readonly PanelName[] = ['Why', 'Tasks'];

interface FrameProps {
  readonly policies: readonly Policy[];
  readonly panels: readonly PanelName[];
  /** What the address asks for and is not there. */
  readonly problems: readonly string[];
}

const Frame = ({ policies, panels, problems }: FrameProps) => {
  const [command, setCommand] = useState<CommandName | null>(null);
  const [dismissed, setDismissed] = useState(false);
  const opening = useViewer(isOpening);
  useKeys({
    onShare: () => setCommand('share'),
    onHelp: () => setCommand('help'),
    onPanel: focusRegion,
    onExplain: explainWord,
  });

  return (
    <div className={styles.frame}>
      <header>
        <Head policies={policies} />
        {problems.length > 0 && !dismissed && (
          <NoticeBanner
            what="This frame is not what its page asked for."
            says={problems.join(' ')}
            advice="The rest is shown."
            onDismiss={() => setDismissed(true)}
          />
        )}
        <Notice />
      </header>
      <main id={STAGE} className={styles.main} tabIndex={-1} aria-busy={opening}>
        {!opening && (
          <>
            <Narrator policies={policies} />
            <PanelKeys value={REGION_KEYS}>
              <div className={styles.panels}>
                {panels.map((panel) => (
                  <OnDemand key={panel} panel={panel} />
                ))}
              </div>
            </PanelKeys>
          </>
        )}
      </main>
      {!opening && <Timeline />}
      <Swipes />
      <OpenedCommand command={command} onClose={() => setCommand(null)} />
    </div>
  );
};

interface Props {
  readonly started: Started;
  readonly policies: readonly Policy[];
  /** The hash of a link that opens the first scenario. */
  readonly home: string;
  /** The query of the address, which says what to show. */
  readonly search: string;
}

/** The viewer inside another page: the story, the panels that page asked for, and a way to step. */
export const Embed = ({ started, policies, home, search }: Props) => {
  const [{ panels, theme, problems }] = useState(() => readEmbed(search, panelNames, USUAL));
  const [prepared] = useState(() => {
    started.settings.change({ theme });
    return started;
  });
  return (
    <ErrorBoundary home={home}>
      <ViewerProvider started={prepared}>
        <Appearance />
        <FocusKeeper />
        <Frame policies={policies} panels={panels} problems={problems} />
      </ViewerProvider>
    </ErrorBoundary>
  );
};
