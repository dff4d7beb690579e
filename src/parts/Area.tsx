import { type ClipboardEvent, type TextareaHTMLAttributes, useState } from 'react';
import styles from './field.module.css';
import { join } from './join';
import { Labelled, type Labels } from './Labelled';

interface Props extends Labels, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'className'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Takes a pasted text that is too long to stand in a field. */
  readonly onLong?: (text: string) => void;
}

/** A field with more in it hangs the browser. */
export const MOST_SHOWN = 400_000;

const TOO_LONG = 'What you pasted has more than 400,000 characters: it is left out, and what stood here is as it was.';

/** Lines of text with their label above and what is wrong with them below. */
export const Area = ({ label, onChange, onLong, problem, hint, also, className, ...rest }: Props) => {
  const [isLong, setLong] = useState(false);
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    const long = text.length > MOST_SHOWN;
    setLong(long && onLong === undefined);
    if (!long) return;
    event.preventDefault();
    onLong?.(text);
  };
  return (
    <Labelled label={label} problem={isLong ? TOO_LONG : problem} hint={hint} also={also} className={className}>
      {(named) => (
        <textarea
          {...named}
          className={join(styles.input, styles.area)}
          onChange={(event) => {
            setLong(false);
            onChange(event.target.value);
          }}
          onPaste={paste}
          autoCapitalize="off"
          spellCheck={false}
          {...rest}
        />
      )}
    </Labelled>
  );
};
