/** Where the cells of the task grid stand. Pure. */

export interface GridLayout {
  readonly count: number;
  /** Side of a cell in CSS pixels. */
  readonly cell: number;
  /** Height of the bar under a changed cell, and its distance from the cell. */
  readonly bar: number;
  readonly barGap: number;
  /** From one cell to the next; below a cell there is room for the bar that marks a change. */
  readonly pitchX: number;
  readonly pitchY: number;
  readonly columns: number;
  readonly rows: number;
  readonly height: number;
}

/** Height of the bar under a changed cell, and its distance from the cell. */
const BAR = 2;
const BAR_GAP = 1;

/** Large cells for hundreds of tasks, small ones for thousands: `[up to this many, side]`. */
const SIZES = [
  [160, 18],
  [500, 14],
  [1500, 11],
  [4000, 8],
] as const;
const USUAL = 6;
/** Below this side a cell has no room for shapes of its own: full, hollow and crossed are told apart, no more. */
const TINY = 6;
const SMALLEST = 3;

const layoutOf = (count: number, width: number, cell: number): GridLayout => {
  const tiny = cell < TINY;
  const bar = tiny ? 1 : BAR;
  const barGap = tiny ? 0 : BAR_GAP;
  const pitchX = cell + (cell > 8 ? 3 : tiny ? 1 : 2);
  const pitchY = cell + barGap + bar + (cell > 8 ? 2 : 1);
  const columns = Math.max(1, Math.floor(width / pitchX));
  const rows = Math.ceil(count / columns);
  return { count, cell, bar, barGap, pitchX, pitchY, columns, rows, height: rows * pitchY };
};

/**
 * Widths in CSS pixels; `zoom` is how much larger than usual the text is, and the cells with it.
 * @param most the height in which all of them should be seen: the cells become as small as it takes.
 */
export const gridLayout = (
  count: number,
  width: number,
  zoom = 1,
  most: number = Number.POSITIVE_INFINITY,
): GridLayout => {
  const usual = SIZES.find(([upTo]) => count <= upTo)?.[1] ?? USUAL;
  let layout = layoutOf(count, width, Math.round(usual * Math.max(zoom, 1)));
  while (layout.height > most && layout.cell > SMALLEST) layout = layoutOf(count, width, layout.cell - 1);
  return layout;
};

/** The corner of the cell at a place of the order. */
export const cellCorner = (layout: GridLayout, place: number): { readonly x: number; readonly y: number } => ({
  x: (place % layout.columns) * layout.pitchX,
  y: Math.floor(place / layout.columns) * layout.pitchY,
});

/** The place under a point; `null` beside the cells. */
export const placeAt = (layout: GridLayout, x: number, y: number): number | null => {
  const column = Math.floor(x / layout.pitchX);
  const row = Math.floor(y / layout.pitchY);
  if (column < 0 || column >= layout.columns || row < 0) return null;
  const place = row * layout.columns + column;
  return place < layout.count ? place : null;
};

/** Where a key leads from a place; `null` when the key is not for the grid. */
export const placeAfter = (layout: GridLayout, place: number, key: string): number | null => {
  const last = layout.count - 1;
  const within = (to: number): number => (to < 0 || to > last ? place : to);
  switch (key) {
    case 'ArrowRight':
      return within(place + 1);
    case 'ArrowLeft':
      return within(place - 1);
    case 'ArrowDown':
      return within(place + layout.columns);
    case 'ArrowUp':
      return within(place - layout.columns);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
};
