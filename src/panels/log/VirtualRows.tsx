import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect } from 'react';
import type { LogLine } from '../../dmesg/log';
import type { Cursor } from '../../viewer/contract';
import { isNewLine } from './lines';
import styles from './panel.module.css';
import { Row } from './Row';

interface Props {
  readonly scroller: HTMLElement;
  readonly lines: readonly LogLine[];
  readonly cursor: Cursor;
  /** Read when the lines change: whether the end is to be kept in sight. */
  readonly following: RefObject<boolean>;
  readonly onGo: (step: number) => void;
}

const ESTIMATE = 24;

/** A long log: only the lines in sight are there. */
export const VirtualRows = ({ scroller, lines, cursor, following, onGo }: Props) => {
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: () => ESTIMATE,
    overscan: 10,
  });
  const height = virtual.getTotalSize();
  // Again when the rows in sight turn out higher than was guessed.
  useLayoutEffect(() => {
    if (following.current && lines.length > 0) scroller.scrollTop = height;
  }, [scroller, following, lines, height]);
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
