import { Unbroken } from '../../parts/Unbroken';
import { partsOf } from './entries';
import styles from './words.module.css';

interface Props {
  readonly children: string;
}

/**
 * A sentence in which the kernel's words explain themselves. Only here are they tab stops, each word once: the panels hold
 * hundreds of them, and a keyboard must get through. To those the key E leads, and all that are on the screen stand first in
 * the glossary.
 */
export const Words = ({ children }: Props) => {
  let from = 0;
  const parts = partsOf(children).map(({ text, entry }) => {
    const key = from;
    from += text.length;
    return entry === null ? (
      <span key={key}>
        <Unbroken>{text}</Unbroken>
      </span>
    ) : (
      <button key={key} type="button" className={styles.term} data-term={entry.term}>
        <Unbroken>{text}</Unbroken>
      </button>
    );
  });
  return <>{parts}</>;
};
