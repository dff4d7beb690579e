import { memo } from 'react';
import { join } from '../../parts/join';
import { lookMark } from '../../words/lookMarks';
import { bigLines, bigName, FONT, type Line, type PlacedBox, type Row, widthOf } from './chartView';
import styles from './drawing.module.css';

/** What a row shows beside its own words, as one string, so that a box whose rows show the same is not drawn again. */
export type RowMark = 'open' | 'closed' | 'absent' | `closed by ${string}`;

interface Props {
  readonly box: PlacedBox;
  readonly active: boolean;
  /** One mark per row, in lines. */
  readonly marks: string;
  /** The key of a row, the name of this phase, or neither. */
  readonly picked: string | null;
}

const Words = ({ line }: { readonly line: Line }) => (
  <text className={styles[line.face]} x={line.x} y={line.y} fontSize={FONT[line.face]} textAnchor={line.anchor}>
    {line.text}
  </text>
);

const GAP = 16;
const PAD = 12;

/** The guard that closes a row, where there is room for it. */
const Closing = ({ row, by }: { readonly row: Row; readonly by: string }) => {
  const words = `⊘ ${by}`;
  const [ask] = row.lines;
  const beside = row.lines.find(({ anchor }) => anchor === 'end');
  const end = row.width - PAD - (beside ? widthOf(beside.text, beside.face) + GAP : 0);
  const begin = PAD + (ask ? widthOf(ask.text, ask.face) + GAP : 0);
  if (row.x > 0 || begin + widthOf(words, 'to') > end) return null;
  return (
    <text className={styles.closing} x={end} y={ask?.y} fontSize={FONT.to} textAnchor="end">
      {words}
    </text>
  );
};

const CLOSED_BY = 'closed by ';

const RowView = ({ row, mark, picked }: { readonly row: Row; readonly mark: string; readonly picked: boolean }) => (
  <g
    data-edge={row.edge.key}
    data-look={lookMark.edge(row.edge.key)}
    className={join(
      styles.row,
      mark.startsWith('closed') && styles.closed,
      mark === 'absent' && styles.absent,
      row.x > 0 && styles.chip,
      picked && styles.picked,
    )}
  >
    <title>{row.edge.description}</title>
    <rect
      className={styles.rowPaper}
      x={row.x}
      y={row.y}
      width={row.width}
      height={row.height}
      rx={row.x > 0 ? 4 : 0}
    />
    {row.lines.map((line) => (
      <Words key={`${line.x} ${line.y}`} line={line} />
    ))}
    {mark.startsWith(CLOSED_BY) && <Closing row={row} by={mark.slice(CLOSED_BY.length)} />}
  </g>
);

/** A phase: its name, what it is, and its outgoing edges in the order they are asked. */
export const Box = memo(({ box, active, marks, picked }: Props) => {
  const each = marks.split('\n');
  const big = bigName(box.name, box.width, box.height);
  return (
    <g
      data-phase={box.name}
      className={join(
        styles.box,
        box.compound && styles.compound,
        active && styles.active,
        picked === box.name && styles.picked,
      )}
      transform={`translate(${box.x} ${box.y})`}
    >
      <rect className={styles.paper} width={box.width} height={box.height} rx={8} />
      <g className={styles.near}>
        {box.lines.map((line) => (
          <Words key={`${line.x} ${line.y}`} line={line} />
        ))}
        {box.rows.map((row, at) => (
          <RowView key={row.edge.key} row={row} mark={each[at] ?? ''} picked={picked === row.edge.key} />
        ))}
      </g>
      <g className={styles.big}>
        <title>{box.description}</title>
        <rect className={styles.all} width={box.width} height={box.height} />
        {bigLines(big, box.height).map((y, at) => (
          <text key={y} x={box.width / 2} y={y} fontSize={big.size} textAnchor="middle">
            {big.lines[at]}
          </text>
        ))}
      </g>
      <rect className={styles.edging} width={box.width} height={box.height} rx={8} />
    </g>
  );
});
