/** What was typed and neither opened nor thrown away: nothing is lost by closing the editor, or the page. */
import type { KernelEvent } from '../kernel/events';
import { LIMITS } from '../kernel/limits';
import type { WideWorld } from '../kernel/world';
import { whenIdle } from '../parts/quiet';
import { PREFIX, parseJson, type SafeStorage } from '../session/storage';
import { event } from '../shapes/event';
import { sameJson } from '../shapes/record';
import {
  dictionary,
  flag,
  int,
  list,
  oneOf,
  optional,
  orNull,
  readAs,
  record,
  text,
  textUpTo,
  whole,
} from '../shapes/shape';
import { worldFields } from '../shapes/world';
import {
  type Draft,
  draftOf,
  keyAt,
  keysOf,
  LISTS,
  type ListName,
  type Place,
  type Row,
  replaceRow,
  type Specs,
  worldOf,
} from './draft';
import { type Editing, type Made, NEW, offer, opened, select } from './editing';

export interface Left {
  readonly editing: Editing;
  /** The world that it was a change of; `null`: of none. */
  readonly about: WideWorld | null;
}

const EMPTY: WideWorld = { cpus: 2, tasks: [] };

/** With the row that the world has there, if it is still there. */
function selectedAt(editing: Editing, world: WideWorld | null, at: Place | null): Editing {
  if (world === null || at === null || !sameJson(editing.from, world)) return editing;
  const key = keyAt(draftOf(world), at);
  return key !== undefined && keysOf(editing.draft).includes(key) ? select(editing, key) : editing;
}

/**
 * As the editor opens on a world of one's own, or on none.
 * @param asked the row that is wanted.
 * @param last the row that was selected last, if none is.
 */
export function openedOn(
  world: WideWorld | null,
  left: Left | null,
  asked: Place | null = null,
  last: Place | null = null,
): Editing {
  const fresh = world === null ? opened(EMPTY) : opened(world, { is: 'change' }, asked ?? last);
  if (left === null) return fresh;
  const { about } = left;
  // What was to change a scenario's machine does not change that of another.
  const editing = world === null && left.editing.aim.is === 'change' ? { ...left.editing, aim: NEW } : left.editing;
  if (sameJson(about, world))
    return offer(
      selectedAt(editing, world, asked),
      'This is what you typed last, and did not open.',
      'Begin anew',
      fresh,
    );
  return offer(fresh, 'What you typed last, and did not open, is kept.', 'Take it up again', editing);
}

export const DRAFT_KEY = `${PREFIX}draft`;

/** What was typed in a row and is not what its specification shows. */
interface StoredRow {
  /** No list: the machine itself. */
  readonly list?: ListName;
  readonly index: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly code?: {
    readonly text: string;
    readonly isRead: boolean;
    readonly unclear: number;
    readonly isOld: boolean;
  };
}

/** What outlives the page. */
interface Stored {
  readonly world: WideWorld;
  readonly about: WideWorld | null;
  /** Of a machine of its own; `null`: a change of the one on the screen. */
  readonly events: readonly KernelEvent[] | null;
  readonly typed?: readonly StoredRow[];
  /** What stands in the field for pasted text. */
  readonly pasted?: string;
  /** So that what was renamed is known again. */
  readonly made?: Made;
}

/** More takes the room that the machine needs. */
const MOST_PASTED = 400_000;

const storedRow = record<StoredRow>({
  list: optional(oneOf(...LISTS)),
  index: int(0, LIMITS.tasks),
  texts: dictionary(text),
  code: optional(record({ text, isRead: flag, unclear: int(0, LIMITS.tasks), isOld: flag })),
});

const stored = record<Stored>({
  world: worldFields,
  about: orNull(worldFields),
  events: orNull(list(event, LIMITS.events)),
  typed: optional(list(storedRow)),
  pasted: optional(textUpTo(MOST_PASTED)),
  made: optional(record<Made>({ from: worldFields, keys: list(whole) })),
});

