import { Mono } from '../parts/Mono';
import { Breakable } from './Breakable';
import styles from './impl.module.css';
import './impl.css';

interface Props {
  /** Index of the colour, 0 for the original. */
  readonly index: number;
  /** The livepatch; `null` is the original. */
  readonly patch: string | null;
}

/** The name of an implementation, with its colour in a swatch. The original's swatch is hollow. */
export const Impl = ({ index, patch }: Props) => (
  <span className={styles.impl} data-impl={index}>
    <span className={styles.swatch} data-original={patch === null || undefined} aria-hidden="true" />
    {patch === null ? (
      'original'
    ) : (
      <Mono>
        <Breakable>{patch}</Breakable>
      </Mono>
    )}
  </span>
);
