import { useEffect, useState } from 'react';
import { Select } from '../parts/Select';
import { loadScenario, titles } from '../session/catalogue';
import type { Begun } from './editing';
import pane from './pane.module.css';
import { presets } from './presets';
import styles from './sandbox.module.css';

export interface Beginning {
  readonly label: string;
  readonly note: string;
  readonly begin: () => Begun;
}

interface Props {
  readonly screen: readonly Beginning[];
  readonly onBegin: (begun: Begun) => void;
}

const ready: readonly Beginning[] = presets.map(({ label, note, world }) => ({
  label,
  note,
  begin: () => ({ world, from: `“${label}”` }),
}));

const scenarios = [...new Set(titles.map(({ group }) => group))].map((label) => ({
  label,
  choices: titles.filter(({ group }) => group === label).map(({ id, title }) => ({ value: id, label: title })),
}));

/** Where to begin: an empty machine, one that is ready, or that of a scenario. */
export const Beginnings = ({ screen, onBegin }: Props) => {
  const [wanted, setWanted] = useState('');
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (wanted === '') return;
    let isWanted = true;
    loadScenario(wanted).then(
      ({ world, title }) => isWanted && onBegin({ world, from: `the machine of “${title}”` }),
      () => {
        if (!isWanted) return;
        setWanted('');
        setFailed(true);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [wanted, onBegin]);
  return (
    <div className={pane.beginnings}>
      <h3>Begin with</h3>
      <ul className={pane.presets}>
        {[...screen, ...ready].map(({ label, note, begin }) => (
          <li key={label}>
            <button type="button" className={pane.preset} onClick={() => onBegin(begin())}>
              <span className={pane.name}>{label}</span>
              <span className={pane.about}>{note}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={pane.scenario}>
        <span className={styles.label} aria-hidden="true">
          The machine of a scenario
        </span>
        <Select
          label="The machine of a scenario"
          value={wanted}
          groups={scenarios}
          {...(wanted === '' && { shown: 'Choose one' })}
          onChange={(id) => {
            setFailed(false);
            setWanted(id);
          }}
        />
      </div>
      {failed && (
        <p className={styles.problem}>The scenario could not be fetched. Check the connection and choose it again.</p>
      )}
    </div>
  );
};
