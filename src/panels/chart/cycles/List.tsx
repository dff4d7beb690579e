import { useEffect, useRef } from 'react';
import { Badge } from '../../../parts/Badge';
import { beforePaint } from '../../../parts/beforePaint';
import { join } from '../../../parts/join';
import { Mono } from '../../../parts/Mono';
import { Source } from '../../../words/Source';
import styles from './list.module.css';
import type { CyclePicture, ListedMove, ListedState } from './picture';
import { scrolledTo } from './scrolledTo';

const Move = ({ move }: { readonly move: ListedMove }) => (
  <li className={styles.move}>
    <p>
      → <strong>{move.to}</strong> {move.taken !== null && <Badge tone="mark">in this step</Badge>} {move.says}{' '}
      <Source className={styles.source}>{move.source}</Source>
    </p>
    {move.gates.length > 0 && (
      <ul className={styles.gates} aria-label="Rules on the way">
        {move.gates.map((gate) => (
          <li key={gate.key} data-state={gate.state}>
            {gate.mark} {gate.asks}: {gate.says}
          </li>
        ))}
      </ul>
    )}
    <details>
      <summary className={styles.summary}>
        Made by {move.edges.length} {move.edges.length === 1 ? 'edge' : 'edges'} of the chart
      </summary>
      <ul className={styles.edges}>
        {move.edges.map(({ key, from, description, source }) => (
          <li key={key}>
            <Mono>{from}</Mono>: {description} <Source className={styles.source}>{source}</Source>
          </li>
        ))}
      </ul>
    </details>
  </li>
);

const State = ({ state }: { readonly state: ListedState }) => (
  <li
    className={join(styles.state, state.here !== null && styles.here)}
    aria-current={state.here === null ? undefined : true}
  >
    <h3 className={styles.title}>
      {state.title} {state.here !== null && <Badge tone="mark">{state.here}</Badge>}
    </h3>
    <p className={styles.says}>
      <Mono>{state.marks.join(' ')}</Mono>. {state.says}
    </p>
    <ul>
      {state.moves.map((move) => (
        <Move key={move.key} move={move} />
      ))}
    </ul>
  </li>
);

/** The life cycle as a list: every state with who is in it, and every move that leads on from there. */
export const List = ({ picture: { name, list, eye } }: { readonly picture: CyclePicture }) => {
  const items = useRef<HTMLUListElement>(null);
  useEffect(
    () =>
      beforePaint(() => {
        const scroller = items.current?.parentElement;
        const item = items.current?.children[list.findIndex(({ id }) => id === eye)];
        if (!scroller || !item || scroller.scrollHeight <= scroller.clientHeight) return null;
        const from = item.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
        const to = scrolledTo(scroller.scrollTop, scroller.clientHeight, from, from + item.clientHeight);
        return () => {
          scroller.scrollTop = to;
        };
      }),
    [list, eye],
  );
  return (
    <ul ref={items} className={styles.list} aria-label={`States of a ${name.toLowerCase()}`}>
      {list.map((state) => (
        <State key={state.id} state={state} />
      ))}
    </ul>
  );
};
