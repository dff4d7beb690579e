import { useMemo } from 'react';
import { Panes } from '../parts/Panes';
import { useMedia } from '../parts/useMedia';
import { useSettings, useViewer, useViewerItself } from '../session/useViewer';
import { ChartDifference } from './ChartDifference';
import { Choice } from './Choice';
import styles from './compare.module.css';
import { comparedPolicies, comparingOf } from './comparing';
import { chartDifferences } from './comparison';
import { Sides } from './Sides';
import { Verdicts } from './Verdicts';

/** Two to five policies side by side on the same events: what each answered to every step, and its panels at this one. */
export const Compare = () => {
  const viewer = useViewerItself();
  const { comparison } = useMemo(() => comparingOf(viewer), [viewer]);
  const compared = useViewer(comparedPolicies);
  const answers = useViewer(comparison);
  const wide = useMedia('(min-width: 1100px)');
  const [{ layout }, change] = useSettings();

  const verdicts = <Verdicts comparison={answers} />;
  const edges = <ChartDifference rows={chartDifferences(compared)} policies={compared} />;
  const sides = <Sides policies={compared} />;
  const onSizes = (group: string, sizes: Readonly<Record<string, number>>) =>
    change({ layout: { ...layout, [group]: sizes } });
  return (
    <div className={styles.compare}>
      <Choice comparison={answers} policies={compared} />
      {wide ? (
        <div className={styles.panes}>
          <Panes
            id="compare-rows"
            orientation="vertical"
            sizes={layout}
            onSizes={onSizes}
            panes={[
              {
                id: 'answers',
                name: 'the verdicts',
                size: 44,
                least: 120,
                content: (
                  <Panes
                    id="compare-answers"
                    orientation="horizontal"
                    sizes={layout}
                    onSizes={onSizes}
                    panes={[
                      { id: 'verdicts', name: 'Verdicts by step', size: 66, least: 320, content: verdicts },
                      { id: 'edges', name: 'Chart difference', size: 34, least: 220, content: edges },
                    ]}
                  />
                ),
              },
              { id: 'sides', name: 'the panels of each policy', size: 56, least: 140, content: sides },
            ]}
          />
        </div>
      ) : (
        <div className={styles.stack}>
          {verdicts}
          {edges}
          {sides}
        </div>
      )}
    </div>
  );
};
