/** The rooms that stills are drawn for: where one matches, everything stands where the app will put it. */

export interface Room {
  /** Its folder, among those of the stills. */
  readonly name: string;
  /** A media query. The first room whose query matches is that of a window. */
  readonly query: string;
}

/** As many as the panels have ways to stand: `panels/Panels.tsx` and `panels/useTabs.ts` ask the same of a window. */
export const ROOMS: readonly Room[] = [
  { name: 'high', query: '(min-width: 1100px) and (min-height: 880px)' },
  { name: 'low', query: '(min-width: 1100px)' },
  { name: 'narrow', query: '(max-width: 1099px)' },
];

/** Beside the page, with its slash. */
export const STILLS = 'stills/';

/** What an address without a scenario opens. */
export const FIRST = 'first/0';

/** Where the still of a step lies. @param step `SCENARIO/STEP`. */
export const stillFile = (room: string, step: string): string => `${STILLS}${room}/${step}.still`;
