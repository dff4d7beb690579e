/** The C of a livepatch as it was typed: nothing of it is lost, whether it can be read or not. Pure. */
import type { Modules } from '../intake/pasted';
import type { WidePatchSpec } from '../kernel/world';
import { type Draft, type Row, respecified } from './draft';
import type { Said } from './draftProblems';
import { type Editing, respecifiedTo } from './editing';
import { type FormField, put } from './field';

/** What is no part of a module's source stays. */
const kept = (read: WidePatchSpec, { name, missing, complaint }: WidePatchSpec, isGuess: boolean): WidePatchSpec =>
  put(isGuess ? { ...read, name } : read, {
    missing,
    complaint: read.complaint ?? (complaint?.about === 'notMarked' ? undefined : complaint),
  });

/** It stands for what the row is; not so when the form was changed since it was typed. */
export const isCurrent = ({ spec, code }: Row<WidePatchSpec>): boolean =>
  code !== undefined && JSON.stringify(code.of) === JSON.stringify(spec);

/** No livepatch could be read from it, and it is what the reader wants. */
export const isUnread = (row: Row<WidePatchSpec>): boolean => row.code?.isRead === false && isCurrent(row);

const rowOf = ({ patches }: Draft, key: number): Row<WidePatchSpec> | undefined =>
  patches.find((row) => row.key === key);

/** @param read what `readModules()` finds in the text. */
export function typeCode(
  editing: Editing,
  fields: readonly FormField<WidePatchSpec>[],
  key: number,
  text: string,
  { patches: [first], guesses, problems }: Pick<Modules, 'patches' | 'guesses' | 'problems'>,
): Editing {
  const row = rowOf(editing.draft, key);
  if (row === undefined) return editing;
  const isGuess = guesses.some(({ name }) => name === first?.name);
  const spec = first === undefined ? row.spec : kept(first, row.spec, isGuess);
  const code = { text, isRead: first !== undefined, unclear: problems.length, of: spec };
  const typed = respecifiedTo(editing, 'patches', { ...respecified(row, fields, spec), code });
  // What was typed before the form was changed gives way.
  return row.code === undefined || isCurrent(row)
    ? typed
    : {
        ...typed,
        undo: { says: 'The C that you typed before is replaced.', label: 'Undo', back: { before: editing } },
      };
}

/** The C is what the form says again. */
export function dropCode(editing: Editing, key: number): Editing {
  const row = rowOf(editing.draft, key);
  if (row?.code === undefined) return editing;
  const { code: _, ...rest } = row;
  const says = 'The C is what the form says.';
  return {
    ...respecifiedTo(editing, 'patches', rest),
    undo: { says, label: 'Undo', back: { before: editing } },
  };
}

/** What the list and the form say of it. */
export function codeSaid(row: Row<WidePatchSpec>): readonly Said[] {
  const { key, code } = row;
  if (code === undefined) return [];
  const said = (level: Said['level'], says: string): readonly Said[] => [{ row: key, field: 'code', level, says }];
  if (!isCurrent(row)) return said('remark', 'C that you typed before the form was changed is kept.');
  if (!code.isRead)
    return said('problem', 'No livepatch can be read from the C that you typed. The form is as it was before.');
  if (code.unclear === 0) return [];
  const places = code.unclear === 1 ? 'One place' : `${code.unclear} places`;
  return said('remark', `${places} of the C that you typed ${code.unclear === 1 ? 'is' : 'are'} not understood.`);
}
