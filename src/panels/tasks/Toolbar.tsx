import { Choose } from '../../parts/Choose';
import { join } from '../../parts/join';
import { counted } from '../../phrases/plural';
import { TASK_SHOWN, TASK_SORTS, type TaskFilter, type TaskSort } from './order';
import styles from './toolbar.module.css';

export interface TaskLook {
  readonly sort: TaskSort;
  readonly filter: TaskFilter;
  readonly mode: 'grid' | 'list';
}

interface Props {
  readonly look: TaskLook;
  readonly onChange: (look: TaskLook) => void;
  /** Only many tasks have a grid. */
  readonly many: boolean;
  /** How many of how many are shown. */
  readonly shown: number;
  readonly of: number;
}

const KINDS = ['all', 'user', 'kthread', 'idle'] as const;
const KIND_WORDS = { all: 'any kind', user: 'user tasks', kthread: 'kernel threads', idle: 'idle tasks' } as const;
const SORT_WORDS = { tid: 'by tid', comm: 'by comm', state: 'by state', 'blocked first': 'blocked first' } as const;
const SHOWN_WORDS = {
  all: 'all tasks',
  blocked: 'blocked',
  pending: 'still to switch',
  switched: 'switched',
  'left behind': 'left behind by force',
} as const;

interface PickProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly onPick: (value: T) => void;
}

const Pick = <T extends string>({ label, value, values, words, onPick }: PickProps<T>) => (
  <Choose
    className={styles.field}
    label={label}
    value={value}
    onChange={(wanted) => {
      const picked = values.find((each) => each === wanted);
      if (picked !== undefined) onPick(picked);
    }}
  >
    {values.map((each) => (
      <option key={each} value={each}>
        {words[each]}
      </option>
    ))}
  </Choose>
);

/** Which tasks, in which order, and how they are drawn. */
export const Toolbar = ({ look, onChange, many, shown, of }: Props) => {
  const { sort, filter, mode } = look;
  const narrow = (change: Partial<TaskFilter>) => onChange({ ...look, filter: { ...filter, ...change } });
  return (
    <search className={styles.toolbar} aria-label="Which tasks">
      {many && (
        <fieldset className={styles.modes}>
          <legend className={styles.legend}>Draw as</legend>
          {(['grid', 'list'] as const).map((each) => (
            <button
              key={each}
              type="button"
              className={styles.mode}
              aria-pressed={mode === each}
              onClick={() => onChange({ ...look, mode: each })}
            >
              {each === 'grid' ? 'Grid' : 'List'}
            </button>
          ))}
        </fieldset>
      )}
      <Pick
        label="Sort"
        value={sort}
        values={TASK_SORTS}
        words={SORT_WORDS}
        onPick={(picked) => onChange({ ...look, sort: picked })}
      />
      <Pick
        label="Show"
        value={filter.shown}
        values={TASK_SHOWN}
        words={SHOWN_WORDS}
        onPick={(picked) => narrow({ shown: picked })}
      />
      <Pick
        label="Kind"
        value={filter.kind}
        values={KINDS}
        words={KIND_WORDS}
        onPick={(picked) => narrow({ kind: picked })}
      />
      <input
        className={join(styles.field, styles.find)}
        type="search"
        aria-label="Find"
        placeholder="pid or comm"
        value={filter.text}
        onChange={({ currentTarget }) => narrow({ text: currentTarget.value })}
      />
      {shown !== of && (
        <span className={styles.shown} role="status">
          {counted(shown)} of {counted(of)}
        </span>
      )}
    </search>
  );
};
