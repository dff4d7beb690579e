/** A world as it is being edited: rows of specifications, each with what was typed and cannot be read yet. Pure. */
import { freeName } from '../intake/grow';
import { freeTid } from '../intake/tids';
import type { SymbolSpec, TargetSpec, WidePatchSpec, WideTaskSpec, WideWorld } from '../kernel/world';
import { type FormField, put, someOf } from './field';
import type { MachineSpec } from './otherFields';

export interface Row<S> {
  /** Its own for as long as the draft lives. */
  readonly key: number;
  readonly spec: S;
  /** By the name of the field: what was typed, where that is not what the specification shows. */
  readonly texts: Readonly<Record<string, string>>;
  /** The C of a livepatch, as it was typed. */
  readonly code?: TypedCode;
}

export interface TypedCode {
  readonly text: string;
  /** A livepatch was found in it. */
  readonly isRead: boolean;
  /** How many places of it were not understood. */
  readonly unclear: number;
  /** What the row was then. */
  readonly of: WidePatchSpec | null;
}

export interface Specs {
  readonly patches: WidePatchSpec;
  readonly targets: TargetSpec;
  readonly tasks: WideTaskSpec;
  readonly symbols: SymbolSpec;
}

export type ListName = keyof Specs;
export const LISTS: readonly ListName[] = ['patches', 'targets', 'tasks', 'symbols'];

type Rows = { readonly [L in ListName]: readonly Row<Specs[L]>[] };

export type Draft = Rows & {
  readonly machine: Row<MachineSpec>;
  /** The next key. */
  readonly next: number;
};

const MACHINE = 0;

/** @param keys of its rows, in the order of the lists; default: from 1 on. */
export function draftOf(
  { tasks, patches = [], targets = [], symbols = [], ...machine }: WideWorld,
  keys: readonly number[] = [],
): Draft {
  const count = patches.length + targets.length + tasks.length + symbols.length;
  const areKeys = new Set(keys).size === count && keys.length === count && keys.every((key) => key > MACHINE);
  let at = 0;
  const rows = <S>(specs: readonly S[]): readonly Row<S>[] =>
    specs.map((spec) => {
      at += 1;
      return { key: (areKeys ? keys[at - 1] : undefined) ?? at, spec, texts: {} };
    });
  const next = Math.max(MACHINE, count, ...(areKeys ? keys : [])) + 1;
  return {
    machine: { key: MACHINE, spec: machine, texts: {} },
    patches: rows(patches),
    targets: rows(targets),
    tasks: rows(tasks),
    symbols: rows(symbols),
    next,
  };
}

export const keysOf = (draft: Draft): readonly number[] => LISTS.flatMap((list) => draft[list].map(({ key }) => key));

const specs = <S>(rows: readonly Row<S>[]): readonly S[] => rows.map(({ spec }) => spec);

/** The world that it describes: of a field that cannot be read, what it was before. */
export const worldOf = ({ machine, patches, targets, tasks, symbols }: Draft): WideWorld =>
  put<WideWorld>(
    { ...machine.spec, tasks: specs(tasks) },
    { patches: someOf(specs(patches)), symbols: someOf(specs(symbols)), targets: someOf(specs(targets)) },
  );

/** The same with another specification. What was typed and cannot be read stays where its field shows what it did. */
export const respecified = <S>(row: Row<S>, fields: readonly FormField<S>[], spec: S): Row<S> => ({
  ...row,
  spec,
  texts: Object.fromEntries(
    fields.flatMap(({ name, show }) => {
      const typed = row.texts[name];
      return typed === undefined || show(spec) !== show(row.spec) ? [] : [[name, typed]];
    }),
  ),
});

/** The same with something typed into a field. What the change makes another field show anew, is no longer as it was typed. */
export function write<S>(row: Row<S>, fields: readonly FormField<S>[], name: string, text: string): Row<S> {
  const field = fields.find((each) => each.name === name);
  if (field === undefined) return row;
  const read = field.read(text, row.spec);
  const spec = 'spec' in read ? read.spec : row.spec;
  const kept = fields.flatMap((each): [string, string][] => {
    if (each.name === name) return each.show(spec) === text ? [] : [[name, text]];
    const typed = row.texts[each.name];
    return typed === undefined || each.show(spec) !== each.show(row.spec) ? [] : [[each.name, typed]];
  });
  return { ...row, spec, texts: Object.fromEntries(kept) };
}

const rowsOf = <L extends ListName>(rows: Rows, list: L): readonly Row<Specs[L]>[] => rows[list];

const withRows = <L extends ListName>(draft: Draft, list: L, rows: Draft[L]): Draft => ({ ...draft, [list]: rows });

/** The row of a list with this key becomes another. */
export const replaceRow = <L extends ListName>(draft: Draft, list: L, row: Row<Specs[L]>): Draft => {
  const rows = rowsOf(draft, list);
  return withRows(draft, list, rows.map((each) => (each.key === row.key ? row : each)) as Draft[L]);
};

