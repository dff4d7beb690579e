import type { StateName } from '../../chart/phases';
import { join } from '../../parts/join';
import { boxFor, lineOf, numbersText, pathOf, rowRect, type TakenEdge, wholeDrawing } from './chartView';
import styles from './drawing.module.css';

const RADIUS = 9;
const FAR_NUMBER = 44;
const DIGIT = 6.5;
/** Of the first line of a row. */
const MIDDLE = 11;

/** All of them are there after about so many durations, however many there are. */
const LAST = 6;

const delay = (at: number) => ({ animationDelay: `calc(var(--motion) * ${Math.min(at * 0.5, LAST)})` });

interface Props {
  readonly taken: readonly TakenEdge[];
  /** Another word for every place in the history: what is lit is lit anew. */
  readonly place: string;
  /** The reader is inside the event: only the last edge is new. */
  readonly inside: boolean;
}

const Edge = ({ edge, numbers, current, at, stay }: TakenEdge & { readonly at: number; readonly stay: boolean }) => {
  const row = rowRect(edge);
  const line = lineOf(edge);
  if (row === null) return null;
  const words = numbersText(numbers);
  const width = Math.max(2 * RADIUS, words.length * DIGIT + 8);
  // On the left side of the box, where neither a word nor a line is.
  const box = boxFor(wholeDrawing, edge.from);
  const left = box?.x ?? row.x;
  return (
    <g className={join(styles.takenEdge, current && styles.current, stay && styles.stay)} style={delay(at)}>
      {line && <path className={styles.way} d={pathOf(line.points)} pathLength={1} markerEnd="url(#chart-taken)" />}
      <g className={styles.near}>
        <rect className={styles.around} x={row.x + 1} y={row.y} width={row.width - 2} height={row.height} rx={4} />
        <rect
          className={styles.badge}
          x={left - width / 2}
          y={row.y + MIDDLE - RADIUS}
          width={width}
          height={2 * RADIUS}
          rx={RADIUS}
        />
        <text className={styles.number} x={left} y={row.y + MIDDLE + 4} fontSize={11} textAnchor="middle">
          {words}
        </text>
      </g>
    </g>
  );
};

/** From far away: which states were left, and when. */
const Passed = ({
  state,
  numbers,
  at,
}: {
  readonly state: StateName;
  readonly numbers: readonly number[];
  readonly at: number;
}) => {
  const box = boxFor(wholeDrawing, state);
  if (box === undefined) return null;
  return (
    <g className={styles.takenEdge} style={delay(at)}>
      <rect className={styles.around} x={box.x} y={box.y} width={box.width} height={box.height} rx={8} />
      <text className={styles.farNumber} x={box.x} y={box.y - RADIUS} fontSize={FAR_NUMBER}>
        {numbersText(numbers)}
      </text>
    </g>
  );
};

/** Every state that was left, with the numbers of the edges that left it. */
const statesLeft = (taken: readonly TakenEdge[]): readonly (readonly [StateName, readonly number[]])[] => {
  const states = new Map<StateName, readonly number[]>();
  for (const { edge, numbers } of taken) states.set(edge.from, [...(states.get(edge.from) ?? []), ...numbers]);
  return [...states].map(([state, numbers]) => [state, numbers.toSorted((a, b) => a - b)]);
};

/** The edges that the step took, lit one after the other in their order, and numbered. */
export const Taken = ({ taken, place, inside }: Props) => (
  <g key={place} className={styles.taken}>
    {taken.map((each, at) => (
      <Edge key={each.edge.key} {...each} at={inside ? 0 : at} stay={inside && !each.current} />
    ))}
    <g className={styles.far}>
      {statesLeft(taken).map(([state, numbers], at) => (
        <Passed key={state} state={state} numbers={numbers} at={inside ? 0 : at} />
      ))}
    </g>
  </g>
);
