import { type KeyboardEvent, useState } from 'react';
import { Area } from '../parts/Area';
import { Field } from '../parts/Field';
import styles from './telling.module.css';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** Another one: it is another text, and what was typed before is gone. */
  readonly place: string;
  /** Lines; one without them. */
  readonly rows?: number;
  readonly problemOf: (text: string) => string | undefined;
  /** Called with what may be kept. */
  readonly onChange: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** A text that is kept as it is typed. One that cannot be kept stays in the field, with the reason. */
export const Typed = ({ place, value, problemOf, onChange, rows, ...rest }: Props) => {
  const [typed, setTyped] = useState<{ readonly place: string; readonly text: string } | null>(null);
  const text = typed?.place === place ? typed.text : value;
  const props = {
    ...rest,
    className: styles.prose,
    value: text,
    problem: problemOf(text),
    dir: 'auto',
    spellCheck: true,
    autoCapitalize: 'sentences',
    onChange: (next: string) => {
      setTyped({ place, text: next });
      if (problemOf(next) === undefined) onChange(next);
    },
    // From here on it is what was kept.
    onBlur: () => problemOf(text) === undefined && setTyped(null),
  };
  return rows === undefined ? <Field {...props} /> : <Area {...props} rows={rows} />;
};
