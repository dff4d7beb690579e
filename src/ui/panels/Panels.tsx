import type { ReactNode } from 'react';
import { useSettings } from '../hooks';
import { type Pane, Panes } from '../Panes';
import { PanelKeys } from '../parts/Panel';
import { TooltipProvider } from '../parts/Tooltip';
import { REGION_KEYS } from '../regions';
import { useMedia } from '../useMedia';
import { FunctionsPanel } from './functions/Panel';
import { LibraryPanel } from './library/Panel';
import { LogPanel } from './log/Panel';
import styles from './panels.module.css';
import { PatchesPanel } from './patches/Panel';
import { SysfsPanel } from './sysfs/Panel';
import { TasksPanel } from './tasks/Panel';
import { VersionPanel } from './version/Panel';
import { WhyPanel } from './why/Panel';

/** On a wide screen: what is loaded on the left, what happens in the middle, what it amounts to on the right. */
const Columns = () => {
  const [{ layout }, change] = useSettings();
  const group = (id: string, orientation: 'horizontal' | 'vertical', panes: readonly Pane[]): ReactNode => (
    <Panes
      id={id}
      orientation={orientation}
      panes={panes}
      sizes={layout}
      onSizes={(moved, sizes) => change({ layout: { ...layout, [moved]: sizes } })}
    />
  );
  return (
    <div className={styles.columns}>
      {group('columns', 'horizontal', [
        {
          id: 'modules',
          name: 'the left column',
          size: 24,
          least: 220,
          content: group('modules-rows', 'vertical', [
            { id: 'loaded', name: 'Loaded patches', size: 52, least: 96, content: <PatchesPanel /> },
            { id: 'library', name: 'Module library', size: 48, least: 96, content: <LibraryPanel /> },
          ]),
        },
        {
          id: 'events',
          name: 'the middle column',
          size: 48,
          least: 360,
          content: group('events-rows', 'vertical', [
            { id: 'tasks', name: 'Tasks', size: 58, least: 140, content: <TasksPanel /> },
            {
              id: 'story',
              name: 'Why and Kernel log',
              size: 42,
              least: 110,
              content: group('story-columns', 'horizontal', [
                { id: 'why', name: 'Why', size: 52, least: 200, content: <WhyPanel /> },
                { id: 'log', name: 'Kernel log', size: 48, least: 200, content: <LogPanel /> },
              ]),
            },
          ]),
        },
        {
          id: 'state',
          name: 'the right column',
          size: 28,
          least: 240,
          content: group('state-rows', 'vertical', [
            { id: 'version', name: 'Version counter', size: 32, least: 90, content: <VersionPanel /> },
            { id: 'functions', name: 'Functions', size: 38, least: 90, content: <FunctionsPanel /> },
            { id: 'sysfs', name: 'Sysfs', size: 30, least: 90, content: <SysfsPanel /> },
          ]),
        },
      ])}
    </div>
  );
};

/** On a narrow one: a single column, the story first. */
const Stack = () => (
  <div className={styles.stack}>
    <WhyPanel />
    <div className={styles.tall}>
      <TasksPanel />
    </div>
    <PatchesPanel />
    <div className={styles.bounded}>
      <LibraryPanel />
    </div>
    <VersionPanel />
    <FunctionsPanel />
    <div className={styles.bounded}>
      <LogPanel />
    </div>
    <SysfsPanel />
  </div>
);

/** The eight panels above the timeline. */
export const Panels = () => {
  const wide = useMedia('(min-width: 1100px)');
  return (
    <TooltipProvider>
      <PanelKeys value={REGION_KEYS}>{wide ? <Columns /> : <Stack />}</PanelKeys>
    </TooltipProvider>
  );
};
