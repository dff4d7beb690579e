import { Tabs } from 'radix-ui';
import { Panel } from '../../parts/Panel';
import { Pending } from '../../parts/Pending';
import styles from './panel.module.css';
import { chartTabs } from './tabs';

/** The charts, one tab each. A tab that is not shown is not there. */
export const ChartPanel = () => (
  <Tabs.Root className={styles.root} defaultValue={chartTabs[0]?.id ?? ''}>
    <Panel
      title="Statechart"
      scroll={false}
      className={styles.body}
      aside={
        <Tabs.List className={styles.tabs} aria-label="Charts">
          {chartTabs.map(({ id, title }) => (
            <Tabs.Trigger key={id} value={id} className={styles.tab}>
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      }
    >
      {chartTabs.map(({ id, Content }) => (
        <Tabs.Content key={id} value={id} className={styles.content} tabIndex={-1}>
          <Pending>
            <Content />
          </Pending>
        </Tabs.Content>
      ))}
    </Panel>
  </Tabs.Root>
);
