import { useEffect, useRef } from 'react';
import { Badge } from '../../parts/Badge';
import { join } from '../../parts/join';
import { Mono } from '../../parts/Mono';
import type { View } from '../../viewer/contract';
import {
  askWords,
  type DiagramEdge,
  type DiagramNode,
  isUnder,
  numbersText,
  type Picked,
  takenEdges,
  wholeChart,
} from './chartView';
import styles from './list.module.css';
import { closedBy, isOpen, type Standing, type Standings } from './now';

interface Props {
  readonly view: View;
  readonly standings: Standings;
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
}

interface EdgeProps {
  readonly edge: DiagramEdge;
  readonly numbers: readonly number[] | undefined;
  readonly standing: Standing | undefined;
  readonly picked: boolean;
  readonly onPick: () => void;
}

const closedWords = (standing: Standing | undefined): string => {
  const by = closedBy(standing);
  return by === null ? 'closed' : `closed by ${by}`;
};

const Edge = ({ edge, numbers, standing, picked, onPick }: EdgeProps) => (
  <li>
    <button
      type="button"
      className={join(styles.edge, !isOpen(standing) && styles.closed, picked && styles.picked)}
      aria-pressed={picked}
      onClick={onPick}
    >
      <span className={styles.ask}>
        {edge.event !== null && <Mono>{edge.event}</Mono>} <Mono>{askWords(edge)}</Mono>
      </span>{' '}
      <span>
        → <Mono>{edge.to}</Mono>
      </span>{' '}
      {numbers && <Badge tone="mark">taken: {numbersText(numbers)}</Badge>}{' '}
      <span className={styles.standing}>{isOpen(standing) ? 'open' : closedWords(standing)}</span>
      {edge.asks.kind !== 'rule' && <span className={styles.says}>{edge.says}</span>}
    </button>
  </li>
);

interface PhaseProps extends Props {
  readonly node: DiagramNode;
}

const Phase = ({ node, view, standings, picked, onPick }: PhaseProps) => {
  const { phase, description } = node;
  const edges = node.edges.filter((edge) => isUnder(view.policy, edge));
  const active = phase === view.phase;
  const taken = takenEdges(view);
  return (
    <section
      className={join(styles.phase, active && styles.active)}
      aria-current={active || undefined}
      data-phase={phase}
    >
      <h3>
        <button
          type="button"
          className={styles.name}
          aria-pressed={picked?.key === phase}
          onClick={() => onPick({ kind: 'phase', key: phase })}
        >
          <Mono>{phase}</Mono>
        </button>{' '}
        {active && <Badge tone="mark">active</Badge>}
      </h3>
      <p className={styles.description}>{description}</p>
      <ol aria-label={`Edges of ${phase}, in the order they are asked`}>
        {edges.map((edge) => (
          <Edge
            key={edge.key}
            edge={edge}
            numbers={taken.find((each) => each.edge.key === edge.key)?.numbers}
            standing={standings.get(edge.key)}
            picked={picked?.key === edge.key}
            onPick={() => onPick({ kind: 'edge', key: edge.key })}
          />
        ))}
      </ol>
    </section>
  );
};

/** The chart without a picture: every phase a heading, every edge a button, with the same information. */
export const List = (props: Props) => {
  const scroller = useRef<HTMLDivElement>(null);
  const { phase } = props.view;
  // Inside the list only; the page stays where it is.
  useEffect(() => {
    const list = scroller.current;
    const active = list?.querySelector<HTMLElement>(`[data-phase="${phase}"]`);
    if (list && active) list.scrollTop = active.offsetTop;
  }, [phase]);
  return (
    <div className={styles.list} ref={scroller}>
      {wholeChart.map((node) => (
        <Phase key={node.phase} node={node} {...props} />
      ))}
    </div>
  );
};
