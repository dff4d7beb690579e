/** A draft in the editor: which row is selected, and what can be taken back. Pure. */

import { freeName } from '../intake/grow';
import type { Given } from '../intake/kind';
import { freeTid } from '../intake/tids';
import type { KernelEvent } from '../kernel/events';
import { VMLINUX } from '../kernel/model';
import type { TargetSpec, WidePatchSpec, WideWorld } from '../kernel/world';
import type { Remark } from '../kernel/worldRemarks';
import { callbackFields } from './callbackForms';
import {
  addRows,
  type Draft,
  draftOf,
  duplicate,
  keyAt,
  type ListName,
  moduleNames,
  type Place,
  placeOf,
  putBack,
  type Removed,
  type Row,
  remove,
  replaceRow,
  respecified,
  type Specs,
  settleTids,
  write,
} from './draft';
import type { Fields } from './draftProblems';
import type { FormField } from './field';
import { spokenOfAs } from './renaming';
import { wordsOf } from './rowWords';
import { follow } from './suggestions';

interface Undo {
  readonly says: string;
  /** What the button says. */
  readonly label: string;
  /** What comes back: a row where it was, or everything; `null`: there is nothing to go back to. */
  readonly back: { readonly removed: Removed } | { readonly before: Editing } | null;
  /** What was not understood of what was given, a sentence each. */
  readonly lines?: readonly string[];
  /** Offered for what has just been done, and no longer: to go back is to lose every later edit. */
  readonly untilEdited?: true;
}

export interface Editing {
  readonly draft: Draft;
  /** The key of the row whose form is open; `null`: how to begin. */
  readonly selected: number | null;
  /** What was done last that can be taken back, in a sentence. */
  readonly undo: Undo | null;
  /** It is no longer what it was opened with. */
  readonly touched: boolean;
  readonly aim: Aim;
  /** What stands in the field for pasted text. */
  readonly given: Given;
  /** The world that the draft was made of: its rows have the same keys. */
  readonly from: WideWorld;
  /** A module that is being renamed, and the draft before that: what is typed on the way is no name. */
  readonly naming: { readonly key: number; readonly before: Draft } | null;
}

/** What becomes of it: another machine under the history on the screen, or one of its own, on which these events happen first. */
export type Aim = { readonly is: 'change' } | { readonly is: 'open'; readonly events: readonly KernelEvent[] };

export const NEW: Aim = { is: 'open', events: [] };

/** What a draft was made of, and which of its rows come from where. */
export interface Made {
  readonly from: WideWorld;
  readonly keys: readonly number[];
}

/** @param at the row that was selected last; it is again, if there is one. */
export const opened = (
  world: WideWorld,
  aim: Aim = NEW,
  at: Place | null = null,
  { from, keys }: Made = { from: world, keys: [] },
): Editing => {
  const made = draftOf(world, keys);
  const draft = { ...made, next: Math.max(made.next, draftOf(from).next) };
  const last = at === null ? undefined : keyAt(draft, at);
  const isEmpty = draft.tasks.length + draft.patches.length + draft.targets.length + draft.symbols.length === 0;
  const first = draft.patches[0] ?? draft.tasks[0] ?? draft.machine;
  const selected = last ?? (isEmpty ? null : first.key);
  return { draft, selected, undo: null, touched: false, aim, given: { text: '' }, from, naming: null };
};

export const selectedPlace = ({ draft, selected }: Editing): Place | null =>
  selected === null ? null : (placeOf(draft, selected) ?? { list: null, index: 0 });

const UNDO = 'Undo';

/** What takes back everything would take this edit back, too: it goes. What was not understood is still to be read. */
function afterEdit(undo: Undo | null): Undo | null {
  if (undo?.untilEdited !== true) return undo;
  const { lines = [] } = undo;
  return lines.length === 0 ? null : { says: '', label: '', back: null, lines };
}

const changed = (editing: Editing, draft: Draft): Editing => ({
  ...editing,
  draft,
  touched: true,
  naming: null,
  undo: afterEdit(editing.undo),
});

export const select = (editing: Editing, selected: number | null): Editing => ({ ...editing, selected });

/** What can be added, by what the button says. */
export const ADDITIONS = [
  { list: 'patches', what: 'livepatch' },
  { list: 'targets', what: 'module' },
  { list: 'tasks', what: 'task' },
  { list: 'tasks', what: 'kthread' },
  { list: 'symbols', what: 'symbol' },
] as const;

export type What = (typeof ADDITIONS)[number]['what'];

/** A new row, with names and thread ids that nobody has. */
export function add(editing: Editing, what: What): Editing {
  const { draft } = editing;
  const name = (wanted: string) => freeName(wanted, moduleNames(draft));
  const tid = freeTid(draft.tasks.map(({ spec }) => spec));
  const more: Readonly<Record<What, () => Draft>> = {
    livepatch: () => addRows(draft, 'patches', [{ name: name('my_patch'), version: 1, funcs: [] }]),
    module: () => addRows(draft, 'targets', [{ name: name('my_module'), functions: [] }]),
    task: () => addRows(draft, 'tasks', [{ tid, comm: 'worker' }]),
    kthread: () => addRows(draft, 'tasks', [{ tid, comm: 'kworker/0:1', kind: 'kthread' }]),
    symbol: () =>
      addRows(draft, 'symbols', [
        {
          name: freeName(
            'func',
            draft.symbols.map(({ spec }) => spec.name),
          ),
        },
      ]),
  };
  return { ...changed(editing, more[what]()), selected: draft.next };
}

/** A module that is there without being spoken of becomes a row of its own. */
export const addTarget = (editing: Editing, target: TargetSpec): Editing => ({
  ...changed(editing, addRows(editing.draft, 'targets', [target])),
  selected: editing.draft.next,
});

