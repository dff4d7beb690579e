import { useMemo, useRef, useState } from 'react';
import { Button } from '../parts/Button';
import { copyText } from '../parts/copyText';
import { download, textFile } from '../parts/download';
import { Check } from '../parts/Field';
import { Outcome, useOutcome } from './Actions';
import { placeName } from './baseAddress';
import styles from './export.module.css';
import { COLUMNS, mailOf } from './mail';
import { useExporting, useLink } from './useExporting';

const ROWS = 18;

/** What has happened so far, to be pasted into a mail. */
export const MailTab = () => {
  const { story, cursor } = useExporting();
  const [hideTasks, setHideTasks] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const { outcome, run } = useOutcome();
  const link = useLink(cursor);
  const { text, longer } = useMemo(() => mailOf(story, cursor, link, { hideTasks }), [story, cursor, link, hideTasks]);
  const name = `${placeName(story.name, cursor)}.txt`;

  const copy = async (): Promise<void> => {
    try {
      await copyText(text);
    } catch (error) {
      field.current?.focus();
      field.current?.select();
      throw error;
    }
  };

  return (
    <div className={styles.tab}>
      <Check
        label="Leave out what klp_try_switch_task() says about each task"
        checked={hideTasks}
        onChange={setHideTasks}
      />
      <textarea
        ref={field}
        className={styles.mail}
        aria-label="Text for a mail"
        readOnly
        rows={ROWS}
        wrap="off"
        value={text}
      />
      <div className={styles.actions}>
        <Button
          look="primary"
          onClick={() =>
            run(copy, 'Copied.', 'The browser does not let the app copy. The text is selected: press Ctrl+C or ⌘C.')
          }
        >
          Copy text
        </Button>
        <Button onClick={() => run(() => download(name, textFile(text)), `Saved as ${name}.`, 'Not saved.')}>
          Download
        </Button>
        <Outcome>{outcome}</Outcome>
      </div>
      <p className={styles.note}>
        Prose is wrapped at {COLUMNS} columns. Commands, printed lines and the link are kept whole, so that they can be
        pasted, searched for and followed
        {longer === 0 ? '' : `: ${longer === 1 ? '1 line is' : `${longer} lines are`} longer`}.
      </p>
    </div>
  );
};
