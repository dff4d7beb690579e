/** A finger that goes sideways over the stage turns a step, as it turns a page. Pure. */

/** Where a finger was, in CSS pixels, and when, in milliseconds. */
export interface Touch {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

/** Shorter is a tap that slipped. */
const LEAST = 48;
/** Steeper is scrolling. */
const MOST_SLOPE = 0.5;
/** Slower is reading with a finger on the glass. */
const MOST_TIME = 700;

/** What a finger meant that came down at `from` and went up at `to`; `null` when it meant no step. */
export const swipeOf = (from: Touch, to: Touch): 'stepOver' | 'stepBack' | null => {
  const across = to.x - from.x;
  const down = Math.abs(to.y - from.y);
  const isSwipe = Math.abs(across) >= LEAST && down <= Math.abs(across) * MOST_SLOPE && to.at - from.at <= MOST_TIME;
  if (!isSwipe) return null;
  return across < 0 ? 'stepOver' : 'stepBack';
};
