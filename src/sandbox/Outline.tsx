import { type KeyboardEvent, memo, useMemo } from 'react';
import { impliedTargets } from '../kernel/boot';
import type { TargetSpec } from '../kernel/world';
import { Button } from '../parts/Button';
import { PlusIcon } from '../parts/laterIcons';
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
}

/** A row of the list. There may be thousands, of which one has changed. */
const Listed = memo(({ id, title, note, level, isSelected, stays, onSelect, onRemove }: ListedProps) => (
  <li>
    <button
      type="button"
      data-row={id}
      data-level={level ?? undefined}
      aria-current={isSelected}
      className={styles.row}
      onClick={() => onSelect(id)}
      onKeyDown={(event) => press(event, stays ? null : () => onRemove(id))}
    >
      <span className={styles.title}>{title}</span>
      <span className={styles.note}>{note}</span>
      {level !== null && <span className={styles.mark}>{level === 'problem' ? 'needs another look' : 'a remark'}</span>}
    </button>
  </li>
));
Listed.displayName = 'Listed';

/** What the machine consists of, as lists. */
export const Outline = memo(({ draft, said, selected, verbs }: Props) => {
  const { onSelect, onAdd, onRemove, onTarget } = verbs;
  const implied = useMemo(() => impliedTargets(worldOf(draft)), [draft]);
  return (
    <nav className={styles.outline} aria-label="What the machine consists of">
      {groupsOf(draft, said).map(({ label, lists, entries, adds, problem, teaches }) => (
        <section key={label} className={styles.group} aria-label={label} data-list={lists.join(' ')}>
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
          <ul>
            {entries.map((entry) => (
              <Listed
                key={entry.id}
                {...entry}
                isSelected={entry.id === selected}
                stays={entry.id === draft.machine.key}
                onSelect={onSelect}
                onRemove={onRemove}
              />
            ))}
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
          </ul>
        </section>
      ))}
    </nav>
  );
});
Outline.displayName = 'Outline';
