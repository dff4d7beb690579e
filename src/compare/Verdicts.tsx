import { Fragment, useCallback, useEffect, useRef } from 'react';
import { Badge } from '../parts/Badge';
import { join } from '../parts/join';
import { Mono } from '../parts/Mono';
import { Panel } from '../parts/Panel';
import { useRowsInSight } from '../parts/useRowsInSight';
import { useVerbs, useViewer } from '../session/useViewer';
import type { Comparison } from '../trace/compare';
import { ticks } from '../viewer/history';
import type { ViewerState } from '../viewer/state';
import { Breakable } from '../words/Breakable';
import { type ComparedCell, type ComparedRow, comparedRows, comparisonWords } from './comparison';
import styles from './verdicts.module.css';

const Cell = ({ cell: { kind, says, rule, because, machine } }: { readonly cell: ComparedCell }) => (
  <td title={because ?? undefined}>
    <span className={styles.verdict}>
      {kind === 'boot' ? says : <Badge tone={kind === 'refused' ? 'stop' : 'ok'}>{says}</Badge>}
      {machine !== null && <span className={styles.machine}>machine {machine}</span>}
    </span>
    {rule !== null && (
      <Mono className={styles.rule}>
        <Breakable>{rule}</Breakable>
      </Mono>
    )}
  </td>
);

interface RowProps {
  readonly row: ComparedRow;
  readonly current: boolean;
  /** Of all rows, where not all are there. */
  readonly place: number | undefined;
  readonly measure: (row: HTMLElement | null) => void;
  readonly onGo: (step: number) => void;
}

/** Less than this of the table is not in sight. */
const LEAST = 24;
/** Where more comes below, the edge fades. */
const FADES = 12;

/**
 * The table scrolls, and the page stays where the reader has it; but where the timeline lies over the end of a table that is in
 * sight, the last rows come up with the page.
 */
const bringIntoSight = (row: HTMLElement): void => {
  const table = row.closest('table');
  const scroller = table?.parentElement;
  if (!scroller) return;
  const outer = scroller.getBoundingClientRect();
  const from = outer.top + (table?.tHead?.offsetHeight ?? 0);
  const bar = document.querySelector('[data-panel="Timeline"]')?.getBoundingClientRect().top ?? innerHeight;
  const [start, end] = [Math.max(from, 0), Math.min(outer.bottom, bar)];
  const isSeen = end - start >= LEAST;
  const [first, last] = isSeen ? [start, end] : [from, outer.bottom];
  /** How far the row is too low, or (below 0) too high; of one that is higher than its room the beginning is wanted. */
  const tooLow = (margin = 0): number => {
    const { top, bottom, height } = row.getBoundingClientRect();
    if (top < first || height > last - first - margin) return top - first;
    return Math.max(bottom - last + margin, 0);
  };
  scroller.scrollTop += tooLow(FADES);
  const rest = isSeen ? Math.round(tooLow()) : 0;
  if (rest > 0) scrollBy(0, rest);
};

const Row = ({ row, current, place, measure, onGo }: RowProps) => {
  const { step, words, cells, differs, verdictsDiffer } = row;
  const ref = useRef<HTMLTableRowElement>(null);
  const arrive = useCallback(
    (element: HTMLTableRowElement | null) => {
      ref.current = element;
      measure(element);
    },
    [measure],
  );
  useEffect(() => {
    if (current && ref.current) bringIntoSight(ref.current);
  }, [current]);
  return (
    <tr
      ref={arrive}
      data-index={step}
      className={current ? styles.current : undefined}
      aria-current={current ? 'step' : undefined}
      aria-rowindex={place}
    >
      <th scope="row">
        <button type="button" className={styles.go} onClick={() => onGo(step)}>
          <span className={styles.number}>{step}</span>
          <span>
            <span className={styles.words}>
              <Breakable>{words}</Breakable>
            </span>
            {differs !== null && (
              <span className={join(styles.difference, verdictsDiffer && styles.verdictsDiffer)}>
                <span aria-hidden="true">{verdictsDiffer ? '≠' : '·'}</span> {differs}
              </span>
            )}
          </span>
        </button>
      </th>
      {cells.map((cell) => (
        <Cell key={cell.policy} cell={cell} />
      ))}
    </tr>
  );
};

/** The height of a row of one line. */
const ESTIMATE = 31;

/** Room for rows that are not there. */
const Room = ({ height }: { readonly height: number }) =>
  height > 0 && (
    <tr>
      <td style={{ height, padding: 0 }} />
    </tr>
  );

const stepOf = ({ cursor }: ViewerState): number => cursor.step;

/** Every step and what each policy answered. Pressing a step goes there. */
export const Verdicts = ({ comparison }: { readonly comparison: Comparison }) => {
  const rows = comparedRows(comparison, useViewer(ticks));
  const step = useViewer(stepOf);
  const { goto } = useVerbs();
  const body = useRef<HTMLTableSectionElement>(null);
  const sight = useRowsInSight({
    count: rows.length,
    scroller: () => body.current?.closest('table')?.parentElement ?? null,
    list: body,
    estimate: ESTIMATE,
    kept: step,
  });
  return (
    <Panel title="Verdicts by step" aside={comparisonWords(comparison)} className={styles.body}>
      <table className={styles.table} aria-rowcount={sight.isLong ? rows.length + 1 : undefined}>
        <caption className={styles.caption}>
          <span className={styles.explains}>
            The same events under each policy. Equal letters are equal machines after the step; without letters all are
            equal. <code>latest_version</code> is not counted.
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            {comparison.policies.map((policy) => (
              <th scope="col" key={policy}>
                <Mono>{policy}</Mono>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {sight.rows.map(({ index, room }) => {
            const row = rows[index];
            return (
              row && (
                <Fragment key={index}>
                  <Room height={room} />
                  <Row
                    row={row}
                    current={index === step}
                    place={sight.isLong ? index + 2 : undefined}
                    measure={sight.measure}
                    onGo={goto}
                  />
                </Fragment>
              )
            );
          })}
          <Room height={sight.room} />
        </tbody>
      </table>
    </Panel>
  );
};
