import { useEffect, useRef, useState } from 'react';
import { Button } from '../parts/Button';
import { copyText } from '../parts/copyText';
import { Dialog } from '../parts/Dialog';
import styles from './share.module.css';

interface Props {
  /** An address, or the reason why no link can hold what is on the screen. */
  readonly shared: { readonly url: string } | { readonly problem: string };
  /** What the link shows, in a few words: the scenario and the step. */
  readonly what: string;
  /** What was done and what the kernel answered, a line each. */
  readonly brief: readonly string[];
  /** What was written about it stays behind: its title, its sentences, its questions. */
  readonly isWordless: boolean;
  /** Saves what no link can hold; rejects when that is not possible. */
  readonly onSave: () => Promise<string>;
  readonly onClose: () => void;
}

const CHARACTERS_PER_ROW = 64;
const MOST_ROWS = 8;

const rowsOf = (text: string): number =>
  text.split('\n').reduce((rows, line) => rows + Math.max(Math.ceil(line.length / CHARACTERS_PER_ROW), 1), 0);

interface CopyProps {
  /** Of the field. */
  readonly name: string;
  readonly text: string;
  /** Of the button. */
  readonly label: string;
  /** What the dialog opens for. */
  readonly isFirst?: boolean;
  readonly onCopied: (says: string) => void;
}

/** A text that is selected when one comes to it, and a button that copies it. */
const Copy = ({ name, text, label, isFirst = false, onCopied }: CopyProps) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isFirst) field.current?.select();
  }, [isFirst]);

  const copy = async () => {
    try {
      await copyText(text);
      onCopied('Copied.');
    } catch {
      // No permission, or no secure context: the reader's own copy command still works on the selection.
      field.current?.focus();
      field.current?.select();
      onCopied('The browser does not let the app copy. The text is selected: press Ctrl+C or ⌘C.');
    }
  };

  return (
    <>
      <textarea
        ref={field}
        className={styles.link}
        aria-label={name}
        readOnly
        rows={Math.min(rowsOf(text), MOST_ROWS)}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.actions}>
        <Button look={isFirst ? 'primary' : 'quiet'} onClick={copy}>
          {label}
        </Button>
        {!isFirst && <p className={styles.length}>{text.length.toLocaleString('en')} characters</p>}
      </div>
    </>
  );
};

const Texts = ({ url, brief }: { readonly url: string; readonly brief: readonly string[] }) => {
  const [outcome, setOutcome] = useState('');
  return (
    <div className={styles.share}>
      <Copy
        isFirst
        name="Three lines for a mail"
        text={[...brief, url].join('\n')}
        label="Copy for a mail"
        onCopied={setOutcome}
      />
      <Copy name="Link" text={url} label="Copy link" onCopied={setOutcome} />
      <p className={styles.outcome} role="status">
        {outcome}
      </p>
    </div>
  );
};

interface UnlinkedProps {
  readonly says: string;
  /** Nothing of it is in a link. */
  readonly isAll: boolean;
  readonly onSave: () => Promise<string>;
}

/** What no link holds, and the file that does. */
const Unlinked = ({ says, isAll, onSave }: UnlinkedProps) => {
  const [outcome, setOutcome] = useState('');
  const save = () =>
    onSave().then(
      (name) => setOutcome(`Saved as ${name}. Whoever drops it on this page sees what you see.`),
      () => setOutcome('Not saved. Try again, or use “Export …” in the Tools menu.'),
    );
  return (
    <div className={styles.share}>
      {isAll ? (
        <p className={styles.problem} role="alert">
          {says}
        </p>
      ) : (
        <p>{says}</p>
      )}
      <div className={styles.actions}>
        <Button look={isAll ? 'primary' : 'quiet'} onClick={save}>
          Save as a file
        </Button>
      </div>
      <p className={styles.outcome} role="status">
        {outcome}
      </p>
    </div>
  );
};

const WORDLESS =
  'What was written about it is not in the link: its title, its sentences, its notes and questions. A file holds them, too.';

/** What was done, what the kernel answered, and the link to exactly what is on the screen. */
export const ShareDialog = ({ shared, what, brief, isWordless, onSave, onClose }: Props) => (
  <Dialog
    title="Share"
    description={
      'url' in shared
        ? `This link opens ${what}, for everyone. It holds causes, not results: nothing is stored anywhere.`
        : `There is no link to ${what}.`
    }
    onClose={onClose}
  >
    {'url' in shared ? (
      <Texts url={shared.url} brief={brief} />
    ) : (
      <Unlinked isAll says={shared.problem} onSave={onSave} />
    )}
    {'url' in shared && isWordless && <Unlinked isAll={false} says={WORDLESS} onSave={onSave} />}
  </Dialog>
);
