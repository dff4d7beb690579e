import type { TextareaHTMLAttributes } from 'react';
import styles from './field.module.css';
import { join } from './join';
import { Labelled, type Labels } from './Labelled';

interface Props extends Labels, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'className'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Lines of text with their label above and what is wrong with them below. */
export const Area = ({ label, onChange, problem, hint, className, ...rest }: Props) => (
  <Labelled label={label} problem={problem} hint={hint} className={className}>
    {(named) => (
      <textarea
        {...named}
        className={join(styles.input, styles.area)}
        onChange={(event) => onChange(event.target.value)}
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
      />
    )}
  </Labelled>
);
