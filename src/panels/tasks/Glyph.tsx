import styles from './glyph.module.css';
import type { Glyph as Which } from './gridCells';

const SQUARE = <rect x="2" y="2" width="12" height="12" />;
const FRAME = <rect x="2.75" y="2.75" width="10.5" height="10.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const CROSS = 'M3 3l10 10M13 3 3 13';

/** The same shapes as on the canvas of the grid, see `draw.ts`. */
const SHAPES: Readonly<Record<Which, React.ReactNode>> = {
  settled: <rect x="6" y="6" width="4" height="4" />,
  unpatched: FRAME,
  patched: SQUARE,
  pendingOff: (
    <>
      {FRAME}
      <rect x="6" y="6" width="4" height="4" />
    </>
  ),
  pendingOn: (
    <>
      {SQUARE}
      <rect className={styles.hole} x="5.5" y="5.5" width="5" height="5" />
    </>
  ),
  blockedOff: (
    <>
      {FRAME}
      <path d={CROSS} stroke="currentColor" strokeWidth="2.2" />
    </>
  ),
  blockedOn: (
    <>
      {SQUARE}
      <path className={styles.cut} d={CROSS} strokeWidth="2" />
    </>
  ),
  leftBehind: <path d="M8 2 14 14H2z" />,
};

/** The sign of a task's status, as in the grid. The word stands beside it. */
export const Glyph = ({ which }: { readonly which: Which }) => (
  <svg className={styles.glyph} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" data-glyph={which}>
    {SHAPES[which]}
  </svg>
);
