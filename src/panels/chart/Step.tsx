import { useEffect, useRef } from 'react';
import { Badge } from '../../parts/Badge';
import { beforePaint } from '../../parts/beforePaint';
import { join } from '../../parts/join';
import { Mono } from '../../parts/Mono';
import { useOwnArrows } from '../../parts/useOwnArrows';
import type { View } from '../../viewer/contract';
import { lookMark } from '../../words/lookMarks';
import { Prose } from '../../words/Prose';
import { chartSentence, nodeOf, type Picked } from './chartView';
import type { EdgeStatuses } from './now';
import styles from './step.module.css';
import { type Stop, wayOf, waysOn } from './way';

interface Props {
  readonly view: View;
  readonly statuses: EdgeStatuses;
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
}

type Picking = Pick<Props, 'picked' | 'onPick'>;

interface NameProps extends Picking {
  readonly name: string;
  readonly within: string | null;
}

const PhaseName = ({ name, within, picked, onPick }: NameProps) => (
  <header className={styles.head}>
    <button
      type="button"
      className={styles.name}
      aria-pressed={picked?.key === name}
      onClick={() => onPick({ kind: 'phase', key: name })}
    >
      <Mono>{name}</Mono>
    </button>
    {within !== null && <span className={styles.within}>in {within}</span>}
  </header>
);

const StopCard = ({ stop, picked, onPick }: Picking & { readonly stop: Stop }) => {
  const { number, phase, within, asked, taken, asks, refused, leadsTo } = stop;
  return (
    <li className={styles.stop} data-phase={phase} data-stop={number}>
      <PhaseName name={phase} within={within} picked={picked} onPick={onPick} />
      <button
        type="button"
        className={join(styles.taken, refused && styles.refused)}
        data-look={lookMark.edge(taken.key)}
        aria-pressed={picked?.key === taken.key}
        onClick={() => onPick({ kind: 'edge', key: taken.key })}
      >
        <span className={styles.number}>{number}</span>
        <span className={styles.ask}>
          {taken.event !== null && <Mono>{taken.event} </Mono>}
          <Mono>{asks}</Mono>
          {leadsTo === phase && <span className={styles.again}> ↻</span>}
        </span>
        {taken.guard.kind !== 'rule' && (
          <span className={styles.says}>
            <Prose>{taken.description}</Prose>
          </span>
        )}
      </button>
      {asked.length > 0 && (
        <p className={styles.asked}>
          <span className={styles.before}>asked before:</span>
          {asked.map(({ edge, says }) => (
            <button
              key={edge.key}
              type="button"
              className={styles.chip}
              data-look={lookMark.edge(edge.key)}
              aria-pressed={picked?.key === edge.key}
              onClick={() => onPick({ kind: 'edge', key: edge.key })}
            >
              {says}
            </button>
          ))}
        </p>
      )}
    </li>
  );
};

/** Where the step has led, and what would lead on from there. */
const Here = ({ view, statuses, picked, onPick }: Props) => {
  const node = nodeOf(view.phase);
  const on = waysOn(view, statuses);
  return (
    <li className={join(styles.stop, styles.here)} data-phase={view.phase} aria-current="step">
      <PhaseName name={view.phase} within={node?.parent ?? null} picked={picked} onPick={onPick} />
      <p className={styles.description}>
        <Badge tone="mark">active</Badge> {node?.description}
      </p>
      {on.length > 0 && (
        <p className={styles.asked}>
          <span className={styles.before}>open now:</span>
          {on.map(({ key, event }) => (
            <button
              key={key}
              type="button"
              className={styles.chip}
              aria-pressed={picked?.key === key}
              onClick={() => onPick({ kind: 'edge', key })}
            >
              {event}
            </button>
          ))}
        </p>
      )}
    </li>
  );
};

/** A scroller must be reachable without a mouse. */
const reachable = { tabIndex: 0 };

const MARGIN = 8;

/** The neighbourhood of the step: each phase that it came through, what was asked there, what was taken, and where it led. */
export const Step = (props: Props) => {
  const { view, picked, onPick } = props;
  const scroller = useOwnArrows();
  const list = useRef<HTMLOListElement>(null);
  const way = wayOf(view);
  // Inside the list only; the page stays where it is.
  useEffect(
    () =>
      beforePaint(() => {
        const now = list.current?.querySelector<HTMLElement>(`[data-stop="${way.eye}"]`);
        const to = now ? now.offsetTop - MARGIN : 0;
        return () => {
          if (scroller.current) scroller.current.scrollTop = to;
        };
      }),
    [way, scroller],
  );
  return (
    <div className={styles.scroller} ref={scroller} {...reachable}>
      <ol ref={list} className={styles.way} aria-label={chartSentence(view)}>
        {way.stops.map((stop) => (
          <StopCard key={stop.number} stop={stop} picked={picked} onPick={onPick} />
        ))}
        <Here {...props} />
      </ol>
    </div>
  );
};
