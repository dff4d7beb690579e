import { useState } from 'react';
import type { Policy } from '../kernel/policies';
import { ComparedEdges } from '../panels/chart/Compared';
import { Badge } from '../parts/Badge';
import { Button } from '../parts/Button';
import { later } from '../parts/later';
import { Mono } from '../parts/Mono';
import { Panel } from '../parts/Panel';
import { Pending } from '../parts/Pending';
import { Source } from '../words/Source';
import styles from './chartDifference.module.css';
import type { EdgeRow } from './comparison';

const Core = later(async () => (await import('../panels/chart/Core')).Core);

const Names = ({ ids }: { readonly ids: readonly string[] }) =>
  ids.map((id) => (
    <Badge key={id} tone="mark">
      {id}
    </Badge>
  ));

const Row = ({ row: { edge, only, runs } }: { readonly row: EdgeRow }) => (
  <li className={styles.edge}>
    <p className={styles.says}>{edge.description}</p>
    <p className={styles.where}>
      <Mono>{edge.from}</Mono> → <Mono>{edge.to}</Mono>
      {edge.event !== null && (
        <>
          {' '}
          on <Mono>{edge.event}</Mono>
        </>
      )}
      . <Source>{edge.source}</Source>
    </p>
    {only !== null && (
      <p className={styles.have}>
        only under <Names ids={only} />
      </p>
    )}
    {runs.map(({ action, policies }) => (
      <p key={action} className={styles.have}>
        runs <Mono>{action}</Mono> only under <Names ids={policies} />
      </p>
    ))}
  </li>
);

const Rows = ({ rows }: { readonly rows: readonly EdgeRow[] }) =>
  rows.length === 0 ? (
    <p className={styles.none}>The charts of these policies have the same edges.</p>
  ) : (
    <ul className={styles.edges}>
      {rows.map((row) => (
        <Row key={row.edge.key} row={row} />
      ))}
    </ul>
  );

interface Props {
  readonly rows: readonly EdgeRow[];
  readonly policies: readonly Policy[];
}

/** Which edges of the statechart only some of the policies have, or go through with other effects. */
export const ChartDifference = ({ rows, policies }: Props) => {
  const [drawn, setDrawn] = useState(false);
  return (
    <Panel
      title="Chart difference"
      scroll={!drawn}
      className={drawn ? styles.drawn : undefined}
      aside={<Button onClick={() => setDrawn(!drawn)}>{drawn ? 'As a list' : 'In the statechart'}</Button>}
    >
      {drawn ? (
        <ComparedEdges value={rows}>
          <p className={styles.key}>
            {policies.map(({ id }, at) => `${at + 1} ${id}`).join(', ')}. Beside an edge, 1: only there; −1: all but
            there; +1: does more there; ≠: other things under each.
          </p>
          <Pending>
            <Core />
          </Pending>
        </ComparedEdges>
      ) : (
        <Rows rows={rows} />
      )}
    </Panel>
  );
};
