import type { InputHTMLAttributes, Ref } from 'react';
import styles from './field.module.css';
import { type Described, Labelled, type Labels } from './Labelled';

interface FieldProps extends Labels, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A line of text with its label above and what is wrong with it below. */
export const Field = ({ label, onChange, problem, hint, also, className, ...rest }: FieldProps) => (
  <Labelled label={label} problem={problem} hint={hint} also={also} className={className}>
    {(named) => (
      <input
        {...named}
        className={styles.input}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
      />
    )}
  </Labelled>
);

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** What is said of it elsewhere. */
  readonly described?: Described | undefined;
}

export const Check = ({ label, checked, onChange, described }: CheckProps) => (
  <label className={styles.check}>
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} {...described} />
    {label}
  </label>
);
