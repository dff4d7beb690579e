import { counted } from '../../phrases/plural';
import styles from './filter.module.css';
import { LEVELS, type Level, type LogFilter } from './lines';

interface Props {
  readonly filter: LogFilter;
  readonly counts: Readonly<Record<Level, number>>;
  readonly onChange: (filter: LogFilter) => void;
}

/** Which levels are shown. A level without lines is not offered. */
export const Filter = ({ filter, counts, onChange }: Props) => {
  const toggle = (level: Level) => {
    const hidden = filter.hidden.includes(level)
      ? filter.hidden.filter((each) => each !== level)
      : [...filter.hidden, level];
    onChange({ ...filter, hidden });
  };
  return (
    <fieldset className={styles.filter}>
      <legend className={styles.legend}>Levels shown</legend>
      {LEVELS.filter((level) => counts[level] > 0).map((level) => (
        <button
          key={level}
          type="button"
          className={styles.level}
          aria-pressed={!filter.hidden.includes(level)}
          onClick={() => toggle(level)}
        >
          {level} <span className={styles.count}>{counted(counts[level])}</span>
        </button>
      ))}
      {counts.debug > 0 && (
        <button
          type="button"
          className={styles.level}
          aria-pressed={!filter.hideTasks}
          onClick={() => onChange({ ...filter, hideTasks: !filter.hideTasks })}
        >
          klp_try_switch_task
        </button>
      )}
    </fieldset>
  );
};
