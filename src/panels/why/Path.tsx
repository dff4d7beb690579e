import { useEffect, useRef } from 'react';
import { beforePaint } from '../../parts/beforePaint';
import { join } from '../../parts/join';
import { Mono } from '../../parts/Mono';
import { Prose } from '../../words/Prose';
import { Source } from '../../words/Source';
import type { PathMove } from '../../words/why';
import styles from './path.module.css';

interface Props {
  readonly path: readonly PathMove[];
  readonly onGo: (micro: number) => void;
}

/** Inside the panel only: where the page itself scrolls, nothing moves under the reader's thumb. */
const bringIntoSight = (item: HTMLElement): (() => void) | null => {
  const scroller = item.closest('details')?.parentElement;
  if (!scroller || scroller.scrollHeight <= scroller.clientHeight) return null;
  const outer = scroller.getBoundingClientRect();
  const { top, bottom } = item.getBoundingClientRect();
  const by = bottom > outer.bottom ? bottom - outer.bottom + 8 : top < outer.top ? top - outer.top - 8 : 0;
  const to = scroller.scrollTop + by;
  return () => {
    scroller.scrollTop = to;
  };
};

const Move = ({ move, onGo }: { readonly move: PathMove; readonly onGo: Props['onGo'] }) => {
  const item = useRef<HTMLLIElement>(null);
  useEffect(
    () => (move.current ? beforePaint(() => item.current && bringIntoSight(item.current)) : undefined),
    [move.current],
  );
  return (
    <li
      ref={item}
      className={join(styles.move, move.current && styles.current, move.ahead && styles.ahead)}
      aria-current={move.current ? 'step' : undefined}
    >
      <button type="button" className={styles.go} onClick={() => onGo(move.index)}>
        <span className={styles.number}>{move.index + 1}</span>
        <span className={styles.says}>{move.says}</span>
      </button>
      <span className={styles.where}>
        <Source>{move.source}</Source> → phase <Mono>{move.phase}</Mono>
      </span>
      {move.sentences.length > 0 && (
        <ul className={styles.facts}>
          {move.sentences.map((sentence) => (
            <li key={sentence}>
              <Prose>{sentence}</Prose>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};

/** The edges of the chart that the event took, in order. Pressing one steps into the event. */
export const Path = ({ path, onGo }: Props) => (
  <ol className={styles.path} aria-label="Edges taken">
    {path.map((move) => (
      <Move key={move.index} move={move} onGo={onGo} />
    ))}
  </ol>
);
