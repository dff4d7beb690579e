import { useState } from 'react';
import { Panel } from '../../parts/Panel';
import { Pending } from '../../parts/Pending';
import { TabList } from '../../parts/Tabs';
import styles from './panel.module.css';
import { type ChartTabId, chartTabs, isChartTab } from './tabs';

/** The charts, one tab each. A tab that is not shown is not there. */
export const ChartPanel = () => {
  const [shown, setShown] = useState<ChartTabId>('patch');
  const { Content, title } = chartTabs[shown];
  return (
    <Panel
      title="Statechart"
      scroll={false}
      className={styles.body}
      aside={
        <TabList
          label="Charts"
          tabs={Object.entries(chartTabs).map(([id, tab]) => ({ id, title: tab.title }))}
          shown={shown}
          onShow={(id) => {
            if (isChartTab(id)) setShown(id);
          }}
          className={styles.tabs}
          tabClassName={styles.tab}
        />
      }
    >
      <div key={shown} role="tabpanel" aria-label={title} className={styles.content} tabIndex={-1}>
        <Pending>
          <Content />
        </Pending>
      </div>
    </Panel>
  );
};
