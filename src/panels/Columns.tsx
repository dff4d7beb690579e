import type { ReactNode } from 'react';
import { type Pane, Panes } from '../parts/Panes';
import { useSettings } from '../session/useViewer';
import { type Arrangement, type Row, STORY, STORY_IN_TWO, THREE_COLUMNS, TWO_COLUMNS } from './arrangements';
import { GROUPS } from './groups';
import { OnDemand } from './OnDemand';
import styles from './panels.module.css';
import { Tabbed } from './Tabbed';
import { useTabs } from './useTabs';

interface Props {
  /** Room for three columns; else there are two. */
  readonly three: boolean;
}

const arrangementOf = (board: 'story' | 'everything', three: boolean): Arrangement => {
  if (board === 'story') return three ? STORY : STORY_IN_TWO;
  return three ? THREE_COLUMNS : TWO_COLUMNS;
};

/** On a wide screen: panels beside and above each other, in the sizes that the reader gave them. */
export const Columns = ({ three }: Props) => {
  const [{ layout, board }, change] = useSettings();
  const { openIn, press } = useTabs();
  const { id, columns } = arrangementOf(board, three);
  const group = (name: string, orientation: 'horizontal' | 'vertical', panes: readonly Pane[]): ReactNode => (
    <Panes
      key={name}
      id={name}
      orientation={orientation}
      panes={panes}
      sizes={layout}
      onSizes={(moved, sizes) => change({ layout: { ...layout, [moved]: sizes } })}
    />
  );
  const paneOf = (row: Row): Pane => {
    if ('panel' in row) return { ...row, name: row.panel, content: <OnDemand panel={row.panel} /> };
    const tabs = GROUPS[row.group];
    const open = openIn(tabs);
    return {
      ...row,
      name: tabs.name,
      folded: open === null,
      content: <Tabbed group={tabs} open={open} onPress={press} />,
    };
  };
  // Under these names sizes were kept before there were several arrangements.
  const prefix = id === THREE_COLUMNS.id ? '' : `${id}-`;
  return (
    <div className={styles.columns}>
      <div className={styles.frame} data-board={board} data-high={!three || undefined}>
        <div className={styles.sheet}>
          {group(
            id,
            'horizontal',
            columns.map(({ rows, ...column }) => ({
              ...column,
              content: group(`${prefix}${column.id}-rows`, 'vertical', rows.map(paneOf)),
            })),
          )}
        </div>
      </div>
    </div>
  );
};
