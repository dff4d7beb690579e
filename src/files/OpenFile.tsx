import { type ChangeEvent, useState } from 'react';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { useVerbs } from '../session/useViewer';
import styles from './files.module.css';
import { openedFrom } from './opened';

interface Props {
  readonly onClose: () => void;
  /** What was dropped or pasted and could not be opened. */
  readonly text?: string;
}

/** Opens a scenario from a file or from its text. What cannot be read changes nothing, and is told why. */
export const OpenFile = ({ onClose, text: given = '' }: Props) => {
  const { openFile } = useVerbs();
  const [text, setText] = useState(given);
  const [problems, setProblems] = useState<readonly string[]>(() => {
    const opened = given === '' ? null : openedFrom(given);
    return opened !== null && 'problems' in opened ? opened.problems : [];
  });

  const open = (wanted: string): void => {
    const opened = openedFrom(wanted);
    if ('problems' in opened) {
      setProblems(opened.problems);
      return;
    }
    openFile(opened.scenario);
    onClose();
  };

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? [];
    if (file === undefined) return;
    const read = await file.text().catch(() => null);
    // Chosen again after it was mended, it is another file.
    target.value = '';
    if (read === null) setProblems([`${file.name} could not be read.`]);
    else {
      setText(read);
      open(read);
    }
  };

  return (
    <Dialog
      wide
      title="Open a file"
      description="A scenario as .klp.json: a machine, what happens on it, and what is said about it. Nothing leaves this browser."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={() => open(text)}>
            Open
          </Button>
        </>
      }
    >
      <label className={styles.field}>
        Choose a file, or drop one anywhere on the page
        <input type="file" accept=".json,application/json" onChange={choose} />
      </label>
      <label className={styles.field}>
        Or paste its text
        <textarea
          className={styles.text}
          rows={10}
          wrap="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
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
