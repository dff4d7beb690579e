import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import type { OwnTitle } from '../session/mine';
import { titleFrom, UNTITLED } from './editing';
import styles from './mine.module.css';

interface Props {
  readonly own: OwnTitle;
  /** What tells it from another one of its title, where there is one. */
  readonly apart: string | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onOpen: () => void;
  readonly onRename: (title: string) => void;
  readonly onDuplicate: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDelete: () => void;
}

interface RenameProps {
  readonly title: string;
  readonly onDone: (title: string | null) => void;
}

const Rename = ({ title, onDone }: RenameProps) => {
  const [text, setText] = useState(title);
  const [problem, setProblem] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const done = (event: FormEvent) => {
    event.preventDefault();
    const wanted = titleFrom(text);
    if (wanted !== null) onDone(wanted);
    else {
      setProblem(UNTITLED);
      form.current?.querySelector('input')?.focus();
    }
  };
  return (
    <form ref={form} className={styles.rename} onSubmit={done}>
      <Field
        className={styles.title}
        label="Title"
        dir="auto"
        value={text}
        onChange={setText}
        problem={problem}
        autoFocus
      />
      <Button type="submit">Rename</Button>
      <Button look="quiet" onClick={() => onDone(null)}>
        Cancel
      </Button>
    </form>
  );
};

/** One scenario of the reader's own, and what can be done with it. */
export const Row = ({ own, apart, isFirst, isLast, onOpen, onRename, onDuplicate, onMove, onDelete }: Props) => {
  const { title } = own;
  const called = apart === undefined ? title : `${title}, ${apart}`;
  const [isRenamed, setIsRenamed] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const renamed = (wanted: string | null) => {
    setIsRenamed(false);
    // What had it is gone.
    opener.current?.focus();
    if (wanted !== null && wanted !== title) onRename(wanted);
  };
  return (
    <li className={styles.row}>
      <Button className={styles.open} look="quiet" aria-label={`Open: ${called}`} onClick={onOpen}>
        <span>
          <bdi>{title}</bdi>
          {apart !== undefined && <span className={styles.apart}>, {apart}</span>}
        </span>
      </Button>
      <Button aria-label={`Earlier: ${called}`} aria-disabled={isFirst} onClick={() => isFirst || onMove(-1)}>
        ↑
      </Button>
      <Button aria-label={`Later: ${called}`} aria-disabled={isLast} onClick={() => isLast || onMove(1)}>
        ↓
      </Button>
      <Button
        ref={opener}
        aria-label={`Rename: ${called}`}
        aria-expanded={isRenamed}
        onClick={() => setIsRenamed(!isRenamed)}
      >
        Rename
      </Button>
      <Button aria-label={`Duplicate: ${called}`} onClick={onDuplicate}>
        Duplicate
      </Button>
      <Button aria-label={`Delete: ${called}`} onClick={onDelete}>
        Delete
      </Button>
      {isRenamed && <Rename title={title} onDone={renamed} />}
    </li>
  );
};
