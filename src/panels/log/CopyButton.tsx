import { useEffect, useState } from 'react';
import { Button } from '../../parts/Button';

interface Props {
  readonly label: string;
  /** Made when the button is pressed. */
  readonly text: () => string;
}

const SHOWN_MS = 2000;

/** Copies a text, and says whether that worked. */
export const CopyButton = ({ label, text }: Props) => {
  const [answer, setAnswer] = useState<string | null>(null);
  useEffect(() => {
    if (answer === null) return;
    const timer = setTimeout(() => setAnswer(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [answer]);
  const copy = () => {
    // There is no clipboard on a page that did not come over a safe connection.
    const done = navigator.clipboard?.writeText(text()) ?? Promise.reject(new Error('no clipboard'));
    done.then(
      () => setAnswer('Copied'),
      () => setAnswer('Not copied: no clipboard'),
    );
  };
  return (
    <Button look="quiet" onClick={copy}>
      <span aria-live="polite">{answer ?? label}</span>
    </Button>
  );
};
