import { useEffect, useRef, useState } from 'react';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import styles from './share.module.css';

interface Props {
  /** An address, or the reason why no link can hold what is on the screen. */
  readonly shared: { readonly url: string } | { readonly problem: string };
  /** What the link shows, in a few words: the scenario and the step. */
  readonly what: string;
  readonly onClose: () => void;
}

const CHARACTERS_PER_ROW = 64;
const MOST_ROWS = 8;

const Link = ({ url }: { readonly url: string }) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'selected' | null>(null);

  useEffect(() => field.current?.select(), []);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setOutcome('copied');
    } catch {
      // No permission, or no secure context: the reader's own copy command still works on the selection.
      field.current?.focus();
      field.current?.select();
      setOutcome('selected');
    }
  };

  return (
    <div className={styles.share}>
      <textarea
        ref={field}
        className={styles.link}
        aria-label="Link"
        readOnly
        rows={Math.min(Math.ceil(url.length / CHARACTERS_PER_ROW), MOST_ROWS)}
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.actions}>
        <Button look="primary" onClick={copy}>
          Copy link
        </Button>
        <p className={styles.length}>{url.length.toLocaleString('en')} characters</p>
        <p className={styles.outcome} role="status">
          {outcome === 'copied' && 'Copied.'}
          {outcome === 'selected' && 'The browser does not let the app copy. The link is selected: press Ctrl+C or ⌘C.'}
        </p>
      </div>
    </div>
  );
};

/** The link to exactly what is on the screen. */
export const ShareDialog = ({ shared, what, onClose }: Props) => (
  <Dialog
    title="Share"
    description={`This link opens ${what}, for everyone. It holds causes, not results: nothing is stored anywhere.`}
    onClose={onClose}
  >
    {'url' in shared ? (
      <Link url={shared.url} />
    ) : (
      <p className={styles.problem} role="alert">
        {shared.problem} Step back to an earlier step and share that one, or start a shorter branch.
      </p>
    )}
  </Dialog>
);
