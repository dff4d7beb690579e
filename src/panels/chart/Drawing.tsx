import { memo, type Ref } from 'react';
import type { Policy } from '../../kernel/policies';
import { ArrowHead } from '../../parts/ArrowHead';
import { join } from '../../parts/join';
import type { View } from '../../viewer/contract';
import { Box, type RowMark } from './Box';
import { Compared } from './Compared';
import {
  chartSentence,
  type DiagramEdge,
  FONT,
  FRAME,
  type Frame,
  isUnder,
  type Picked,
  type PlacedLine,
  pathOf,
  takenEdges,
  wholeDrawing,
} from './chartView';
import styles from './drawing.module.css';
import { closedBy, type EdgeStatuses, isOpen } from './now';
import { Taken } from './Taken';

interface Props {
  readonly view: View;
  readonly statuses: EdgeStatuses;
  readonly picked: Picked;
  readonly picture: Ref<SVGSVGElement>;
}

/** What the step took is lit, whether or not it could be taken again. */
const markOf = (policy: Policy, statuses: EdgeStatuses, lit: ReadonlySet<string>, edge: DiagramEdge): RowMark => {
  if (!isUnder(policy, edge)) return 'absent';
  const status = statuses.get(edge.key);
  if (isOpen(status) || statuses.size === 0 || lit.has(edge.key)) return 'open';
  const by = closedBy(status);
  return by === null || (edge.guard.kind !== 'otherwise' && edge.guard.name === by) ? 'closed' : `closed by ${by}`;
};

const LineView = memo(({ line, mark }: { readonly line: PlacedLine; readonly mark: string }) => (
  <path
    data-edge={line.edge.key}
    className={mark === 'open' ? styles.line : mark === 'absent' ? styles.lineAbsent : styles.lineClosed}
    d={pathOf(line.points)}
    markerEnd="url(#chart-arrow)"
  />
));

const NAME_X = 14;

/** A compound state: its name, and the states inside. */
const FrameView = memo(({ frame, picked }: { readonly frame: Frame; readonly picked: boolean }) => (
  <g data-phase={frame.name} className={join(styles.box, picked && styles.picked)}>
    <title>{frame.description}</title>
    <rect className={styles.frame} x={frame.x} y={frame.y} width={frame.width} height={frame.height} rx={12} />
    {!frame.named && (
      <>
        <text className={join(styles.name, styles.near)} x={frame.x + NAME_X} y={frame.y + 23} fontSize={FONT.name}>
          {frame.name}
        </text>
        {/* On the other side than the numbers of the edges taken. */}
        <text
          className={styles.big}
          x={frame.x + frame.width - NAME_X}
          y={frame.y + 28}
          fontSize={FRAME.head - 6}
          textAnchor="end"
        >
          {frame.name}
        </text>
      </>
    )}
  </g>
));

/** The chart. A step changes classes and what is lit; boxes and lines stay. */
export const Drawing = ({ view, statuses, picked, picture }: Props) => {
  const { policy, cursor, phase } = view;
  const taken = takenEdges(view);
  const lit = new Set(taken.map(({ edge }) => edge.key));
  const mark = (edge: DiagramEdge): RowMark => markOf(policy, statuses, lit, edge);
  return (
    <svg
      ref={picture}
      role="img"
      aria-label={chartSentence(view)}
      className={styles.svg}
      width={wholeDrawing.width}
      height={wholeDrawing.height}
    >
      <defs>
        <ArrowHead id="chart-arrow" className={styles.head} />
        <ArrowHead id="chart-taken" className={styles.takenHead} />
      </defs>
      {wholeDrawing.frames.map((frame) => (
        <FrameView key={frame.name} frame={frame} picked={picked?.key === frame.name} />
      ))}
      {wholeDrawing.lines.map((line) => (
        <LineView key={line.edge.key} line={line} mark={mark(line.edge)} />
      ))}
      {wholeDrawing.boxes.map((box) => (
        <Box
          key={box.name}
          box={box}
          active={box.name === phase}
          marks={box.rows.map(({ edge }) => mark(edge)).join('\n')}
          picked={picked !== null && picked.key.split(' ')[0] === box.name ? picked.key : null}
        />
      ))}
      <Taken taken={taken} place={`${cursor.step} ${cursor.micro ?? ''}`} inside={cursor.micro !== null} />
      <Compared />
    </svg>
  );
};
