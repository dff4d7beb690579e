import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog } from '../parts/Dialog';
import { Field } from '../parts/Field';
import styles from './find.module.css';
import { type Finding, find } from './findings';

interface Props {
  readonly all: readonly Finding[];
  /** What stands in the field to begin with. */
  readonly begun: string;
  /** Called when the dialog has gone and the focus is where it was. */
  readonly onChosen: (value: string) => void;
  /** It is to go: with what was chosen, or with nothing. */
  readonly onClose: (chosen: string | null) => void;
}

/** One opens it to type. */
const takeFocus = (field: HTMLInputElement | null): void => field?.focus();

/** Everything by its name: type a part of it, choose with the arrows, press Enter. */
export const FindDialog = ({ all, begun, onChosen, onClose }: Props) => {
  const [typed, setTyped] = useState(begun);
  const [at, setAt] = useState(0);
  const active = useRef<HTMLButtonElement>(null);
  const chosen = useRef<string>(null);
  const id = useId();
  const found = find(all, typed);
  const current = found[at];

  useEffect(() => {
    if (current !== undefined) active.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const choose = (value: string): void => {
    chosen.current = value;
    onClose(value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && current !== undefined) choose(current.value);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog
      title="Find"
      description="A tool, a panel, a policy, a scenario, a theme or a word of the glossary, by any part of its name."
      onClose={() => onClose(null)}
      onClosed={() => {
        if (chosen.current !== null) onChosen(chosen.current);
      }}
    >
      <Field
        ref={takeFocus}
        label="Name"
        className={styles.name}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setAt(0);
        }}
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={current === undefined ? undefined : `${id}-${at}`}
        onKeyDown={onKeyDown}
      />
      <p className={styles.count} role="status">
        {found.length === 0 ? 'Nothing has that name.' : `${found.length} found`}
      </p>
      <div className={styles.list} id={id} role="listbox" aria-label="Found">
        {found.map((each, place) => (
          <button
            type="button"
            key={`${each.kind} ${each.value}`}
            ref={place === at ? active : undefined}
            id={`${id}-${place}`}
            className={styles.item}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            data-highlighted={place === at || undefined}
            onClick={() => choose(each.value)}
          >
            <span className={styles.words}>
              {each.label}
              {each.note !== undefined && <span className={styles.note}>{each.note}</span>}
            </span>
            <span className={styles.kind}>{each.kind}</span>
          </button>
        ))}
      </div>
    </Dialog>
  );
};
