/** A time as a style sheet has it, in milliseconds; builds write `180ms` as `.18s`. `NaN` when it is none. */
export const millisecondsOf = (time: string): number =>
  Number.parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1_000);
