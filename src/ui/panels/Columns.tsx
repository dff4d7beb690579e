import type { ReactNode } from 'react';
import { useSettings } from '../hooks';
import { type Pane, Panes } from '../Panes';
import { TooltipProvider } from '../parts/Tooltip';
import { OnDemand } from './OnDemand';
import styles from './panels.module.css';

/** On a wide screen: what is loaded on the left, what happens in the middle, what it amounts to on the right. */
export const Columns = () => {
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
    <TooltipProvider>
      <div className={styles.columns}>
        {group('columns', 'horizontal', [
          {
            id: 'modules',
            name: 'the left column',
            size: 24,
            least: 220,
            content: group('modules-rows', 'vertical', [
              {
                id: 'loaded',
                name: 'Loaded patches',
                size: 52,
                least: 96,
                content: <OnDemand panel="Loaded patches" />,
              },
              {
                id: 'library',
                name: 'Module library',
                size: 48,
                least: 96,
                content: <OnDemand panel="Module library" />,
              },
            ]),
          },
          {
            id: 'events',
            name: 'the middle column',
            size: 48,
            least: 360,
            content: group('events-rows', 'vertical', [
              { id: 'tasks', name: 'Tasks', size: 58, least: 140, content: <OnDemand panel="Tasks" /> },
              {
                id: 'story',
                name: 'Why and Kernel log',
                size: 42,
                least: 110,
                content: group('story-columns', 'horizontal', [
                  { id: 'why', name: 'Why', size: 52, least: 200, content: <OnDemand panel="Why" /> },
                  { id: 'log', name: 'Kernel log', size: 48, least: 200, content: <OnDemand panel="Kernel log" /> },
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
              {
                id: 'version',
                name: 'Version counter',
                size: 32,
                least: 90,
                content: <OnDemand panel="Version counter" />,
              },
              { id: 'functions', name: 'Functions', size: 38, least: 90, content: <OnDemand panel="Functions" /> },
              { id: 'sysfs', name: 'Sysfs', size: 30, least: 90, content: <OnDemand panel="Sysfs" /> },
            ]),
          },
        ])}
      </div>
    </TooltipProvider>
  );
};
