import { useMemo } from 'react';
import { comparedPolicies, comparingOf } from '../compare/comparing';
import type { Policy } from '../kernel/policies';
import { OnDemand } from '../panels/OnDemand';
import { STAGE } from '../panels/regions';
import { Mono } from '../parts/Mono';
import { PanelScope } from '../parts/Panel';
import { useViewer, useViewerItself, ViewerScope } from '../session/useViewer';
import styles from './audience.module.css';

const Under = ({ policy }: { readonly policy: Policy }) => {
  const viewer = useViewerItself();
  const under = useMemo(() => comparingOf(viewer).under(policy.id), [viewer, policy]);
  return (
    <section className={styles.under} aria-label={policy.title}>
      <h2>
        {policy.title} <Mono>{policy.id}</Mono>
      </h2>
      <div>
        <ViewerScope viewer={under}>
          <PanelScope value={`under ${policy.id}`}>
            <OnDemand panel="Why" />
          </PanelScope>
        </ViewerScope>
      </div>
    </section>
  );
};

/** A comparison as a slide: what each policy answers to the same event, side by side. */
export const Comparison = () => {
  const policies = useViewer(comparedPolicies);
  return (
    <main id={STAGE} className={styles.comparison} tabIndex={-1} aria-busy={false}>
      {policies.map((policy) => (
        <Under key={policy.id} policy={policy} />
      ))}
    </main>
  );
};
