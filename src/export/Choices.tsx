import { useId } from 'react';
import styles from './export.module.css';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export const Choices = <T extends string>({ label, value, choices, onChange }: Props<T>) => {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{label}</legend>
      {(Object.keys(choices) as T[]).map((choice) => (
        <label key={choice} className={styles.choice}>
          <input type="radio" name={name} checked={choice === value} onChange={() => onChange(choice)} />
          {choices[choice]}
        </label>
      ))}
    </fieldset>
  );
};

export const THEME_CHOICES = { light: 'Light', dark: 'Dark', print: 'Black and white' } as const;
