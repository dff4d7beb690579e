import { defaultRangeExtractor, measureElement, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect } from 'react';
import type { LogLine } from '../../dmesg/log';
import { beforePaint } from '../../parts/beforePaint';
import type { Cursor } from '../../viewer/contract';
import { isNewLine } from './lines';
import styles from './panel.module.css';
import { Row } from './Row';

interface Props {
  readonly scroller: HTMLElement;
  readonly lines: readonly LogLine[];
  readonly cursor: Cursor;
  /** Whether the end is to be kept in sight. */
  readonly follows: boolean;
  /** Goes there, unless the reader has scrolled away meanwhile. */
  readonly onEnd: () => void;
  readonly onGo: (step: number) => void;
}

const ESTIMATE = 24;
/** No row is lower, whatever the theme. */
const LEAST = 20;
/** So many rows above those, for who begins to scroll. */
const BEFORE = 4;

/**
 * As many rows as can be in sight, but the last ones: where the end is kept in sight, that is where the scroller will be. As many
 * of them, too, when rows turn out higher than was guessed.
 */
const lastRows = (count: number, height: number): number[] => {
  const rows = Math.min(count, Math.ceil(height / LEAST) + BEFORE);
  return Array.from({ length: rows }, (_, at) => count - rows + at);
};

/** Told by the browser once all is laid out, which is before it is painted. Asked earlier, all would be laid out for this alone. */
const measureLater = (
  element: HTMLLIElement,
  entry: ResizeObserverEntry | undefined,
  virtual: Virtualizer<HTMLElement, HTMLLIElement>,
): number => {
  if (entry) return measureElement(element, entry, virtual);
  const index = virtual.indexFromElement(element);
  return virtual.itemSizeCache.get(virtual.options.getItemKey(index)) ?? ESTIMATE;
};

/** A long log: only the lines in sight are there. */
export const VirtualRows = ({ scroller, lines, cursor, follows, onEnd, onGo }: Props) => {
  const virtual: Virtualizer<HTMLElement, HTMLLIElement> = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: () => ESTIMATE,
    measureElement: measureLater,
    rangeExtractor: follows ? ({ count }) => lastRows(count, virtual.scrollRect?.height ?? 0) : defaultRangeExtractor,
    overscan: 10,
  });
  const height = virtual.getTotalSize();
  // Rows that turn out higher than was guessed would move it by themselves.
  virtual.shouldAdjustScrollPositionOnItemSizeChange = follows ? () => false : undefined;
  // Again when they do.
  useLayoutEffect(() => {
    return follows && lines.length > 0 && height > 0 ? beforePaint(() => onEnd) : undefined;
  }, [follows, lines, height, onEnd]);
  return (
    <ol className={styles.virtual} style={{ height }} aria-label="Log lines, oldest first">
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const line = lines[index];
        return (
          line && (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
            >
              <Row line={line} isNew={isNewLine(line, cursor)} onGo={onGo} />
            </li>
          )
        );
      })}
    </ol>
  );
};
