/** What was typed and neither opened nor thrown away: nothing is lost by closing the editor. */
import type { WideWorld } from '../kernel/world';
import { type Editing, offer, opened, type Place } from './editing';

interface Left {
  readonly editing: Editing;
  /** The world that it was a change of; `null`: of none. */
  readonly about: WideWorld | null;
}

const EMPTY: WideWorld = { cpus: 2, tasks: [] };

/** As the editor opens on a world of one's own, or on none. */
export function openedOn(world: WideWorld | null, left: Left | null, at: Place | null = null): Editing {
  const fresh = world === null ? opened(EMPTY) : opened(world, { is: 'change' }, at);
  if (left === null) return fresh;
  const { editing, about } = left;
  if (about === world) return offer(editing, 'This is what you typed last, and did not open.', 'Begin anew', fresh);
  return offer(fresh, 'What you typed last, and did not open, is kept.', 'Take it up again', editing);
}

let left: Left | null = null;
let place: Place | null = null;

/** The row that was selected when a world was opened: what is changed once is changed again. */
export const lastSelected = {
  get: (): Place | null => place,
  set: (now: Place | null): void => {
    place = now;
  },
};

/** For as long as the page lives. */
export const leftBehind = {
  get: (): Left | null => left,
  set: (now: Left | null): void => {
    left = now;
  },
};
