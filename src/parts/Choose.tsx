import type { ReactNode } from 'react';
import styles from './choose.module.css';
import { ChevronIcon } from './icons';
import { join } from './join';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly className?: string | undefined;
  /** Options, in groups or not. */
  readonly children: ReactNode;
}

/** The browser's own list of choices, which looks like the other controls while it is closed. */
export const Choose = ({ label, value, onChange, className, children }: Props) => (
  <span className={join(styles.box, className)} data-control="">
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      {children}
    </select>
    <ChevronIcon />
  </span>
);
