import type { ReactNode } from 'react';
import { type Pane, Panes } from '../parts/Panes';
import { TooltipProvider } from '../parts/Tooltip';
import { useSettings } from '../session/useViewer';
import { THREE_COLUMNS, TWO_COLUMNS } from './arrangements';
import { OnDemand } from './OnDemand';
import styles from './panels.module.css';

interface Props {
  /** Room for three columns; else there are two, higher than the screen. */
  readonly three: boolean;
}

/** On a wide screen: panels beside and above each other, in the sizes that the reader gave them. */
export const Columns = ({ three }: Props) => {
  const [{ layout }, change] = useSettings();
  const group = (id: string, orientation: 'horizontal' | 'vertical', panes: readonly Pane[]): ReactNode => (
    <Panes
      key={id}
      id={id}
      orientation={orientation}
      panes={panes}
      sizes={layout}
      onSizes={(moved, sizes) => change({ layout: { ...layout, [moved]: sizes } })}
    />
  );
  const { id, columns } = three ? THREE_COLUMNS : TWO_COLUMNS;
  const prefix = three ? '' : `${id}-`;
  return (
    <TooltipProvider>
      <div className={styles.columns}>
        <div className={styles.frame} data-high={!three || undefined}>
          <div className={styles.sheet}>
            {group(
              id,
              'horizontal',
              columns.map(({ rows, ...column }) => ({
                ...column,
                content: group(
                  `${prefix}${column.id}-rows`,
                  'vertical',
                  rows.map(({ panel, ...row }) => ({ ...row, name: panel, content: <OnDemand panel={panel} /> })),
                ),
              })),
            )}
          </div>
        </div>
      </div>
    </TooltipProvider>
  );
};
