import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './button.module.css';
import { join } from './join';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words. `primary` at most once in sight. */
export const Button = ({ look = 'plain', className, type = 'button', ...rest }: Props) => (
  <button
    type={type}
    data-control=""
    className={join(styles.button, look === 'primary' && styles.primary, look === 'quiet' && styles.quiet, className)}
    {...rest}
  />
);
