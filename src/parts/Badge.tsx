import type { HTMLAttributes } from 'react';
import styles from './badge.module.css';
import { join } from './join';

export type Tone = 'ok' | 'wait' | 'stop' | 'force' | 'neutral' | 'mark';

interface Props extends HTMLAttributes<HTMLSpanElement> {
  readonly tone?: Tone;
}

/** A state in a word or two. The tone adds colour and a shape; the word carries the meaning. */
export const Badge = ({ tone = 'neutral', className, ...rest }: Props) => (
  <span className={join(styles.badge, styles[tone], className)} {...rest} />
);
