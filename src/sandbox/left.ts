/** What was typed and neither opened nor thrown away: nothing is lost by closing the editor, or the page. */
import type { KernelEvent } from '../kernel/events';
import { LIMITS } from '../kernel/limits';
import type { WideWorld } from '../kernel/world';
import { PREFIX, parseJson, type SafeStorage } from '../session/storage';
import { event } from '../shapes/event';
import { list, orNull, readAs, record } from '../shapes/shape';
import { worldFields } from '../shapes/world';
import { worldOf } from './draft';
import { type Editing, NEW, offer, opened, type Place } from './editing';

export interface Left {
  readonly editing: Editing;
  /** The world that it was a change of; `null`: of none. */
  readonly about: WideWorld | null;
}

const EMPTY: WideWorld = { cpus: 2, tasks: [] };

const isSame = (a: WideWorld | null, b: WideWorld | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** As the editor opens on a world of one's own, or on none. */
export function openedOn(world: WideWorld | null, left: Left | null, at: Place | null = null): Editing {
  const fresh = world === null ? opened(EMPTY) : opened(world, { is: 'change' }, at);
  if (left === null) return fresh;
  const { about } = left;
  // What was to change a scenario's machine does not change that of another.
  const editing = world === null && left.editing.aim.is === 'change' ? { ...left.editing, aim: NEW } : left.editing;
  if (isSame(about, world))
    return offer(editing, 'This is what you typed last, and did not open.', 'Begin anew', fresh);
  return offer(fresh, 'What you typed last, and did not open, is kept.', 'Take it up again', editing);
}

export const DRAFT_KEY = `${PREFIX}draft`;

/** What outlives the page: the machine, without what could not be read in a field. */
interface Stored {
  readonly world: WideWorld;
  readonly about: WideWorld | null;
  /** Of a machine of its own; `null`: a change of the one on the screen. */
  readonly events: readonly KernelEvent[] | null;
}

const stored = record<Stored>({
  world: worldFields,
  about: orNull(worldFields),
  events: orNull(list(event, LIMITS.events)),
});

const textOf = ({ editing: { draft, aim }, about }: Left): string => {
  const kept: Stored = { world: worldOf(draft), about, events: aim.is === 'open' ? aim.events : null };
  return JSON.stringify(kept);
};

/** What is damaged, or made by another release, is nothing. */
function leftIn(text: string | null): Left | null {
  const kept = text === null ? null : readAs(stored, parseJson(text)?.json);
  if (kept === null) return null;
  const aim = kept.events === null ? ({ is: 'change' } as const) : ({ is: 'open', events: kept.events } as const);
  return { editing: { ...opened(kept.world, aim), touched: true }, about: kept.about };
}

/** Of this page, with everything that was typed. */
let here: Left | null = null;
let place: Place | null = null;

export const leftBehind = {
  get: (storage: SafeStorage): Left | null => here ?? leftIn(storage.read(DRAFT_KEY)),
  set: (storage: SafeStorage, now: Left | null): void => {
    here = now;
    if (now === null) storage.remove(DRAFT_KEY);
    else storage.write(DRAFT_KEY, textOf(now));
  },
};

/** The row that was selected when a world was opened: what is changed once is changed again. */
export const lastSelected = {
  get: (): Place | null => place,
  set: (now: Place | null): void => {
    place = now;
  },
};
