import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useState } from 'react';

/** Up to so many rows are all there: what is left out, the browser's own search does not find. */
const MOST = 150;

interface Options {
  readonly count: number;
  /** What scrolls; the nearest around the list that does. */
  readonly scroller: () => HTMLElement | null;
  /** What holds the rows. */
  readonly list: RefObject<HTMLElement | null>;
  /** The height of most rows. */
  readonly estimate: number;
  /** A row that is there wherever the list has been scrolled to: the current one, to be gone to; -1: none. */
  readonly kept: number;
}

interface RowInSight {
  readonly index: number;
  /** The height of the rows before it that are left out. */
  readonly room: number;
}

interface RowsInSight {
  readonly rows: readonly RowInSight[];
  /** The height of those after the last. */
  readonly room: number;
  /** Some are left out: say how many there are, and which this is. */
  readonly isLong: boolean;
  /** For `ref` of each row, which tells its number as `data-index`. */
  readonly measure: (row: HTMLElement | null) => void;
}

const nothing = (): void => undefined;

const all = (count: number): readonly RowInSight[] => Array.from({ length: count }, (_, index) => ({ index, room: 0 }));

/** Of a list that may have thousands of rows those in sight. */
export const useRowsInSight = ({ count, scroller, list, estimate, kept }: Options): RowsInSight => {
  const isLong = count > MOST;
  /** What stands above the list in its scroller. */
  const [above, setAbove] = useState(0);
  useEffect(() => {
    const [outer, inner] = [scroller(), list.current];
    if (isLong && outer !== null && inner !== null)
      setAbove(Math.round(inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop));
  });
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    enabled: isLong,
    getScrollElement: scroller,
    estimateSize: () => estimate,
    scrollMargin: above,
    overscan: 10,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(kept >= 0 && kept < count ? [kept] : [])])].sort(
        (a, b) => a - b,
      ),
  });
  if (!isLong) return { rows: all(count), room: 0, isLong, measure: nothing };
  const items = virtual.getVirtualItems();
  // The scroller is not known yet: the kept one can be gone to already.
  if (items.length === 0 && kept >= 0)
    return {
      rows: [{ index: kept, room: kept * estimate }],
      room: (count - kept - 1) * estimate,
      isLong,
      measure: nothing,
    };
  let end = above;
  const rows = items.map((item): RowInSight => {
    const room = item.start - end;
    end = item.end;
    return { index: item.index, room };
  });
  return { rows, room: virtual.getTotalSize() + above - end, isLong, measure: virtual.measureElement };
};
