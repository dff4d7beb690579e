import type { Choice } from '../parts/choice';
import { Select } from '../parts/Select';
import styles from './telling.module.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}

/** One of several, with its label above it. */
export const Chosen = ({ label, value, choices, onChange }: Props) => (
  <div className={styles.chosen}>
    <span className={styles.label} aria-hidden="true">
      {label}
    </span>
    <Select
      label={label}
      className={styles.select}
      value={value}
      groups={[{ label: null, choices }]}
      onChange={onChange}
    />
  </div>
);
