import { Fragment, type KeyboardEvent, memo, type ReactNode, useMemo, useRef } from 'react';
import { impliedTargets } from '../kernel/boot';
import type { TargetSpec } from '../kernel/world';
import { Button } from '../parts/Button';
import { PlusIcon } from '../parts/laterIcons';
import { useRowsInSight } from '../parts/useRowsInSight';
import { type Draft, type ListName, type Row, type Specs, worldOf } from './draft';
import type { Said } from './draftProblems';
import { ADDITIONS, type What } from './editing';
import { impliedWords, machineWords, type RowWords, wordsOf } from './rowWords';
import styles from './sandbox.module.css';

interface Entry extends RowWords {
  /** The key of the row. */
  readonly id: number;
  readonly level: Said['level'] | null;
}

interface Group {
  readonly label: string;
  readonly lists: readonly ListName[];
  readonly entries: readonly Entry[];
  readonly adds: readonly { readonly what: What; readonly label: string }[];
  readonly problem: string | undefined;
  readonly teaches: string;
}

const GROUPS = [
  {
    label: 'Modules',
    lists: ['patches', 'targets'],
    teaches: 'Livepatches of your own, and modules that they patch. The library’s are there as well.',
  },
  { label: 'Tasks', lists: ['tasks'], teaches: 'Nobody but the idle tasks.' },
  { label: 'CPUs', lists: [], teaches: '' },
  {
    label: 'Symbols',
    lists: ['symbols'],
    teaches: 'For a function whose name occurs twice, or that ftrace cannot hook.',
  },
] as const satisfies readonly {
  readonly label: string;
  readonly lists: readonly ListName[];
  readonly teaches: string;
}[];

const LABELS: Readonly<Record<What, string>> = {
  livepatch: 'Livepatch',
  module: 'Module',
  task: 'Task',
  kthread: 'Kthread',
  symbol: 'Symbol',
};

function groupsOf(draft: Draft, said: readonly Said[]): readonly Group[] {
  const levels = new Map<Said['row'], Said['level']>();
  for (const { row, level } of said) if (levels.get(row) !== 'problem') levels.set(row, level);
  const levelOf = (key: number): Entry['level'] => levels.get(key) ?? null;
  const entriesOf = <L extends ListName>(list: L, rows: readonly Row<Specs[L]>[]): readonly Entry[] =>
    rows.map(({ key, spec }) => ({ id: key, level: levelOf(key), ...wordsOf(list, spec) }));
  const entries: Readonly<Record<ListName, readonly Entry[]>> = {
    patches: entriesOf('patches', draft.patches),
    targets: entriesOf('targets', draft.targets),
    tasks: entriesOf('tasks', draft.tasks),
    symbols: entriesOf('symbols', draft.symbols),
  };
  const machine = { id: draft.machine.key, level: levelOf(draft.machine.key), ...machineWords(draft.machine.spec) };
  return GROUPS.map(({ label, lists, teaches }) => {
    const own: readonly ListName[] = lists;
    return {
      label,
      lists: own,
      teaches,
      entries: own.length === 0 ? [machine] : own.flatMap((list) => entries[list]),
      adds: ADDITIONS.filter(({ list }) => own.includes(list)).map(({ what }) => ({ what, label: LABELS[what] })),
      problem: said.find(({ row }) => typeof row === 'string' && own.includes(row))?.says,
    };
  });
}

/** What can be done there, by functions that stay the same. */
export interface OutlineVerbs {
  readonly onSelect: (key: number) => void;
  readonly onAdd: (what: What) => void;
  readonly onRemove: (key: number) => void;
  /** A module that only stacks name becomes a row. */
  readonly onTarget: (target: TargetSpec) => void;
}

interface Props {
  readonly draft: Draft;
  readonly said: readonly Said[];
  readonly selected: number | null;
  readonly verbs: OutlineVerbs;
}

