import type { HTMLAttributes } from 'react';
import { join } from './join';
import styles from './mono.module.css';

/** A kernel word: a function, a module, a file, a value. */
export const Mono = ({ className, ...rest }: HTMLAttributes<HTMLElement>) => (
  <code className={join(styles.mono, className)} {...rest} />
);
