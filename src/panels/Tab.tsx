import { memo, useContext } from 'react';
import { later } from '../parts/later';
import { PanelKeys } from '../parts/Panel';
import { Quietly } from '../parts/Quietly';
import type { PanelName } from '../scenarios/look';
import { useView } from '../session/useViewer';
import { SummaryText } from './SummaryText';
import { summaryOf } from './summaries';
import styles from './tab.module.css';

interface Props {
  readonly panel: PanelName;
  readonly open: boolean;
  readonly onPress: (panel: PanelName) => void;
}

const SysfsSummary = later(async () => (await import('./closed')).SysfsSummary);

const Summary = ({ panel }: Pick<Props, 'panel'>) => {
  const summary = summaryOf(panel, useView());
  if (summary === null) return null;
  const text = <SummaryText {...summary} />;
  if (panel !== 'Sysfs') return text;
  return (
    <Quietly before={text}>
      <SysfsSummary />
    </Quietly>
  );
};

/**
 * A panel that is one press away: its name, and in a few words what is in it. Folded it is the region of that name; open, the
 * panel itself is, and this is what folds it again.
 */
export const Tab = memo(({ panel, open, onPress }: Props) => {
  const key = useContext(PanelKeys).get(panel);
  const folded = open ? {} : { 'aria-label': panel, 'aria-keyshortcuts': key, 'data-panel': panel, tabIndex: -1 };
  return (
    <section className={styles.tab} data-open={open || undefined} {...folded}>
      <h2 className={styles.name}>
        <button
          type="button"
          className={styles.press}
          aria-expanded={open}
          data-unfolds={panel}
          onClick={() => onPress(panel)}
        >
          {panel}
        </button>
        {key !== undefined && (
          <span className={styles.key} aria-hidden="true">
            {key}
          </span>
        )}
      </h2>
      {!open && <Summary panel={panel} />}
    </section>
  );
});
