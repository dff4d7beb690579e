import type { HTMLAttributes } from 'react';
import styles from './changed.module.css';
import { join } from './join';
import { VisuallyHidden } from './VisuallyHidden';

interface Props extends HTMLAttributes<HTMLElement> {
  /** Did the current step change what is inside? */
  readonly when: boolean;
  /** The element to render. `span` marks words in a sentence, the others mark a block. Default `div`. */
  readonly as?: 'div' | 'li' | 'span' | 'tr' | 'dd' | 'p' | 'article';
}

/** Marks what this step changed: a bar, a tint and the word "changed" for those who do not see them. */
export const Changed = ({ when, as: Element = 'div', className, children, ...rest }: Props) => (
  <Element
    className={join(styles.changed, Element === 'span' ? styles.inline : styles.block, when && styles.on, className)}
    data-changed={when || undefined}
    {...rest}
  >
    {when && Element !== 'tr' && <VisuallyHidden>changed: </VisuallyHidden>}
    {children}
  </Element>
);
