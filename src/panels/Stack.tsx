import { useSettings, useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { GROUPS } from './groups';
import { OnDemand } from './OnDemand';
import styles from './panels.module.css';
import { Listed } from './Tabbed';
import { useTabs } from './useTabs';

const isChallenge = ({ scenario }: ViewerState): boolean => scenario?.challenge !== undefined;

/** On a narrow screen: a single column, the story first. In a challenge, what can be pressed comes first. */
export const Stack = () => {
  const challenge = useViewer(isChallenge);
  const { openIn, press } = useTabs();
  const [{ board }] = useSettings();
  const why = <OnDemand key="why" panel="Why" />;
  const patches = <OnDemand key="patches" panel="Loaded patches" />;
  const tasks = (
    <div key="tasks" className={styles.tall}>
      <OnDemand panel="Tasks" />
    </div>
  );
  return (
    <div className={styles.stack}>
      {challenge ? [patches, tasks, why] : [why, tasks, patches]}
      <OnDemand panel="Version counter" />
      {Object.values(GROUPS).map((group) =>
        board === 'story' ? (
          <Listed key={group.id} group={group} open={openIn(group)} onPress={press} />
        ) : (
          group.panels.map((panel) => (
            <div key={panel} className={panel === 'Statechart' ? undefined : styles.bounded}>
              <OnDemand panel={panel} />
            </div>
          ))
        ),
      )}
    </div>
  );
};
