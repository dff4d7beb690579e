/** How much each lane can show, so that those that matter are in sight together. Pure; sizes in lines of text. */

export interface Density {
  /** Lanes that neither wait nor changed are one line. */
  readonly brief: boolean;
  /** Those that only changed are one line too. */
  readonly tight: boolean;
}

/** The height of a line of a lane, in CSS pixels. */
const LINE = 18.5;

/** The lines that a lane takes: its head, and with its stack and words below. */
const HEAD = 2.3;
const WHOLE = 3.8;
/** With two sentences about what it waits for. */
const WAITING = 5.4;

export interface Lanes {
  readonly waiting: number;
  readonly changed: number;
  readonly rest: number;
}

/** What a step has to do with a lane. */
export type Concern = keyof Lanes;

/** @param room how many lines there are for all of them; 0 while nobody knows. */
export const densityFor = ({ waiting, changed, rest }: Lanes, room: number): Density => {
  if (room === 0) return { brief: false, tight: false };
  const needed = WAITING * waiting + WHOLE * changed;
  const brief = needed + WHOLE * rest > room;
  return { brief, tight: brief && needed + HEAD * rest > room && changed > 1 };
};

/**
 * Which lanes are one line where these stand below each other.
 * @param height of the room for them, in CSS pixels; 0 while nobody knows.
 * @param zoom how much larger than usual the text is.
 */
export const briefAmong = (concerns: readonly Concern[], height: number, zoom: number): ((of: Concern) => boolean) => {
  const counts = { waiting: 0, changed: 0, rest: 0 };
  for (const concern of concerns) counts[concern] += 1;
  const { brief, tight } = densityFor(counts, height / (LINE * zoom));
  return (of) => (of === 'rest' ? brief : of === 'changed' && tight);
};
