import styles from './blank.module.css';
import type { TalkState } from './presentation';
import { useTalkState } from './useTalk';

const blankOf = ({ show }: TalkState) => show.blank;

/** Hides everything until the same key is pressed again. */
export const Blank = () => {
  const blank = useTalkState(blankOf);
  if (blank === null) return null;
  return <div className={styles.blank} role="img" aria-label={`The screen is ${blank}`} data-colour={blank} />;
};
