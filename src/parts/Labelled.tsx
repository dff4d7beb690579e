import { type ReactNode, useId } from 'react';
import styles from './field.module.css';
import { join } from './join';
import { Unbroken } from './Unbroken';

/** What every input of text has beside itself. */
export interface Labels {
  readonly label: string;
  /** What is wrong with the value, and what would be right. */
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
  /** The id of what else describes it, and stands elsewhere. */
  readonly also?: string | undefined;
  readonly className?: string | undefined;
}

/** What is said of an input, as a screen reader asks for it. */
export interface Described {
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** For the input: its name, and what describes it. */
interface Named extends Described {
  readonly id: string;
}

/** An input with its label above and what is wrong with it below. */
export const Labelled = ({
  label,
  problem,
  hint,
  also,
  className,
  children,
}: Labels & { readonly children: (named: Named) => ReactNode }) => {
  const id = useId();
  const described = problem !== undefined || hint !== undefined;
  return (
    <div className={join(styles.field, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': problem !== undefined,
        'aria-describedby': join(described && `${id}-says`, also) || undefined,
      })}
      {described && (
        <p id={`${id}-says`} className={problem === undefined ? styles.hint : styles.problem}>
          <Unbroken>{problem ?? hint ?? ''}</Unbroken>
        </p>
      )}
    </div>
  );
};