export function removeRow(editing: Editing, key: number): Editing {
  const place = placeOf(editing.draft, key);
  const gone = remove(editing.draft, key);
  if (gone === null || place === null) return editing;
  const { removed } = gone;
  const rows = gone.draft[place.list];
  const next = rows[place.index] ?? rows[place.index - 1];
  return {
    ...changed(editing, gone.draft),
    selected: next?.key ?? null,
    undo: {
      says: `${wordsOf(removed.list, removed.row.spec as never).title} is removed.`,
      label: UNDO,
      back: { removed },
    },
  };
}

export function duplicateRow(editing: Editing, key: number): Editing {
  const made = duplicate(editing.draft, key);
  return made === null ? editing : { ...changed(editing, made.draft), selected: made.key };
}

export interface Begun {
  readonly world: WideWorld;
  /** How a sentence calls it. */
  readonly from: string;
  readonly aim?: Aim;
  /** What could not be kept of it, in sentences. */
  readonly lost?: readonly string[];
}

/** Another machine in place of this one. */
export function startFrom(editing: Editing, { world, from, aim = NEW, lost = [] }: Begun): Editing {
  const says = [
    `This is ${from}.`,
    ...(lost.length > 0 ? ['These could not be kept:', ...lost] : []),
    ...(editing.touched ? ['What you had before is kept.'] : []),
  ].join(' ');
  const back = editing.touched ? { before: editing } : null;
  const begun = opened(world, aim);
  return {
    ...begun,
    // Of an empty machine there are the CPUs, and no longer the question what to begin with.
    selected: begun.selected ?? begun.draft.machine.key,
    given: editing.given,
    touched: editing.touched,
    undo: back === null && lost.length === 0 ? null : { says, label: 'Back to it', back },
  };
}

/** With something to go to: what was typed in another sitting, or what there was before that. */
export const offer = (editing: Editing, says: string, label: string, before: Editing): Editing => ({
  ...editing,
  undo: { says, label, back: { before } },
});

export function takeBack(editing: Editing): Editing {
  const { undo, draft } = editing;
  if (undo === null) return editing;
  const { back } = undo;
  if (back === null) return editing;
  if ('before' in back) return offer(back.before, 'Taken back.', 'Do it again', { ...editing, undo: null });
  const all = putBack(draft, back.removed);
  return { ...editing, draft: all, selected: back.removed.row.key, undo: null, naming: null };
}

/** Puts another row in place of the one with its key. */
const withRow = (draft: Draft, list: ListName, row: Row<Specs[ListName]>): Draft =>
  replaceRow(draft, list, row as Row<never>);

/** Something is typed or chosen in a field of the selected row. */
export function type(editing: Editing, fields: Fields, key: number, field: string, text: string): Editing {
  const { draft } = editing;
  if (key === draft.machine.key)
    return changed(editing, { ...draft, machine: write(draft.machine, fields.machine, field, text) });
  const place = placeOf(draft, key);
  if (place === null) return editing;
  const { list, index } = place;
  if (field === 'name' && (list === 'patches' || list === 'targets'))
    return name(editing, fields, { list, index }, key, text);
  const written = writeIn(draft, fields, list, index, field, text);
  return changed(editing, list === 'tasks' && field !== 'tid' ? settleTids(written, key) : written);
}

/** A module gets another name, and what speaks of it with it: unless another module is called so, too, or was before. */
function name(
  editing: Editing,
  fields: Fields,
  { list, index }: { readonly list: 'patches' | 'targets'; readonly index: number },
  key: number,
  text: string,
): Editing {
  const before = editing.naming?.key === key ? editing.naming.before : editing.draft;
  const written = writeIn(before, fields, list, index, 'name', text);
  const [was, is] = [before, written].map((draft) => draft[list][index]?.spec.name ?? '');
  if (was === undefined || is === undefined) return editing;
  const others = moduleNames(written).toSpliced(moduleNames(written).indexOf(is), 1);
  const isItsOwn = ![VMLINUX, ...others].some((other) => other === was || other === is);
  const draft = was !== is && isItsOwn ? spokenOfAs(written, was, is) : written;
  return { ...changed(editing, draft), naming: { key, before } };
}

function writeIn<L extends ListName>(
  draft: Draft,
  fields: Fields,
  list: L,
  index: number,
  field: string,
  text: string,
): Draft {
  const rows: readonly Row<Specs[L]>[] = (draft as { readonly [K in ListName]: readonly Row<Specs[K]>[] })[list];
  const own = (fields as { readonly [K in ListName]: Fields[K] })[list];
  const row = rows[index];
  if (row === undefined) return draft;
  const callbacks = list === 'patches' ? callbackFields(row.spec as WidePatchSpec) : [];
  return withRow(draft, list, write(row, [...own, ...callbacks] as never, field, text));
}

/** The row with the same key becomes this one. */
export const respecifiedTo = <L extends ListName>(editing: Editing, list: L, row: Row<Specs[L]>): Editing =>
  changed(editing, withRow(editing.draft, list, row));

/** The specification of a row becomes another, as a whole. */
export function respecify<L extends ListName>(
  editing: Editing,
  fields: readonly FormField<Specs[L]>[],
  list: L,
  key: number,
  spec: Specs[L],
): Editing {
  const rows: readonly Row<Specs[L]>[] = (editing.draft as { readonly [K in ListName]: readonly Row<Specs[K]>[] })[
    list
  ];
  const row = rows.find((each) => each.key === key);
  return row === undefined ? editing : respecifiedTo(editing, list, respecified(row, fields, spec));
}

export const heed = (editing: Editing, remark: Remark): Editing => changed(editing, follow(editing.draft, remark));
