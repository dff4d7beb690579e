import { Changed } from '../../parts/Changed';
import { counted } from '../../phrases/plural';
import { useIsAsking } from '../../session/usePreview';
import { Prose } from '../../words/Prose';
import type { ConvergenceChanges, Convergence as Words } from '../../words/tasks';
import styles from './convergence.module.css';
import { Glyph } from './Glyph';
import type { KeyEntry } from './gridCells';

interface Props {
  readonly words: Words;
  readonly changes: ConvergenceChanges;
  readonly entries: readonly KeyEntry[];
  readonly running: boolean;
}

/** How far the transition has come, over all tasks: a sentence, a bar, and the numbers that make it up. */
export const Convergence = ({ words, changes, entries, running }: Props) => {
  const isAsking = useIsAsking();
  return (
    <div className={styles.convergence}>
      <p className={styles.says}>
        <Changed as="span" when={changes.says}>
          <Prose>{words.says}</Prose>
        </Changed>
      </p>
      {running && (
        <div className={styles.bar} aria-hidden="true">
          {entries.map(({ glyph, count }) => (
            <span key={glyph} className={styles.part} data-glyph={glyph} style={{ flexGrow: count }} />
          ))}
        </div>
      )}
      <div className={styles.foot}>
        <ul className={styles.key} aria-label="Tasks by state">
          {entries.map(({ glyph, word, count, changed }) => (
            <li key={glyph} className={styles.entry}>
              <Glyph which={glyph} />
              <Changed as="span" when={changed}>
                <strong className={styles.count}>{counted(count)}</strong> {word}
              </Changed>
            </li>
          ))}
        </ul>
        {words.attempts !== null && !isAsking && (
          <p className={styles.attempts}>
            <Changed as="span" when={changes.attempts}>
              {words.attempts}
            </Changed>
          </p>
        )}
      </div>
    </div>
  );
};
