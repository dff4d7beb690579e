import type { Policy } from '../../kernel/policies';
import type { EdgeRow } from '../../viewer/panels/comparison';
import { Badge } from '../parts/Badge';
import { Mono } from '../parts/Mono';
import { Panel } from '../parts/Panel';
import styles from './chartDifference.module.css';

const Names = ({ ids }: { readonly ids: readonly string[] }) =>
  ids.map((id) => (
    <Badge key={id} tone="mark">
      {id}
    </Badge>
  ));

const Row = ({ row: { phase, to, on, says, source, only, runs } }: { readonly row: EdgeRow }) => (
  <li className={styles.edge}>
    <p className={styles.says}>{says}</p>
    <p className={styles.where}>
      <Mono>{phase}</Mono> → <Mono>{to}</Mono>
      {on !== null && (
        <>
          {' '}
          on <Mono>{on}</Mono>
        </>
      )}
      . <Mono>{source}</Mono>
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

interface Props {
  readonly rows: readonly EdgeRow[];
  readonly policies: readonly Policy[];
}

/** Which edges of the statechart only some of the policies have, or go through with other effects. */
export const ChartDifference = ({ rows, policies }: Props) => (
  <Panel title="Chart difference">
    {rows.length === 0 ? (
      <p className={styles.none}>The charts of these {policies.length} policies have the same edges.</p>
    ) : (
      <ul className={styles.edges}>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
    )}
  </Panel>
);