/** Further rows, after `at` or at the end. */
export function addRows<L extends ListName>(
  draft: Draft,
  list: L,
  added: readonly Specs[L][],
  at: number = draft[list].length,
): Draft {
  const rows = rowsOf(draft, list);
  const fresh = added.map((spec, index): Row<Specs[L]> => ({ key: draft.next + index, spec, texts: {} }));
  const all = [...rows.slice(0, at), ...fresh, ...rows.slice(at)];
  return { ...withRows(draft, list, all as Draft[L]), next: draft.next + added.length };
}

/** The draft of a world that has grown out of this one: rows whose specification is the same object stay as they are. */
export function growDraft(draft: Draft, world: WideWorld): Draft {
  let { next } = draft;
  const rows = <S>(old: readonly Row<S>[], specs: readonly S[] = []): readonly Row<S>[] =>
    specs.map((spec, index) => {
      const row = old[index];
      if (row?.spec === spec) return row;
      if (row === undefined) next += 1;
      return { key: row?.key ?? next - 1, spec, texts: {} };
    });
  const { tasks, patches, targets, symbols, ...machine } = world;
  const isSame = machine.cpus === draft.machine.spec.cpus;
  return {
    machine: isSame ? draft.machine : { ...draft.machine, spec: machine, texts: {} },
    patches: rows(draft.patches, patches),
    targets: rows(draft.targets, targets),
    tasks: rows(draft.tasks, tasks),
    symbols: rows(draft.symbols, symbols),
    next,
  };
}

/** Where a row stands. */
export function placeOf(draft: Draft, key: number): { readonly list: ListName; readonly index: number } | null {
  for (const list of LISTS) {
    const index = draft[list].findIndex((row) => row.key === key);
    if (index !== -1) return { list, index };
  }
  return null;
}

/** Where a row stands; no list: the machine itself. */
export interface Place {
  readonly list: ListName | null;
  readonly index: number;
}

/** The key of the row there, if there is one. */
export const keyAt = (draft: Draft, { list, index }: Place): number | undefined =>
  list === null ? draft.machine.key : draft[list][index]?.key;

export interface Removed {
  readonly list: ListName;
  readonly index: number;
  readonly row: Row<Specs[ListName]>;
}

export function remove(draft: Draft, key: number): { readonly draft: Draft; readonly removed: Removed } | null {
  const place = placeOf(draft, key);
  const row = place === null ? undefined : draft[place.list][place.index];
  if (place === null || row === undefined) return null;
  const rest = draft[place.list].filter((each) => each.key !== key);
  return { draft: withRows(draft, place.list, rest as Draft[ListName]), removed: { ...place, row } };
}

/** Takes a removal back, whatever has been done since. */
export function putBack(draft: Draft, { list, index, row }: Removed): Draft {
  const rows: readonly Row<Specs[ListName]>[] = draft[list];
  return withRows(draft, list, [...rows.slice(0, index), row, ...rows.slice(index)] as Draft[ListName]);
}

const endOf = ({ tid, count = 1 }: WideTaskSpec): number => tid + count;

/** A group that has grown into the next one gets thread ids of its own; nobody else is moved, since others may be spoken of. */
export function settleTids(draft: Draft, key: number): Draft {
  const row = draft.tasks.find((each) => each.key === key);
  if (row === undefined) return draft;
  const others = specs(draft.tasks.filter((each) => each !== row));
  const meets = others.some((task) => task.tid < endOf(row.spec) && row.spec.tid < endOf(task));
  return meets ? replaceRow(draft, 'tasks', { ...row, spec: { ...row.spec, tid: freeTid(others) } }) : draft;
}

/** The names of modules that this draft has. */
export const moduleNames = ({ patches, targets }: Draft): readonly string[] =>
  [...specs<{ readonly name: string }>(patches), ...specs<{ readonly name: string }>(targets)].map(({ name }) => name);

/** A second one beside it that differs in what must differ. */
export function duplicate(draft: Draft, key: number): { readonly draft: Draft; readonly key: number } | null {
  const place = placeOf(draft, key);
  if (place === null) return null;
  const { list, index } = place;
  const spec = draft[list][index]?.spec;
  if (spec === undefined) return null;
  const other =
    'tid' in spec
      ? { ...put<WideTaskSpec>(spec, { cpu: undefined }), tid: freeTid(specs(draft.tasks)) }
      : list === 'symbols'
        ? {
            ...spec,
            name: freeName(
              spec.name,
              specs(draft.symbols).map(({ name }) => name),
            ),
          }
        : { ...spec, name: freeName(spec.name, moduleNames(draft)) };
  return { draft: addRows(draft, list, [other as Specs[typeof list]], index + 1), key: draft.next };
}