function typedIn(draft: Draft): readonly StoredRow[] {
  const stored = <S>({ texts, code, spec }: Row<S>, index: number, list?: ListName): readonly StoredRow[] =>
    code === undefined && Object.keys(texts).length === 0
      ? []
      : [
          {
            ...(list !== undefined && { list }),
            index,
            texts,
            ...(code !== undefined && {
              code: {
                text: code.text,
                isRead: code.isRead,
                unclear: code.unclear,
                isOld: JSON.stringify(code.of) !== JSON.stringify(spec),
              },
            }),
          },
        ];
  return [
    ...stored(draft.machine, 0),
    ...LISTS.flatMap((list) => {
      const rows: readonly Row<Specs[ListName]>[] = draft[list];
      return rows.flatMap((row, index) => stored(row, index, list));
    }),
  ];
}

/** What was typed in rows that are not there any more is nobody's. */
const withTyped = (draft: Draft, typed: readonly StoredRow[]): Draft => typed.reduce(withRow, draft);

function withRow(draft: Draft, { list, index, texts, code }: StoredRow): Draft {
  if (list === undefined) return { ...draft, machine: { ...draft.machine, texts } };
  const row = draft[list][index];
  if (row === undefined) return draft;
  const again = { ...row, texts } as Row<never>;
  if (code === undefined || list !== 'patches') return replaceRow(draft, list, again);
  const { isOld, ...rest } = code;
  const of = isOld ? null : (draft.patches[index]?.spec ?? null);
  return replaceRow(draft, list, { ...again, code: { ...rest, of } });
}

const textOf = ({ editing: { draft, aim, given, from }, about }: Left): string => {
  const typed = typedIn(draft);
  const kept: Stored = {
    world: worldOf(draft),
    about,
    events: aim.is === 'open' ? aim.events : null,
    made: { from, keys: keysOf(draft) },
    ...(typed.length > 0 && { typed }),
    ...(given.text !== '' && given.text.length <= MOST_PASTED && { pasted: given.text }),
  };
  return JSON.stringify(kept);
};

/** What is damaged, or made by another release, is nothing. */
function leftIn(json: string | null): Left | null {
  const kept = json === null ? null : readAs(stored, parseJson(json)?.json);
  if (kept === null) return null;
  const aim = kept.events === null ? ({ is: 'change' } as const) : ({ is: 'open', events: kept.events } as const);
  const { draft, ...editing } = opened(kept.world, aim, null, kept.made);
  const all = { ...editing, draft: withTyped(draft, kept.typed ?? []), given: { text: kept.pasted ?? '' } };
  return { editing: { ...all, touched: true }, about: kept.about };
}

/** Of this page, with everything that was typed. */
let here: Left | null = null;
let place: Place | null = null;

/** A draft is written when this has passed and the browser has nothing else to do, however much is typed meanwhile. */
const DEBOUNCE = 300;

let timer: ReturnType<typeof setTimeout> | null = null;
let write = (): void => {};

const flush = (): void => {
  if (timer === null) return;
  clearTimeout(timer);
  timer = null;
  write();
};

export const unsavedDraft = {
  get: (storage: SafeStorage): Left | null => here ?? leftIn(storage.read(DRAFT_KEY)),
  set: (storage: SafeStorage, now: Left | null): void => {
    here = now;
    write = () => {
      if (now === null) storage.remove(DRAFT_KEY);
      else storage.write(DRAFT_KEY, textOf(now));
    };
    timer ??= setTimeout(() => whenIdle(flush), DEBOUNCE);
    // What was opened is no draft any more, whatever happens to the page.
    if (now === null) flush();
  },
  /** Writes at once what has not been written. */
  flush,
};

/** The row that was selected when a world was opened: what is changed once is changed again. */
export const lastSelected = {
  get: (): Place | null => place,
  set: (now: Place | null): void => {
    place = now;
  },
};

/** The kinds of forms of which somebody has opened what stands behind “More”: it stays so until they fold it. */
const unfolded = new Set<ListName | null>();

export const moreLeftOpen = {
  get: (form: ListName | null): boolean => unfolded.has(form),
  set: (form: ListName | null, isOpen: boolean): void => {
    if (isOpen) unfolded.add(form);
    else unfolded.delete(form);
  },
};
