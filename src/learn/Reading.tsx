import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { Check } from '../parts/Field';
import { CheckIcon } from '../parts/laterIcons';
import type { Opened } from '../parts/opened';
import { VisuallyHidden } from '../parts/VisuallyHidden';
import { plural } from '../phrases/plural';
import { titles } from '../session/catalogue';
import { useSettings, useVerbs } from '../session/useViewer';
import { chapters, nextToRead } from './chapters';
import styles from './reading.module.css';
import { useProgress } from './useProgress';

const names = new Map(titles.map(({ id, title }) => [id, title]));

interface EntryProps {
  readonly id: string;
  readonly says: string;
  readonly done: boolean;
  readonly onOpen: (id: string) => void;
}

const Entry = ({ id, says, done, onOpen }: EntryProps) => (
  <li className={styles.entry}>
    <span className={styles.mark}>
      {done && (
        <>
          <CheckIcon />
          <VisuallyHidden>done: </VisuallyHidden>
        </>
      )}
    </span>
    <span>
      <button type="button" className={styles.open} onClick={() => onOpen(id)}>
        {names.get(id) ?? id}
      </button>
      <span className={styles.why}>{says}</span>
    </span>
  </li>
);

/** All scenarios in chapters, what has been read, and where to go on. */
export const Reading = ({ onClose }: Opened) => {
  const [{ read, solved, reading }, progress] = useProgress();
  const [{ guess }, change] = useSettings();
  const { openScenario } = useVerbs();
  const done = new Set([...read, ...Object.keys(solved)]);
  const next = nextToRead(reading, done);
  const open = (id: string) => {
    progress.readOn(id);
    openScenario(id);
    onClose();
  };
  const solvedWords = (id: string): string => {
    const steps = solved[id];
    return steps === undefined ? 'A challenge.' : `A challenge, solved in ${plural(steps, 'step')}.`;
  };
  return (
    <Dialog
      wide
      title="Guided reading"
      description="All scenarios in an order that teaches. What you have stepped to its end is kept in this browser."
      onClose={onClose}
      footer={
        <>
          {done.size > 0 && (
            <Button look="quiet" onClick={progress.startAgain}>
              Forget what I have read
            </Button>
          )}
          {next !== null && (
            <Button look="primary" onClick={() => open(next)}>
              {done.size === 0 && reading === null ? 'Begin with' : 'Go on with'} “{names.get(next) ?? next}”
            </Button>
          )}
        </>
      }
    >
      <Check label="Guess first: ask me before I see a step" checked={guess} onChange={(on) => change({ guess: on })} />
      {chapters.map(({ title, about, lessons, challenges }, index) => {
        const all = [...lessons.map(({ id }) => id), ...challenges];
        return (
          <section key={title} className={styles.chapter}>
            <h3>
              {index + 1}. {title}{' '}
              <span className={styles.progress}>
                {all.filter((id) => done.has(id)).length} of {all.length}
              </span>
            </h3>
            <p className={styles.about}>{about}</p>
            <ol className={styles.list}>
              {lessons.map(({ id, why }) => (
                <Entry key={id} id={id} says={why} done={done.has(id)} onOpen={open} />
              ))}
              {challenges.map((id) => (
                <Entry key={id} id={id} says={solvedWords(id)} done={done.has(id)} onOpen={open} />
              ))}
            </ol>
          </section>
        );
      })}
    </Dialog>
  );
};
