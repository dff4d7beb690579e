import { memo, useState } from 'react';
import { Panel } from '../../parts/Panel';
import { useView } from '../../session/useViewer';
import type { View } from '../../viewer/contract';
import styles from './panel.module.css';
import { Row } from './Row';
import { filterGroups, libraryGroups, loadedInStep } from './rows';

interface GroupsProps {
  readonly view: View;
  readonly filter: string;
}

const Groups = memo(({ view, filter }: GroupsProps) => {
  const groups = filterGroups(libraryGroups(view.kernel), filter);
  const changed = loadedInStep(view);
  if (groups.length === 0) return <p className={styles.empty}>No module matches “{filter}”.</p>;
  return groups.map(({ title, rows }) => (
    <section key={title} className={styles.group}>
      <h3 className={styles.heading}>{title}</h3>
      <ul>
        {rows.map((row) => (
          <Row key={row.name} row={row} changed={changed.has(row.name)} />
        ))}
      </ul>
    </section>
  ));
});

/** Every module that can be loaded, each with the verdict on loading it now. */
export const LibraryPanel = () => {
  const view = useView();
  const [filter, setFilter] = useState('');
  return (
    <Panel
      title="Module library"
      aside={
        <input
          type="search"
          className={styles.filter}
          aria-label="Filter the module library"
          placeholder="Filter"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      }
    >
      <Groups view={view} filter={filter} />
    </Panel>
  );
};
