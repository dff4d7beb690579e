/** What is wrong with a draft, and what is probably not meant, at the row and the field where it stands. Pure. */
import type { Problem } from '../kernel/problem';
import { worldProblems } from '../kernel/worldProblems';
import { type Remark, repairOf, worldRemarks } from '../kernel/worldRemarks';
import { type Draft, LISTS, type ListName, type Row, type Specs, worldOf } from './draft';
import type { FormField } from './field';
import type { MachineSpec } from './otherFields';
import { codeSaid } from './typedCode';

export interface Said {
  /** The key of the row, or the list as a whole. */
  readonly row: number | ListName;
  /** The name of the field; empty: the row as a whole. */
  readonly field: string;
  /** A remark stops nobody. */
  readonly level: 'problem' | 'remark';
  readonly says: string;
  /** Where in the world it is, and what was probably meant. */
  readonly remark?: Remark;
}

export type Fields = { readonly [L in ListName]: readonly FormField<Specs[L]>[] } & {
  readonly machine: readonly FormField<MachineSpec>[];
};

/** A sentence that begins with a name keeps it as it is. */
const sentence = (says: string): string => `${says.replace(/^[a-z](?=[a-z]*[ ,])/, (letter) => letter.toUpperCase())}.`;

/** What stands in a field and cannot be read, or only in part. */
const typed = <S>({ key, spec, texts }: Row<S>, fields: readonly FormField<S>[]): readonly Said[] =>
  fields.flatMap(({ name, read }): readonly Said[] => {
    const text = texts[name];
    const found = text === undefined ? null : read(text, spec);
    if (found === null) return [];
    if ('problem' in found) return [{ row: key, field: name, level: 'problem', says: found.problem }];
    return found.remark === undefined ? [] : [{ row: key, field: name, level: 'remark', says: found.remark }];
  });

const isIn = (at: string, path: string): boolean =>
  at === path || at.startsWith(`${path}.`) || at.startsWith(`${path}[`);

type Place = Pick<FormField<never>, 'name' | 'at'>;

const fieldAt = (fields: readonly Place[], rest: string): string =>
  fields.find(({ name, at = [name] }) => at.some((path) => isIn(rest, path)))?.name ?? '';

/** `tasks[2].stack[0]` is the field `stack` of the third task. */
function placed(draft: Draft, fields: Fields, at: string): Pick<Said, 'row' | 'field'> {
  const [, name, index, rest = ''] = /^(\w+)(?:\[(\d+)\]\.?(.*))?$/.exec(at) ?? [];
  const list = LISTS.find((each) => each === name);
  if (list === undefined) return { row: draft.machine.key, field: fieldAt(fields.machine, at) };
  const row = index === undefined ? undefined : draft[list][Number(index)];
  if (row === undefined) return { row: list, field: '' };
  return { row: row.key, field: fieldAt(fields[list], rest) };
}

/** Everything, the first of each field first. */
export function saidOf(draft: Draft, fields: Fields): readonly Said[] {
  const world = worldOf(draft);
  const said = (level: Said['level'], { at, says }: Problem, remark?: Remark): Said => ({
    ...placed(draft, fields, at),
    level,
    says: sentence(says),
    ...(remark !== undefined && { remark }),
  });
  const all = [
    ...typed(draft.machine, fields.machine),
    ...draft.patches.flatMap((row) => [...codeSaid(row), ...typed(row, fields.patches)]),
    ...draft.targets.flatMap((row) => typed(row, fields.targets)),
    ...draft.tasks.flatMap((row) => typed(row, fields.tasks)),
    ...draft.symbols.flatMap((row) => typed(row, fields.symbols)),
    ...worldProblems(world).map((problem) => {
      const instead = repairOf(world, problem);
      return said('problem', problem, instead && { ...problem, instead });
    }),
    ...worldRemarks(world).map((remark) => said('remark', remark, remark)),
  ];
  // What a field says that cannot be read is not what is meant by it.
  const isUnread = ({ row, field }: Said): boolean =>
    all.some((each) => each.row === row && each.field === field && each.level === 'problem');
  return all.filter((each) => each.level === 'problem' || !isUnread(each));
}

export const problemsIn = (said: readonly Said[]): readonly Said[] => said.filter(({ level }) => level === 'problem');
