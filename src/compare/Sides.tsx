import { useMemo } from 'react';
import type { Policy } from '../kernel/policies';
import { OnDemand } from '../panels/OnDemand';
import { Mono } from '../parts/Mono';
import { PanelScope } from '../parts/Panel';
import { useViewerItself, ViewerScope } from '../session/useViewer';
import { comparingOf } from './comparing';
import { panelsOf, panelsUnder } from './comparison';
import styles from './sides.module.css';

interface SideProps {
  readonly policy: Policy;
  /** The panels that any of the policies has: panels of one kind stand in one row. */
  readonly panels: ReturnType<typeof panelsOf>;
}

/** The panels of one policy, shown by a viewer of its own. */
const Side = ({ policy, panels }: SideProps) => {
  const viewer = useViewerItself();
  const under = useMemo(() => comparingOf(viewer).under(policy.id), [viewer, policy]);
  const own = panelsUnder(policy);
  return (
    <div className={styles.side} style={{ gridRow: `span ${panels.length + 1}` }}>
      <h2 className={styles.title}>
        <Mono>{policy.id}</Mono> <span className={styles.name}>{policy.title}</span>
      </h2>
      <ViewerScope viewer={under}>
        <PanelScope value={`under ${policy.id}`}>
          {panels.map((panel, at) => (
            <div key={panel} className={styles.panel} style={{ gridRow: at + 2 }}>
              {own.includes(panel) ? (
                <OnDemand panel={panel} />
              ) : (
                <p className={styles.none}>No {panel.toLowerCase()} under this policy.</p>
              )}
            </div>
          ))}
        </PanelScope>
      </ViewerScope>
    </div>
  );
};

/** The panels of all policies side by side. Where there is no room for all, they scroll sideways, one after the other. */
export const Sides = ({ policies }: { readonly policies: readonly Policy[] }) => {
  const panels = panelsOf(policies);
  return (
    <div className={styles.sides}>
      <div
        className={styles.columns}
        style={{ gridTemplateColumns: `repeat(${policies.length}, minmax(var(--side), 1fr))` }}
      >
        {policies.map((policy) => (
          <Side key={policy.id} policy={policy} panels={panels} />
        ))}
      </div>
    </div>
  );
};
