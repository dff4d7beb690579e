import { type ChangeEvent, useCallback, useEffect, useState } from 'react';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { useVerbs, useViewerItself } from '../session/useViewer';
import styles from './files.module.css';
import { openedFrom } from './opened';

interface Props {
  readonly onClose: () => void;
  /** What was dropped or pasted and could not be opened. */
  readonly text?: string;
  /** Of the file that it came in. */
  readonly name?: string | undefined;
}

const NOT_FETCHED = 'What reads this could not be fetched. Check the connection and try again.';

/** Opens a scenario, or adds modules in C or a stack to the machine. What cannot be read changes nothing, and is told why. */
export const OpenFile = ({ onClose, text: given = '', name: first }: Props) => {
  const { openFile, changeWorld } = useVerbs();
  const { store } = useViewerItself();
  const [{ text, name }, setGiven] = useState<{ readonly text: string; readonly name?: string | undefined }>({
    text: given,
    name: first,
  });
  const [problems, setProblems] = useState<readonly string[]>([]);

  const read = useCallback(
    (wanted: string, from?: string) =>
      openedFrom(wanted, store.getState().world, from).catch(() => ({ problems: [NOT_FETCHED] })),
    [store],
  );

  useEffect(() => {
    let isWanted = true;
    if (given !== '')
      read(given, first).then((opened) => isWanted && 'problems' in opened && setProblems(opened.problems));
    return () => {
      isWanted = false;
    };
  }, [given, first, read]);

  const open = async (wanted: string, from?: string): Promise<void> => {
    const opened = await read(wanted, from);
    if ('problems' in opened) {
      setProblems(opened.problems);
      return;
    }
    onClose();
    if ('scenario' in opened) openFile(opened.scenario);
    else changeWorld(opened.world, opened);
  };

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? [];
    if (file === undefined) return;
    const content = await file.text().catch(() => null);
    // Chosen again after it was mended, it is another file.
    target.value = '';
    if (content === null) setProblems([`${file.name} could not be read.`]);
    else {
      setGiven({ text: content, name: file.name });
      await open(content, file.name);
    }
  };

  return (
    <Dialog
      wide
      title="Open a file"
      description="A scenario as .klp.json is opened. Livepatches and modules in C, and kernel stacks, are added to the machine on the screen. Nothing leaves this browser."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={() => open(text, name)}>
            Open
          </Button>
        </>
      }
    >
      <label className={styles.field}>
        Choose a file, or drop one anywhere on the page
        <input type="file" accept=".json,.c,.txt,.log,application/json,text/plain" onChange={choose} />
      </label>
      <label className={styles.field}>
        Or paste its text
        <textarea
          className={styles.text}
          rows={10}
          wrap="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setGiven({ text: target.value })}
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
