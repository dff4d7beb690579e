import { type FormEvent, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { WideWorld } from '../kernel/world';
import { focusStage } from '../panels/regions';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { nothingHasFocus } from '../parts/opener';
import { Pending } from '../parts/Pending';
import { Unbroken } from '../parts/Unbroken';
import { useMedia } from '../parts/useMedia';
import { VisuallyHidden } from '../parts/VisuallyHidden';
import { type Beginning, Beginnings } from './Beginnings';
import { keysOf, worldOf } from './draft';
import { type Fields, namedWords, problemsIn, remarkToRepeat, type Said, saidOf, wrongFields } from './draftProblems';
import {
  type Aim,
  add,
  addTarget,
  type Begun,
  type Editing,
  heed,
  NEW,
  removeRow,
  select,
  startFrom,
  takeBack,
} from './editing';
import { Outline } from './Outline';
import { Paste } from './Paste';
import { SelectedRow } from './SelectedRow';
import styles from './sandbox.module.css';
import { suggestion } from './suggestions';
import { ToList } from './ToList';
import { isUnread } from './typedCode';
import { useOutlineVerbs } from './useOutlineVerbs';
import { useTaking } from './useTaking';

interface Props {
  /** What to begin with that is not ready-made. */
  readonly screen: readonly Beginning[];
  readonly begun: Editing;
  readonly fields: Fields;
  readonly onOpen: (world: WideWorld, aim: Aim, editing: Editing) => void;
  /** With what there is by then, each time. */
  readonly onTyped: (editing: Editing) => void;
  /** The title of the policy that it is opened under. */
  readonly policy: string;
  readonly onClose: (editing: Editing) => void;
  /** Somebody wants to change what is selected: the first number of its form is ready to be typed over. */
  readonly atNumber: boolean;
}

const WORDS = {
  open: {
    title: 'Own world',
    description:
      'A machine of your own. It boots with nothing patched; every verb is then yours, and a link describes it.',
    verb: 'Open this world',
  },
  change: {
    title: 'Change this world',
    description:
      'The machine on the screen, as it boots. What has happened since is played again on what you make of it.',
    verb: 'Change this world',
  },
} as const;

/** The row, when what was typed as its C cannot be read: that is what one comes back to. */
const unreadCode = ({ draft }: Editing, key: number | null): number | null =>
  draft.patches.some((row) => row.key === key && isUnread(row)) ? key : null;

/** Machines with more rows than this are judged, and listed anew, once nothing is typed. */
const MANY = 200;

const OPENS = '[type=submit]';
const FIRST = '[data-form] [data-first]';
const REFUSED = '[data-form] [data-refused]';
const WRONG = '[data-form] [data-wrong] :is(input, textarea, button)';

/** Builds or changes a world: what it consists of on one side, the form of what is selected on the other. */
export const Editor = ({ screen, begun, fields, onOpen, onTyped, onClose, policy, atNumber }: Props) => {
  const [editing, setEditing] = useState(begun);
  const { draft, selected, undo, aim } = editing;
  const lost = undo?.lines ?? [];
  const { title, description, verb } = WORDS[aim.is];
  const [pasting, setPasting] = useState(false);
  const late = useDeferredValue(draft);
  const settled = draft.tasks.length > MANY ? late : draft;
  const said = useMemo(() => saidOf(settled, fields), [settled, fields]);
  const problems = problemsIn(said);
  const wrong = wrongFields(said);
  const remark = remarkToRepeat(said, selected);
  const offer = remark?.remark === undefined ? null : suggestion(remark.remark);
  /** The row that is shown as C. */
  const [asCode, setAsCode] = useState(() => unreadCode(begun, begun.selected));
  const form = useRef<HTMLFormElement>(null);
  const goneToNumber = useRef(!atNumber);
  const arrive = (arrived: HTMLFormElement | null): void => {
    form.current = arrived;
    if (arrived === null || goneToNumber.current) return;
    goneToNumber.current = true;
    const number =
      arrived.querySelector<HTMLInputElement>('[data-number]') ??
      arrived.querySelector<HTMLInputElement>('[data-first]');
    number?.focus();
    number?.select();
    if (narrow) arrived.scrollIntoView({ block: 'start' });
  };
  const id = useId();
  const goal = useRef<string | null>(null);
  const narrow = useMedia('(max-width: 720px)');
  // Below each other: where there is nothing yet, what one can begin with comes before the list of what there is.
  const beginsFirst = narrow && selected === null && keysOf(draft).length === 0;

  /** The focus goes there once it is drawn. */
  const change = (next: Editing, focus: string | null = null): void => {
    goal.current = focus;
    setEditing(next);
    if (next.touched) onTyped(next);
  };
  useEffect(() => {
    if (goal.current === null) return;
    const target = form.current?.closest('[data-modal]')?.querySelector<HTMLElement>(goal.current);
    // A row that is not listed yet comes with a later drawing.
    if (!target) return;
    const isBeginning = goal.current === FIRST;
    goal.current = null;
    target.focus();
    // The first field alone would stand at the edge, without the heading of its form.
    if (narrow && isBeginning) form.current?.scrollIntoView({ block: 'start' });
    if (target instanceof HTMLInputElement) target.select();
  });

  const begin = useCallback((from: Begun) => {
    goal.current = FIRST;
    setEditing((now) => startFrom(now, from));
  }, []);
  const show = (key: number | null): void => {
    change(select(editing, key));
    setAsCode(unreadCode(editing, key));
    if (narrow) requestAnimationFrame(() => form.current?.scrollIntoView({ block: 'start' }));
  };
  const turn = (paste: boolean): void => {
    setPasting(paste);
    show(null);
  };
  /** To the first field that cannot stay as it is; to the list, where the list as a whole cannot. */
  const lookAgain = (of = problems, now = editing): void => {
    const at = of.find(({ row }) => typeof row === 'number') ?? of[0];
    if (at !== undefined) leadTo(at, now);
  };
  const leadTo = (at: Said, now = editing): void => {
    setPasting(false);
    setAsCode(at.field === 'code' && typeof at.row === 'number' ? at.row : null);
    if (typeof at.row === 'number')
      change(select(now, at.row), at.field === '' || at.level === 'remark' ? FIRST : WRONG);
    else change(now, `[data-list~="${at.row}"] button`);
  };
  const open = (how: Aim): void =>
    settle(how, (now, aim) => {
      const wrongNow = settled === now.draft ? problems : problemsIn(saidOf(now.draft, fields));
      if (wrongNow.length === 0) onOpen(worldOf(now.draft), aim, now);
      else lookAgain(wrongNow, now);
    });

  const { refused, heard, takeIn, receive, settle } = useTaking({
    editing,
    onTaken: ({ editing: next, isGuess }) => change(next, isGuess ? FIRST : '[aria-current=true]'),
    onRefused: (next, isAtFault) => {
      setPasting(true);
      change(next, isAtFault ? REFUSED : null);
    },
  });

  const close = (): void => onClose(editing);
  const verbs = useOutlineVerbs({
    onSelect: show,
    onAdd: (what) => change(add(editing, what), FIRST),
    onTarget: (target) => change(addTarget(editing, target), FIRST),
    onRemove: (key) => change(removeRow(editing, key), '[aria-current=true]'),
  });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    open(aim);
  };

  const outline = <Outline draft={settled} said={said} selected={selected} verbs={verbs} />;
  return (
    <Dialog
      large
      title={title}
      description={aim.is === 'open' ? `${description} The rules are those of “${policy}”.` : description}
      onClose={close}
      // An entry of the list of scenarios is gone by then.
      onClosed={() => nothingHasFocus() && focusStage()}
      footer={
        <>
          <div className={styles.status}>
            <p className={styles.undo}>
              <span role="status">
                {undo?.says}
                {lost.length > 0 && <VisuallyHidden> {toLookAt(lost)}.</VisuallyHidden>}
              </span>{' '}
              {undo !== null && undo.back !== null && (
                <Button onClick={() => change(takeBack(editing), '[aria-current=true]')}>{undo.label}</Button>
              )}
            </p>
            {lost.length > 0 && <Lines lines={lost} />}
            <p role="status" className={styles.problem}>
              {problems.length > 0 && (
                <Button look="quiet" className={styles.lead} onClick={() => lookAgain()}>
                  {wrong === 1 ? 'One field needs' : `${wrong} fields need`} another look.
                </Button>
              )}
            </p>
            {problems.length === 0 && remark !== undefined && (
              <div className={styles.repeated}>
                <Button id={`${id}-remark`} look="quiet" className={styles.remarked} onClick={() => leadTo(remark)}>
                  <Unbroken>{namedWords(settled, remark)}</Unbroken>
                </Button>
                {remark.remark !== undefined && offer !== null && (
                  <Button onClick={() => remark.remark && change(heed(editing, remark.remark), OPENS)}>{offer}</Button>
                )}
              </div>
            )}
          </div>
          <Button onClick={close}>Cancel</Button>
          {aim.is === 'change' && (
            <Button onClick={() => open(NEW)}>{narrow ? 'Open as new' : 'Open as a new machine'}</Button>
          )}
          <Button
            look="primary"
            type="submit"
            form={id}
            aria-describedby={problems.length === 0 && remark !== undefined ? `${id}-remark` : undefined}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div className={styles.editor}>
        <div className={styles.side}>
          <div className={styles.tools}>
            <Button aria-pressed={selected === null && !pasting} onClick={() => turn(false)}>
              Begin with …
            </Button>
            <Button aria-pressed={selected === null && pasting} onClick={() => turn(true)}>
              Paste …
            </Button>
          </div>
          {!beginsFirst && outline}
        </div>
        <form
          id={id}
          ref={arrive}
          className={styles.form}
          data-form=""
          aria-labelledby={selected === null ? undefined : `${id}-head`}
          noValidate
          onSubmit={submit}
        >
          {narrow && !beginsFirst && <ToList />}
          {selected === null && pasting && (
            <Pending>
              <Paste
                draft={draft}
                given={editing.given}
                refused={refused}
                onChange={(given) => {
                  heard();
                  change({ ...editing, given, touched: true });
                }}
                onTake={takeIn}
                onLong={(text) => receive([{ text }])}
              />
            </Pending>
          )}
          {selected === null && !pasting && <Beginnings screen={screen} onBegin={begin} />}
          {selected !== null && (
            <SelectedRow
              key={selected}
              headId={`${id}-head`}
              editing={editing}
              selected={selected}
              fields={fields}
              said={said}
              asCode={asCode === selected}
              onAsCode={(on) => setAsCode(on ? selected : null)}
              onChange={change}
            />
          )}
        </form>
        {beginsFirst && outline}
      </div>
    </Dialog>
  );
};

/** Some of them cannot be read, and some can and are a fault. */
const toLookAt = ({ length }: readonly string[]): string =>
  length === 1 ? 'One line needs another look' : `${length} lines need another look`;

/** What was not understood, or is not well: it opens, for the form is what one works in. */
const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <details className={styles.lines}>
    <summary>{toLookAt(lines)}</summary>
    <ul aria-label="Lines that need another look">
      {lines.map((line) => (
        <li key={line}>
          <Unbroken>{line}</Unbroken>
        </li>
      ))}
    </ul>
  </details>
);
