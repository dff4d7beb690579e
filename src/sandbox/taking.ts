/** Texts and files of the reader's become rows of the draft. Pure. */
import { isNothing, type Understood } from '../intake/given';
import { type Grown, grown } from '../intake/grow';
import type { Given } from '../intake/kind';
import { type Draft, growDraft, LISTS, worldOf } from './draft';
import { type Aim, type Editing, startFrom } from './editing';

const EMPTY: Given = { text: '' };

/** The first row that is not as it was. */
function firstNew(before: Draft, after: Draft): number | null {
  for (const list of LISTS) {
    const old = new Set<unknown>(before[list]);
    const row = after[list].find((each) => !old.has(each));
    if (row !== undefined) return row.key;
  }
  return null;
}

function withFile(editing: Editing, { file }: Understood): Editing {
  if (file === null) return editing;
  const { world, title, steps } = file;
  return startFrom(editing, {
    world,
    from: `“${title}”`,
    aim: { is: 'open', events: steps.map(({ event }) => event) },
  });
}

export interface Taken {
  readonly editing: Editing;
  /** The selected row has a name that is no more than a guess. */
  readonly isGuess: boolean;
}

/** All of it, with a way back to what there was; `null`: nothing of it was understood. */
export function take(editing: Editing, found: Understood): Taken | null {
  if (isNothing(found)) return null;
  const begun = withFile(editing, found);
  const isMore = !isNothing({ ...found, file: null });
  const more: Grown | null = isMore ? grown(worldOf(begun.draft), found) : null;
  const draft = more === null ? begun.draft : growDraft(begun.draft, more.world);
  const says = [
    ...(begun === editing ? [] : [begun.undo?.says ?? `This is “${found.file?.title}”.`]),
    ...(more?.says ?? []),
    ...(more?.guess == null ? [] : [`The name ${more.guess} can be changed here.`]),
    ...found.passed,
  ];
  const after: Editing = {
    ...begun,
    draft,
    touched: isMore || begun.touched,
    selected: more === null ? begun.selected : (firstNew(begun.draft, draft) ?? begun.selected),
    given: EMPTY,
    undo: {
      says: says.join(' '),
      label: begun === editing ? 'Undo' : 'Back to it',
      back: { before: editing },
      lines: [...found.lines, ...found.refused],
      ...(begun === editing && { untilEdited: true }),
    },
  };
  return { editing: after, isGuess: more?.guess != null };
}

/** Why nothing is opened while this stands in the field. */
export const NOT_OPENED =
  'The machine is not opened: nothing of this can be added. Empty the field to open it without.';

/** What still stands in the field when the machine is to be opened. */
export const isPending = ({ given }: Editing): boolean => given.text.trim() !== '';

export interface Settled extends Taken {
  /** How it is opened now; `null`: another machine has taken the place of one with rows, and that is to be seen first. */
  readonly opens: Aim | null;
}

/** As if it had been added before the machine is opened; `null`: nothing of it was understood. */
export function settled(editing: Editing, found: Understood, how: Aim): Settled | null {
  const taken = take(editing, found);
  if (taken === null) return null;
  if (found.file === null) return { ...taken, opens: how };
  const isEmpty = LISTS.every((list) => editing.draft[list].length === 0);
  return { ...taken, opens: isEmpty ? taken.editing.aim : null };
}
