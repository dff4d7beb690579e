import { type ChangeEvent, useState } from 'react';
import { MOST_SHOWN } from '../parts/Area';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { readFiles } from '../parts/readFiles';
import { type Dropped, useDropped } from '../parts/useDropped';
import { useLocal, useMine, useViewerItself } from '../session/useViewer';
import styles from './files.module.css';
import { openGiven } from './openGiven';

interface Props {
  readonly onClose: () => void;
  /** What was dropped or pasted and could not be opened. */
  readonly given?: readonly Dropped[];
  /** Why. */
  readonly problems?: readonly string[];
}

const NOT_FETCHED = 'What reads this could not be fetched. Check the connection and try again.';

/** What was typed last and not opened: a closed dialog loses nothing. */
let typed = '';

interface Shown {
  readonly text: string;
  readonly name?: string | undefined;
}

const shownOf = (given: readonly Dropped[]): Shown => {
  const [only] = given;
  return given.length === 1 && only !== undefined && only.text.length <= MOST_SHOWN ? only : { text: '' };
};

/** Opens a scenario, or adds modules in C or tasks to the machine. What cannot be read changes nothing, and is told why. */
export const OpenFile = ({ onClose, given, problems: first = [] }: Props) => {
  const viewer = useViewerItself();
  const [, mine] = useMine();
  const local = useLocal();
  const [{ text, name }, setShown] = useState<Shown>(() => (given === undefined ? { text: typed } : shownOf(given)));
  const [problems, setProblems] = useState(first);

  const open = async (wanted: readonly Dropped[]): Promise<void> => {
    const why = await openGiven(wanted, viewer, mine, local).catch(() => [NOT_FETCHED]);
    if (why !== null) setProblems(why);
    else {
      typed = '';
      onClose();
    }
  };
  const take = (dropped: readonly Dropped[]): void => {
    setShown(shownOf(dropped));
    void open(dropped);
  };
  useDropped(take, true);

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const files = [...(target.files ?? [])];
    if (files.length === 0) return;
    const read = await readFiles(files);
    // Chosen again after it was mended, it is another file.
    target.value = '';
    take(read);
  };

  return (
    <Dialog
      wide
      title="Open a file"
      description="A scenario as .klp.json is opened, and a talk of several is kept. Livepatches and modules in C, and tasks with their stacks, are added to the machine on the screen. Nothing leaves this browser."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={() => open([name === undefined ? { text } : { text, name }])}>
            Open
          </Button>
        </>
      }
    >
      <label className={styles.field}>
        Choose a file or several, or drop them anywhere on the page
        <input type="file" multiple accept=".json,.c,.txt,.log,application/json,text/plain" onChange={choose} />
      </label>
      <label className={styles.field}>
        Or paste its text
        <textarea
          className={styles.text}
          rows={10}
          wrap="off"
          spellCheck={false}
          value={text}
          onPaste={(event) => {
            const long = event.clipboardData.getData('text/plain');
            if (long.length <= MOST_SHOWN) return;
            event.preventDefault();
            take([{ text: long }]);
          }}
          onChange={({ target }) => {
            typed = target.value;
            setShown({ text: target.value });
          }}
        />
      </label>
      {problems.length > 0 && (
        <div role="alert" className={styles.problems}>
          <p>This cannot be opened, and nothing has changed:</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
};
