import { BehindTab } from '../parts/Panel';
import type { PanelName } from '../scenarios/look';
import { Later } from '../session/useViewer';
import type { PanelGroup } from './groups';
import { OnDemand } from './OnDemand';
import { Tab } from './Tab';
import styles from './tabbed.module.css';

interface Props {
  readonly group: PanelGroup;
  readonly open: PanelName | null;
  readonly onPress: (panel: PanelName) => void;
}

/** A group of panels in one place: a row of tabs, and below it the panel that stands open. */
export const Tabbed = ({ group, open, onPress }: Props) => (
  <div className={styles.tabbed} data-open={open !== null || undefined}>
    <div className={styles.tabs}>
      <Later>
        {group.panels.map((panel) => (
          <Tab key={panel} panel={panel} open={panel === open} onPress={onPress} />
        ))}
      </Later>
    </div>
    {open !== null && (
      <BehindTab value={true}>
        <OnDemand panel={open} />
      </BehindTab>
    )}
  </div>
);

/** The same where panels stand below each other: the panel follows the line with its name. */
export const Listed = ({ group, open, onPress }: Props) =>
  group.panels.map((panel) => (
    <div key={panel} className={styles.listed}>
      <Later>
        <Tab panel={panel} open={panel === open} onPress={onPress} />
      </Later>
      {panel === open && (
        <div className={styles.body} data-of={panel}>
          <BehindTab value={true}>
            <OnDemand panel={panel} />
          </BehindTab>
        </div>
      )}
    </div>
  ));
