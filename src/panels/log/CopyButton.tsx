import { Button } from '../../parts/Button';
import { copyText } from '../../parts/copyText';
import { useAnswer } from '../../parts/useAnswer';

interface Props {
  readonly label: string;
  /** Made when the button is pressed. */
  readonly text: () => string;
}

/** Copies a text, and says whether that worked. */
export const CopyButton = ({ label, text }: Props) => {
  const [answer, say] = useAnswer();
  const copy = () => {
    copyText(text()).then(
      () => say('Copied'),
      () => say('Not copied: no clipboard'),
    );
  };
  return (
    <Button look="quiet" onClick={copy}>
      <span aria-live="polite">{answer ?? label}</span>
    </Button>
  );
};
