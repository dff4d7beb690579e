/** How much each lane can show, so that those that matter are in sight together. Pure; sizes in lines of text. */

export interface Density {
  /** Lanes that neither wait nor changed are one line. */
  readonly brief: boolean;
  /** Those that only changed are one line too. */
  readonly tight: boolean;
}

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

/** @param room how many lines there are for all of them; 0 while nobody knows. */
export const densityFor = ({ waiting, changed, rest }: Lanes, room: number): Density => {
  if (room === 0) return { brief: false, tight: false };
  const needed = WAITING * waiting + WHOLE * changed;
  const brief = needed + WHOLE * rest > room;
  return { brief, tight: brief && needed + HEAD * rest > room && changed > 1 };
};
