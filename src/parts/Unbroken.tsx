import { BreaksBetween } from './BreaksBetween';
import styles from './unbroken.module.css';

/** The name of an error, and a path that is too long to stand whole in a narrow panel. */
const PIECES = /(-E[A-Z]+|\/[\w/.]{20,})/;
/** It breaks where its parts end, and where nothing else helps. */
const SYLLABLES = /[/_]*[^/_]+[/_]*/g;

/**
 * Running text in which the name of an error, `-ENODEV`, never breaks after its hyphen, and a path breaks after `/` and `_`; what
 * is copied is what one would type.
 */
export const Unbroken = ({ children }: { readonly children: string }) =>
  children.split(PIECES).map((part, at) => {
    const key = `${at}${part}`;
    if (at % 2 === 0) return part;
    if (!part.startsWith('-E')) return <BreaksBetween key={key} pieces={part.match(SYLLABLES) ?? [part]} />;
    return (
      <span key={key} className={styles.whole}>
        {part}
      </span>
    );
  });
