/** What is wrong with a draft, and what is probably not meant, at the row and the field where it stands. Pure. */
import { CALLBACK_NAMES } from '../kernel/images';
import type { Problem } from '../kernel/problem';
import { worldProblems } from '../kernel/worldProblems';
import { type Remark, worldRemarks } from '../kernel/worldRemarks';
import { everyProblem } from '../shapes/shape';
import { worldFields } from '../shapes/world';
import { callbackField, callbackFields } from './callbackForms';
import { type Draft, LISTS, type ListName, type Row, type Specs, worldOf } from './draft';
import type { FormField } from './field';
import type { MachineSpec } from './otherFields';
import { wordsOf } from './rowWords';
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
  /** The other one of two that cannot both be: what is wrong is counted at one of them. */
  readonly isOther?: true;
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

const keyOf = ({ row, field }: Said): string => `${row} ${field}`;
const isSameField = (a: Said, b: Said): boolean => keyOf(a) === keyOf(b);

/** Enough of them to mend. */
const MOST_SHAPES = 64;

type Place = Pick<FormField<never>, 'name' | 'at'>;

/** The field with the longest path that leads there: `initLog.before` before `initLog`. */
function fieldAt(fields: readonly Place[], rest: string): string {
  const found = fields.flatMap(({ name, at = [name] }) => at.map((path) => ({ name, path })));
  const fitting = found.filter(({ path }) => isIn(rest, path));
  return fitting.toSorted((a, b) => b.path.length - a.path.length)[0]?.name ?? '';
}

/** What is said of a callback stands in the form of that callback. */
function callbackAt(draft: Draft, index: number, rest: string): string | null {
  const [, at, name, part = ''] = /^objects\[(\d+)\]\.callbacks\.(\w+)\.?(\w*)/.exec(rest) ?? [];
  const object = draft.patches[index]?.spec.objects?.[Number(at)]?.name;
  const callback = CALLBACK_NAMES.find((each) => each === name);
  if (object === undefined || callback === undefined) return null;
  return callbackField(object, callback, part.startsWith('returns') ? 'returns' : 'prints');
}

/** `tasks[2].stack[0]` is the field `stack` of the third task. */
function placed(draft: Draft, fields: Fields, at: string): Pick<Said, 'row' | 'field'> {
  const [, name, index, rest = ''] = /^(\w+)(?:\[(\d+)\]\.?(.*))?$/.exec(at) ?? [];
  const list = LISTS.find((each) => each === name);
  if (list === undefined) return { row: draft.machine.key, field: fieldAt(fields.machine, at) };
  const row = index === undefined ? undefined : draft[list][Number(index)];
  if (row === undefined) return { row: list, field: '' };
  const callback = list === 'patches' ? callbackAt(draft, Number(index), rest) : null;
  return { row: row.key, field: callback ?? fieldAt(fields[list], rest) };
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
    ...draft.patches.flatMap((row) => [
      ...codeSaid(row),
      ...typed(row, [...fields.patches, ...callbackFields(row.spec)]),
    ]),
    ...draft.targets.flatMap((row) => typed(row, fields.targets)),
    ...draft.tasks.flatMap((row) => typed(row, fields.tasks)),
    ...draft.symbols.flatMap((row) => typed(row, fields.symbols)),
    ...worldProblems(world).flatMap((problem) => {
      const one = said('problem', problem, problem.instead && problem);
      if (problem.also === undefined) return [one];
      const other = said('problem', problem.also);
      return isSameField(one, other) ? [one] : [one, { ...other, isOther: true } as const];
    }),
    ...worldRemarks(world).map((remark) => said('remark', remark, remark)),
  ];
  const shapes = everyProblem(worldFields, world, MOST_SHAPES);
  const unfit = 'problems' in shapes ? shapes.problems.map((problem) => said('problem', problem)) : [];
  const wrong = new Set(problemsIn(all).map(keyOf));
  const isWrong = (here: Said): boolean => wrong.has(keyOf(here));
  return [
    // What a field says that cannot be read is not what is meant by it.
    ...all.filter((each) => each.level === 'problem' || !isWrong(each)),
    // What no file could hold is said once, in the words of those who know what it is.
    ...unfit.filter((each) => !isWrong(each)),
  ];
}

export const problemsIn = (said: readonly Said[]): readonly Said[] => said.filter(({ level }) => level === 'problem');

/** How many fields are to be looked at: of two that cannot both be, one. */
export const wrongFields = (said: readonly Said[]): number =>
  new Set(problemsIn(said).flatMap((each) => (each.isOther ? [] : [keyOf(each)]))).size;

/**
 * What is said again beside the way out, for it stops nobody and may be the answer to what happens next: that a function was
 * probably meant to be a module's, wherever that stands, or else the first that is out of sight.
 */
export const remarkToRepeat = (said: readonly Said[], selected: number | null): Said | undefined => {
  const remarks = said.filter(({ level, row }) => level === 'remark' && typeof row === 'number');
  return remarks.find(({ remark }) => remark?.instead?.is === 'frame') ?? remarks.find(({ row }) => row !== selected);
};

/** A remark as it is said away from its row: with the name of the row, unless the sentence has it. */
export function namedWords(draft: Draft, { row, says }: Said): string {
  const title = LISTS.map((list) => titleIn(draft, list, row)).find((each) => each !== undefined) ?? '';
  return title === '' || says.includes(title) ? says : `${title}: ${says}`;
}

const titleIn = (draft: Draft, list: ListName, key: Said['row']): string | undefined => {
  const row = draft[list].find((each) => each.key === key);
  return row && wordsOf(list, row.spec).title;
};
