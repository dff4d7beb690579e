import { Field } from '../parts/Field';
import { IconButton } from '../parts/IconButton';
import { CloseIcon } from '../parts/icons';
import { Select } from '../parts/Select';
import styles from './ownWorld.module.css';
import type { CrowdForm, Place, Problems } from './worldForm';

const PLACES: readonly { readonly value: Place; readonly label: string; readonly note: string }[] = [
  { value: 'interruptible', label: 'asleep, interruptibly', note: 'A signal wakes it.' },
  { value: 'uninterruptible', label: 'asleep, uninterruptibly', note: 'No signal reaches it.' },
  { value: 'runnable', label: 'runnable, off the CPU', note: 'Its stack can be checked.' },
  { value: 'user', label: 'on a CPU, in user space', note: 'At most one for each CPU.' },
  { value: 'kernel', label: 'on a CPU, in the kernel', note: 'At most one for each CPU.' },
];

const GROUPS = [{ label: null, choices: PLACES }];

interface Props {
  readonly crowd: CrowdForm;
  readonly problems: Problems;
  readonly onChange: (crowd: CrowdForm) => void;
  readonly onRemove: () => void;
}

/** Some tasks that are all alike. */
export const CrowdFields = ({ crowd, problems, onChange, onRemove }: Props) => {
  const problem = (name: string) => problems.get(`crowd.${crowd.key}.${name}`);
  return (
    <fieldset className={styles.row}>
      <legend className={styles.legend}>Tasks called {crowd.comm}</legend>
      <Field
        className={styles.number}
        label="How many"
        inputMode="numeric"
        value={crowd.count}
        onChange={(count) => onChange({ ...crowd, count })}
        problem={problem('count')}
      />
      <Field
        className={styles.name}
        label="comm"
        value={crowd.comm}
        onChange={(comm) => onChange({ ...crowd, comm })}
        problem={problem('comm')}
      />
      <div className={styles.place}>
        <span className={styles.label} aria-hidden="true">
          Where
        </span>
        <Select
          label="Where"
          value={crowd.where}
          groups={GROUPS}
          onChange={(value) => {
            const place = PLACES.find((each) => each.value === value);
            if (place !== undefined) onChange({ ...crowd, where: place.value });
          }}
        />
      </div>
      <Field
        className={styles.functions}
        label="Functions on its stack, newest first"
        value={crowd.where === 'user' ? '' : crowd.stack}
        disabled={crowd.where === 'user'}
        onChange={(stack) => onChange({ ...crowd, stack })}
        problem={problem('stack')}
      />
      <IconButton className={styles.remove} label={`Remove the tasks called ${crowd.comm}`} onClick={onRemove}>
        <CloseIcon />
      </IconButton>
    </fieldset>
  );
};
