import { type TextareaHTMLAttributes, useId } from 'react';
import styles from './field.module.css';
import { join } from './join';

interface Props extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with the value, and what would be right. */
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
}

/** Lines of text with their label above and what is wrong with them below. */
export const Area = ({ label, value, onChange, problem, hint, className, ...rest }: Props) => {
  const id = useId();
  const described = problem !== undefined || hint !== undefined;
  return (
    <div className={join(styles.field, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={join(styles.input, styles.area)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={described ? `${id}-says` : undefined}
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
      />
      {described && (
        <p id={`${id}-says`} className={problem === undefined ? styles.hint : styles.problem}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
};
