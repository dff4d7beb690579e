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
import { closedBy, type EdgeStatus, type EdgeStatuses, isOpen } from './now';

interface Props {
  readonly view: View;
  readonly statuses: EdgeStatuses;
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
}

interface EdgeProps {
  readonly edge: DiagramEdge;
  readonly numbers: readonly number[] | undefined;
  readonly status: EdgeStatus | undefined;
  readonly picked: boolean;
  readonly onPick: () => void;
}

const closedWords = (status: EdgeStatus | undefined): string => {
  const by = closedBy(status);
  return by === null ? 'closed' : `closed by ${by}`;
};

const Edge = ({ edge, numbers, status, picked, onPick }: EdgeProps) => (
  <li>
    <button
      type="button"
      className={join(styles.edge, !isOpen(status) && styles.closed, picked && styles.picked)}
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
      <span className={styles.status}>{isOpen(status) ? 'open' : closedWords(status)}</span>
      {edge.guard.kind !== 'rule' && <span className={styles.says}>{edge.description}</span>}
    </button>
  </li>
);

interface PhaseProps extends Props {
  readonly node: DiagramNode;
}

/** A state with its edges, and in it the states inside. */
const Phase = ({ node, view, statuses, picked, onPick }: PhaseProps) => {
  const { name, description } = node;
  const inside = wholeChart.filter(({ parent }) => parent === name);
  const Heading = node.parent === null ? 'h3' : 'h4';
  const edges = node.edges.filter((edge) => isUnder(view.policy, edge));
  const active = name === view.phase;
  const taken = takenEdges(view);
  return (
    <section
      className={join(styles.phase, active && styles.active)}
      aria-current={active || undefined}
      data-phase={name}
    >
      <Heading>
        <button
          type="button"
          className={styles.name}
          aria-pressed={picked?.key === name}
          onClick={() => onPick({ kind: 'phase', key: name })}
        >
          <Mono>{name}</Mono>
        </button>{' '}
        {active && <Badge tone="mark">active</Badge>}
      </Heading>
      <p className={styles.description}>{description}</p>
      {edges.length > 0 && (
        <ol aria-label={`Edges of ${name}, in the order they are asked`}>
          {edges.map((edge) => (
            <Edge
              key={edge.key}
              edge={edge}
              numbers={taken.find((each) => each.edge.key === edge.key)?.numbers}
              status={statuses.get(edge.key)}
              picked={picked?.key === edge.key}
              onPick={() => onPick({ kind: 'edge', key: edge.key })}
            />
          ))}
        </ol>
      )}
      {inside.map((each) => (
        <Phase key={each.name} node={each} view={view} statuses={statuses} picked={picked} onPick={onPick} />
      ))}
    </section>
  );
};

/** The chart without a picture: every state a heading, in the one around it, every edge a button, with the same information. */
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
      {wholeChart
        .filter(({ parent }) => parent === null)
        .map((node) => (
          <Phase key={node.name} node={node} {...props} />
        ))}
    </div>
  );
};
