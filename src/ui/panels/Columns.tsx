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
                size: 38,
                least: 96,
                content: <OnDemand panel="Loaded patches" />,
              },
              {
                id: 'library',
                name: 'Module library',
                size: 38,
                least: 96,
                content: <OnDemand panel="Module library" />,
              },
              {
                id: 'version',
                name: 'Version counter',
                size: 24,
                least: 90,
                content: <OnDemand panel="Version counter" />,
              },
            ]),
          },
          {
            id: 'events',
            name: 'the middle column',
            size: 48,
            least: 360,
            content: group('events-rows', 'vertical', [
              { id: 'tasks', name: 'Tasks', size: 52, least: 140, content: <OnDemand panel="Tasks" /> },
              { id: 'chart', name: 'Statechart', size: 48, least: 140, content: <OnDemand panel="Statechart" /> },
            ]),
          },
          {
            id: 'state',
            name: 'the right column',
            size: 28,
            least: 240,
            content: group('state-rows', 'vertical', [
              { id: 'why', name: 'Why', size: 32, least: 110, content: <OnDemand panel="Why" /> },
              { id: 'log', name: 'Kernel log', size: 26, least: 100, content: <OnDemand panel="Kernel log" /> },
              { id: 'functions', name: 'Functions', size: 24, least: 90, content: <OnDemand panel="Functions" /> },
              { id: 'sysfs', name: 'Sysfs', size: 18, least: 80, content: <OnDemand panel="Sysfs" /> },
            ]),
          },
        ])}
      </div>
    </TooltipProvider>
  );
};