const STRIDE: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrow keys go from row to row, Delete removes one that can be. */
const press = (event: KeyboardEvent<HTMLElement>, onDelete: (() => void) | null): void => {
  const stride = STRIDE[event.key];
  if (event.key === 'Delete' && onDelete !== null) onDelete();
  else if (stride !== undefined) {
    const rows = [...(event.currentTarget.closest('nav')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    rows[rows.indexOf(event.currentTarget) + stride]?.focus();
  } else return;
  event.preventDefault();
};

interface ListedProps extends Entry, Pick<OutlineVerbs, 'onSelect' | 'onRemove'> {
  readonly isSelected: boolean;
  readonly stays: boolean;
  readonly index: number;
  /** Of how many, where not all are there. */
  readonly of: number | undefined;
  readonly measure: (row: HTMLElement | null) => void;
}

/** A row of the list. There may be thousands, of which one has changed. */
const Listed = memo(({ id, title, note, level, isSelected, stays, index, of, measure, ...verbs }: ListedProps) => (
  <li ref={measure} data-index={index} {...(of !== undefined && { 'aria-setsize': of, 'aria-posinset': index + 1 })}>
    <button
      type="button"
      data-row={id}
      data-level={level ?? undefined}
      aria-current={isSelected}
      className={styles.row}
      onClick={() => verbs.onSelect(id)}
      onKeyDown={(event) => press(event, stays ? null : () => verbs.onRemove(id))}
    >
      <span className={styles.title}>{title}</span>
      <span className={styles.note}>{note}</span>
      {level !== null && <span className={styles.mark}>{level === 'problem' ? 'needs another look' : 'a remark'}</span>}
    </button>
  </li>
));
Listed.displayName = 'Listed';

/** The height of a row of two lines. */
const ESTIMATE = 48;

/** Room for rows that are not there. */
const Room = ({ height }: { readonly height: number }) => height > 0 && <li aria-hidden="true" style={{ height }} />;

interface RowsProps extends Pick<OutlineVerbs, 'onSelect' | 'onRemove'> {
  readonly entries: readonly Entry[];
  readonly selected: number | null;
  /** The key of what cannot be removed. */
  readonly stays: number;
  /** What follows them. */
  readonly children: ReactNode;
}

/** The side of the editor, or all of the dialog where it has little room. */
const scrollerAround = (list: HTMLElement | null): HTMLElement | null => {
  let around = list?.parentElement ?? null;
  while (around !== null && getComputedStyle(around).overflowY === 'visible') around = around.parentElement;
  return around;
};

/** The rows of a group; of thousands, those in sight. */
const Rows = ({ entries, selected, stays, onSelect, onRemove, children }: RowsProps) => {
  const list = useRef<HTMLUListElement>(null);
  const { rows, room, isLong, measure } = useRowsInSight({
    count: entries.length,
    scroller: () => scrollerAround(list.current),
    list,
    estimate: ESTIMATE,
    kept: entries.findIndex(({ id }) => id === selected),
  });
  return (
    <ul ref={list}>
      {rows.map(({ index, room: before }) => {
        const entry = entries[index];
        return (
          entry && (
            <Fragment key={entry.id}>
              <Room height={before} />
              <Listed
                {...entry}
                isSelected={entry.id === selected}
                stays={entry.id === stays}
                index={index}
                of={isLong ? entries.length : undefined}
                measure={measure}
                onSelect={onSelect}
                onRemove={onRemove}
              />
            </Fragment>
          )
        );
      })}
      <Room height={room} />
      {children}
    </ul>
  );
};

/** What the machine consists of, as lists. */
export const Outline = memo(({ draft, said, selected, verbs }: Props) => {
  const { onSelect, onAdd, onRemove, onTarget } = verbs;
  const implied = useMemo(() => impliedTargets(worldOf(draft)), [draft]);
  return (
    <nav className={styles.outline} aria-label="What the machine consists of">
      {groupsOf(draft, said).map(({ label, lists, entries, adds, problem, teaches }) => (
        <section key={label} aria-label={label} data-list={lists.join(' ')}>
          <div className={styles.heading}>
            <h3>{label}</h3>
            {adds.map(({ what, label: called }) => (
              <Button key={what} look="quiet" aria-label={`Add a ${what}`} onClick={() => onAdd(what)}>
                <PlusIcon />
                {called}
              </Button>
            ))}
          </div>
          {problem !== undefined && <p className={styles.problem}>{problem}</p>}
          {entries.length + (lists.includes('targets') ? implied.length : 0) === 0 && (
            <p className={styles.teaches}>{teaches}</p>
          )}
          <Rows {...{ entries, selected, onSelect, onRemove }} stays={draft.machine.key}>
            {lists.includes('targets') &&
              implied.map((target) => (
                <li key={target.name}>
                  <button
                    type="button"
                    data-row={target.name}
                    className={styles.row}
                    onClick={() => onTarget(target)}
                    onKeyDown={(event) => press(event, null)}
                  >
                    <span className={styles.title}>{target.name}</span>
                    <span className={styles.note}>{impliedWords(target)}</span>
                  </button>
                </li>
              ))}
          </Rows>
        </section>
      ))}
    </nav>
  );
});
Outline.displayName = 'Outline';
