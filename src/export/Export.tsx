import { Tabs } from 'radix-ui';
import { useMemo, useState } from 'react';
import { Dialog } from '../parts/Dialog';
import { useSettings, useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { Base } from './Base';
import { exportBase } from './baseAddress';
import styles from './export.module.css';
import { FigureTab } from './FigureTab';
import { FileTab } from './FileTab';
import { HandoutTab } from './HandoutTab';
import { MailTab } from './MailTab';
import { StripTab } from './StripTab';
import { storyOf } from './story';
import { type Exporting, ExportingProvider } from './useExporting';

const whole = (state: ViewerState): ViewerState => state;

/** Takes a step, a scenario or several of them out of the app. */
export const Export = ({ onClose }: { readonly onClose: () => void }) => {
  const state = useViewer(whole);
  const [{ exportBase: chosen }] = useSettings();
  const [tab, setTab] = useState('figure');
  const base = exportBase(chosen, window.location.href);
  const { scenario, lines, line, trace, cursor } = state;
  const story = useMemo(() => storyOf({ scenario, lines, line, trace }), [scenario, lines, line, trace]);
  const exporting = useMemo<Exporting>(() => ({ story, cursor, base }), [story, cursor, base]);
  const tabs = [
    { value: 'figure', label: 'Figure', content: <FigureTab /> },
    { value: 'strip', label: 'Film strip', content: <StripTab /> },
    { value: 'mail', label: 'Text for a mail', content: <MailTab /> },
    { value: 'file', label: 'File', content: <FileTab /> },
    { value: 'handout', label: 'Handout', content: <HandoutTab current={scenario?.id ?? null} /> },
  ];
  return (
    <Dialog
      title="Export"
      description="What is on the screen as a figure, a film strip, a text or a file, and scenarios on paper. All of it is made in this browser."
      wide
      onClose={onClose}
    >
      <ExportingProvider value={exporting}>
        <Tabs.Root value={tab} onValueChange={setTab}>
          <Tabs.List className={styles.tabs} aria-label="What to export">
            {tabs.map(({ value, label }) => (
              <Tabs.Trigger key={value} value={value} className={styles.trigger}>
                {label}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {tabs.map(({ value, content }) => (
            <Tabs.Content key={value} value={value} className={styles.content}>
              {content}
            </Tabs.Content>
          ))}
        </Tabs.Root>
        <Base base={base} />
      </ExportingProvider>
    </Dialog>
  );
};
