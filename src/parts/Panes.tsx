import type { ReactNode } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';
import styles from './panes.module.css';

/** Sizes in per cent, by panel, of every group. */
export type Sizes = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Pane {
  readonly id: string;
  /** What its separators call it. */
  readonly name: string;
  /** Share of the group before anybody moved a separator, in per cent. */
  readonly size: number;
  /** The smallest useful size in pixels. */
  readonly least: number;
  readonly content: ReactNode;
}

interface Props {
  readonly id: string;
  readonly orientation: 'horizontal' | 'vertical';
  readonly panes: readonly Pane[];
  readonly sizes: Sizes;
  readonly onSizes: (group: string, layout: Readonly<Record<string, number>>) => void;
}

/** Sizes from an earlier release, which knew other panels, are of no use. */
const keptLayout = (sizes: Sizes, id: string, panes: readonly Pane[]): Layout => {
  const kept = sizes[id];
  const isWhole =
    kept !== undefined &&
    Object.keys(kept).length === panes.length &&
    panes.every((pane) => kept[pane.id] !== undefined);
  return isWhole ? { ...kept } : Object.fromEntries(panes.map((pane) => [pane.id, pane.size]));
};

/** Panes beside or above each other, with separators that move by mouse, finger and arrow keys. */
export const Panes = ({ id, orientation, panes, sizes, onSizes }: Props) => (
  <Group
    id={id}
    orientation={orientation}
    className={styles.group}
    defaultLayout={keptLayout(sizes, id, panes)}
    onLayoutChanged={(layout, { isUserInteraction }) => isUserInteraction && onSizes(id, layout)}
  >
    {panes.flatMap((pane, index) => [
      ...(index === 0
        ? []
        : [
            <Separator
              key={`before ${pane.id}`}
              className={styles.separator}
              aria-label={`Resize ${panes[index - 1]?.name ?? ''} and ${pane.name}`}
            />,
          ]),
      <Panel key={pane.id} id={pane.id} minSize={pane.least} className={styles.pane}>
        {pane.content}
      </Panel>,
    ])}
  </Group>
);
