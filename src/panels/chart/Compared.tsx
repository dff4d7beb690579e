import { createContext, use } from 'react';
import { join } from '../../parts/join';
import { boxFor, edgeWithKey, FONT, rowRect, wholeDrawing, widthOf } from './chartView';
import styles from './compared.module.css';
import drawing from './drawing.module.css';

/** An edge that differs, and whose it is in little room. */
interface MarkedEdge {
  readonly edge: { readonly key: string };
  readonly mark: string;
}

/** The edges that differ between the policies that are compared; `null` where nothing is. */
export const ComparedEdges = createContext<readonly MarkedEdge[] | null>(null);

const HEIGHT = 18;
const PAD = 6;

const Mark = ({
  row: {
    edge: { key },
    mark,
  },
}: {
  readonly row: MarkedEdge;
}) => {
  const edge = edgeWithKey(key);
  const rect = edge && rowRect(edge);
  const box = edge && boxFor(wholeDrawing, edge.from);
  if (!edge || !rect || !box) return null;
  const width = widthOf(mark, 'ask') + 2 * PAD;
  // A flag on the right side of the box: its words are inside, the numbers of the edges taken are on the left.
  const [x, y] = [box.x + box.width - PAD, rect.y + 2];
  return (
    <g>
      <g className={drawing.near}>
        <rect className={styles.around} x={rect.x + 2} y={rect.y + 1} width={rect.width - 4} height={rect.height - 2} />
        <rect className={styles.flag} x={x} y={y} width={width} height={HEIGHT} rx={3} />
        <text className={styles.words} x={x + PAD} y={y + 13} fontSize={FONT.ask}>
          {mark}
        </text>
      </g>
      <rect
        className={join(drawing.big, styles.box)}
        x={box.x - PAD}
        y={box.y - PAD}
        width={box.width + 2 * PAD}
        height={box.height + 2 * PAD}
        rx={12}
      />
    </g>
  );
};

/**
 * Marks in the drawing what only some of the compared policies have, and which ones; from afar, the phases where that is so.
 */
export const Compared = () => {
  const rows = use(ComparedEdges);
  return (
    rows !== null && (
      <g className={styles.marks}>
        {rows.map((row) => (
          <Mark key={row.edge.key} row={row} />
        ))}
      </g>
    )
  );
};
