import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Button } from './Button';
import styles from './button.module.css';
import { join } from './join';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** The accessible name; shown on hover too. */
  readonly label: string;
  /** A key that does the same, shown on hover. */
  readonly hotkey?: string | undefined;
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is a picture; its name is `label`. */
export const IconButton = ({ label, hotkey, look = 'quiet', className, ...rest }: Props) => (
  <Button
    look={look}
    aria-label={label}
    title={hotkey === undefined ? label : `${label} (${hotkey})`}
    className={join(styles.icon, className)}
    {...rest}
  />
);
