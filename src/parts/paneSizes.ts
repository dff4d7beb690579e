/** How much of a group each of its panes has. Pure. */

/** Sizes in per cent, by pane, of every group. */
export type Sizes = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Sized {
  readonly id: string;
  /** Share of the group before anybody moved a separator, in per cent. */
  readonly size: number;
  /** The smallest useful size in pixels. */
  readonly least: number;
  /** No larger than what it shows, whatever its share. */
  readonly folded?: boolean;
}

/** The shares of a group: those that are kept, or else its own. Sizes from a release that knew other panes are of no use. */
export const sharesOf = (sizes: Sizes, group: string, panes: readonly Sized[]): readonly number[] => {
  const kept = sizes[group];
  const isWhole =
    kept !== undefined && Object.keys(kept).length === panes.length && panes.every(({ id }) => kept[id] !== undefined);
  return panes.map(({ id, size }) => (isWhole ? (kept[id] ?? size) : size));
};

/** The tracks of a grid, a separator of one pixel before each pane but the first. */
export const tracksOf = (panes: readonly Sized[], shares: readonly number[]): string =>
  panes
    .map(({ least, folded = false }, at) => (folded ? 'auto' : `minmax(${least}px, ${Math.max(shares[at] ?? 0, 1)}fr)`))
    .join(' 1px ');

/**
 * The sizes after the separator behind pane `at` was moved: what one of its neighbours wins the other loses, and neither
 * becomes smaller than is useful.
 * @param pixels the size of each pane as it is.
 */
export const moveSeparator = (
  panes: readonly Sized[],
  pixels: readonly number[],
  at: number,
  by: number,
): readonly number[] => {
  const [before = 0, after = 0] = [pixels[at], pixels[at + 1]];
  const smallest = (panes[at]?.least ?? 0) - before;
  const largest = after - (panes[at + 1]?.least ?? 0);
  const moved = smallest > largest ? 0 : Math.min(Math.max(by, smallest), largest);
  return pixels.map((size, index) => (index === at ? size + moved : index === at + 1 ? size - moved : size));
};

/** Shares in per cent, to be kept: those of folded panes stay as they were. */
export const toShares = (
  panes: readonly Sized[],
  pixels: readonly number[],
  shares: readonly number[],
): Readonly<Record<string, number>> => {
  const open = panes.flatMap(({ folded = false }, at) => (folded ? [] : [at]));
  const total = open.reduce((sum, at) => sum + (pixels[at] ?? 0), 0) || 1;
  const free = open.reduce((sum, at) => sum + (shares[at] ?? 0), 0);
  return Object.fromEntries(
    panes.map(({ id, folded = false }, at) => [id, folded ? (shares[at] ?? 0) : ((pixels[at] ?? 0) / total) * free]),
  );
};
