import { Button } from '../parts/Button';
import { titles } from '../session/catalogue';
import { useVerbs } from '../session/useViewer';
import { neighboursOf } from './chapters';
import styles from './strip.module.css';
import { useProgress } from './useProgress';

const titleOf = (id: string): string => titles.find((title) => title.id === id)?.title ?? id;

/** At the end of what is being read: where to go on. */
export const ReadingStrip = ({ id }: { readonly id: string }) => {
  const { before, after } = neighboursOf(id);
  const [, progress] = useProgress();
  const { openScenario } = useVerbs();
  const open = (next: string) => {
    progress.readOn(next);
    openScenario(next);
  };
  return (
    <nav className={styles.strip} aria-label="Guided reading">
      <p className={styles.goal}>{after === null ? 'This was the last scenario.' : 'Read to the end.'}</p>
      <div className={styles.buttons}>
        {before !== null && (
          <Button look="quiet" onClick={() => open(before)}>
            Previous: {titleOf(before)}
          </Button>
        )}
        {after !== null && <Button onClick={() => open(after)}>Next: {titleOf(after)}</Button>}
        <Button look="quiet" onClick={() => progress.readOn(null)}>
          Stop reading
        </Button>
      </div>
    </nav>
  );
};
