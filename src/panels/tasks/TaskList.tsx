import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useRef } from 'react';
import styles from './list.module.css';

interface Props {
  /** Thread numbers in the order of the list. */
  readonly order: Uint32Array;
  readonly keyOf: (index: number) => string;
  readonly children: (index: number) => ReactNode;
}

const ESTIMATE = 88;

/** All threads as lanes; only those in sight are there. */
export const TaskList = ({ order, keyOf, children }: Props) => {
  const scroller = useRef<HTMLDivElement>(null);
  // Another function would have all lanes measured anew.
  const keyAt = useCallback((place: number) => keyOf(order[place] ?? place), [keyOf, order]);
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATE,
    getItemKey: keyAt,
    overscan: 4,
  });
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label="Tasks as a list">
        {virtual.getVirtualItems().map(({ key, index: place, start }) => (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={place}
            className={styles.item}
            style={{ transform: `translateY(${start}px)` }}
            aria-setsize={order.length}
            aria-posinset={place + 1}
          >
            {children(order[place] ?? 0)}
          </li>
        ))}
      </ul>
    </div>
  );
};
