import type { HTMLAttributes } from 'react';
import { join } from './join';
import styles from './visuallyHidden.module.css';

/** Text for screen readers only. Takes no room. */
export const VisuallyHidden = ({ className, ...rest }: HTMLAttributes<HTMLSpanElement>) => (
  <span className={join(styles.hidden, className)} {...rest} />
);
