import { memo, type Ref } from 'react';
import type { Policy } from '../../../kernel/policies';
import type { View } from '../../../viewer/contract';
import {
  chartSentence,
  isUnder,
  type Picked,
  type PlacedBox,
  type PlacedLine,
  pathOf,
  takenEdges,
  wholeDrawing,
} from '../../../viewer/panels/chart';
import { closedBy, isOpen, type Standings } from '../../../viewer/panels/chartNow';
import { Box, type RowMark } from './Box';
import { Compared } from './Compared';
import styles from './drawing.module.css';
import { Taken } from './Taken';

interface Props {
  readonly view: View;
  readonly standings: Standings;
  readonly picked: Picked;
  readonly world: Ref<SVGGElement>;
}

const markOf = (policy: Policy, standings: Standings, edge: PlacedLine['edge']): RowMark => {
  if (!isUnder(policy, edge)) return 'absent';
  const standing = standings.get(edge.key);
  if (isOpen(standing) || standings.size === 0) return 'open';
  const by = closedBy(standing);
  return by === null || (edge.asks.kind !== 'otherwise' && edge.asks.name === by) ? 'closed' : `closed by ${by}`;
};

const marksOf = (policy: Policy, standings: Standings, { rows }: PlacedBox): string =>
  rows.map(({ edge }) => markOf(policy, standings, edge)).join('\n');

const LineView = memo(({ line, mark }: { readonly line: PlacedLine; readonly mark: string }) => (
  <path
    data-edge={line.edge.key}
    className={mark === 'open' ? styles.line : mark === 'absent' ? styles.lineAbsent : styles.lineClosed}
    d={pathOf(line.points)}
    markerEnd="url(#chart-arrow)"
  />
));

/** The head of an arrow; `id` names it for the lines that end in it. */
const Arrow = ({ id, className }: { readonly id: string; readonly className: string | undefined }) => (
  <marker
    id={id}
    viewBox="0 0 8 8"
    refX="7"
    refY="4"
    markerWidth="8"
    markerHeight="8"
    markerUnits="userSpaceOnUse"
    orient="auto"
  >
    <path className={className} d="M0 0.5 7.5 4 0 7.5Z" />
  </marker>
);

/** The chart. A step changes classes and what is lit; boxes and lines stay. */
export const Drawing = ({ view, standings, picked, world }: Props) => {
  const { policy, cursor, phase } = view;
  return (
    <svg role="img" aria-label={chartSentence(view)} className={styles.svg}>
      <defs>
        <Arrow id="chart-arrow" className={styles.head} />
        <Arrow id="chart-taken" className={styles.takenHead} />
      </defs>
      <g ref={world} className={styles.world}>
        {wholeDrawing.lines.map((line) => (
          <LineView key={line.edge.key} line={line} mark={markOf(policy, standings, line.edge)} />
        ))}
        {wholeDrawing.boxes.map((box) => (
          <Box
            key={box.phase}
            box={box}
            active={box.phase === phase}
            marks={marksOf(policy, standings, box)}
            picked={picked !== null && picked.key.split(' ')[0] === box.phase ? picked.key : null}
          />
        ))}
        <Taken taken={takenEdges(view)} place={`${cursor.step} ${cursor.micro ?? ''}`} inside={cursor.micro !== null} />
        <Compared />
      </g>
    </svg>
  );
};
